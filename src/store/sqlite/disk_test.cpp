// Promise 7: no answer leaves before the disk has said that the bytes are down. A recording VFS
// stands between SQLite and the file system, writes down every write, sync and answer in order, and
// can play a full or broken disk.
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <mutex>

#include "journal/journal.h"
#include "store/sqlite/disk_testing.h"
#include "store/testing.h"

namespace linli::store {
namespace {

using testing::town;

enum class Event { write, sync, answer };
enum class Trouble { none, full, broken_sync };

// What happened on the disk, seen by all files of the test's store.
struct Disk : testing::Disk {
    std::mutex mutex;
    std::vector<Event> events;
    std::atomic<Trouble> trouble{Trouble::none};

    void note(Event event) {
        const std::lock_guard lock(mutex);
        events.push_back(event);
    }

    int write(const std::string& file, std::string_view, std::int64_t) override {
        if (trouble == Trouble::full) return SQLITE_FULL;
        if (is_log(file)) note(Event::write);
        return SQLITE_OK;
    }
    int cut(const std::string&, std::int64_t) override { return SQLITE_OK; }
    int sync(const std::string&) override {
        return trouble == Trouble::broken_sync ? SQLITE_IOERR_FSYNC : SQLITE_OK;
    }
    void removed(const std::string&) override {}
    void synced(const std::string& file) override {
        if (is_log(file)) note(Event::sync);
    }

private:
    // The write-ahead log: what COMMIT syncs.
    static bool is_log(const std::string& file) { return file.ends_with("-wal"); }
};

class OnDisk : public ::testing::Test {
protected:
    OnDisk() : clock(*Instant::parse("2026-03-02T01:00:00Z")) {
        settings.data = ::testing::TempDir() + "linli_disk";
        std::filesystem::remove_all(settings.data);
        store = Store::open(settings, clock);  // synced, as in real life
        store->add_tenant({town, "临里街道", Zone{}});
        disk.events.clear();
    }
    void TearDown() override {
        store.reset();
        std::filesystem::remove_all(settings.data);
    }

    std::future<Verdict> write_one() {
        auto promise = std::make_shared<std::promise<Verdict>>();
        std::future<Verdict> told = promise->get_future();
        journal::Line line;
        line.act = Id::make(clock.now(), random);
        line.kind = "test";
        line.verb = "write";
        store->write_later(
            town,
            [line](Writer& db) -> Outcome<Done> {
                journal::append(db, line);
                return Done{};
            },
            [this, promise](const Verdict& verdict) {
                disk.note(Event::answer);
                promise->set_value(verdict);
            });
        return told;
    }
    std::int64_t lines() {
        return store->read([](Reader& db) -> std::int64_t {
            return static_cast<std::int64_t>(journal::after(db, town, 0, 1000).size());
        });
    }

    Disk disk;
    testing::Recording recording{disk};
    SetClock clock;
    SystemRandom random;
    Settings settings;
    std::unique_ptr<Store> store;
};

TEST_F(OnDisk, NoAnswerLeavesBeforeTheSyncReturned) {
    for (int round = 0; round < 20; ++round) {
        std::vector<std::future<Verdict>> told;
        for (int i = 0; i < 10; ++i)
            told.push_back(write_one());
        for (auto& one : told)
            EXPECT_TRUE(one.get().committed());
    }
    int answers = 0;
    int syncs = 0;
    bool written_since_sync = false;
    for (const Event event : disk.events) {
        if (event == Event::write) written_since_sync = true;
        if (event == Event::sync) {
            written_since_sync = false;
            ++syncs;
        }
        if (event == Event::answer) {
            EXPECT_FALSE(written_since_sync) << "answer " << answers << " came before its sync";
            ++answers;
        }
    }
    EXPECT_EQ(answers, 200);
    EXPECT_GE(syncs, 20);
    EXPECT_LT(syncs, 200) << "waiting requests share a commit";
}

TEST_F(OnDisk, WhenTheDiskIsFullNobodyIsToldYesAndWorkGoesOnAfterwards) {
    EXPECT_TRUE(write_one().get().committed());
    disk.trouble = Trouble::full;
    std::vector<std::future<Verdict>> told;
    for (int i = 0; i < 5; ++i)
        told.push_back(write_one());
    for (auto& one : told) {
        const Verdict verdict = one.get();
        ASSERT_TRUE(verdict.fault);
        try {
            std::rethrow_exception(verdict.fault);
        } catch (const Fault& fault) {
            EXPECT_NE(std::string_view(fault.what()).find("full"), std::string::npos);
        }
    }
    disk.trouble = Trouble::none;
    EXPECT_EQ(lines(), 1);
    EXPECT_TRUE(write_one().get().committed());
    EXPECT_EQ(lines(), 2);
    store->read([](Reader& db) { EXPECT_EQ(journal::verify(db, town), std::nullopt); });
}

TEST_F(OnDisk, WhenASyncFailsNobodyIsToldYes) {
    disk.trouble = Trouble::broken_sync;
    EXPECT_TRUE(write_one().get().fault);
    disk.trouble = Trouble::none;
    EXPECT_TRUE(write_one().get().committed());
    EXPECT_EQ(lines(), 1);
}

}  // namespace
}  // namespace linli::store
