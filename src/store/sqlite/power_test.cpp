// Promise 7 against a power cut: a disk may lose whatever was written and not synced, all of it or
// any part. Every write and sync of a run is recorded, the store is put together again as it could
// stand after a cut at many a moment, and whatever had been answered by then must be in it.
#include <gtest/gtest.h>

#include <fstream>
#include <future>
#include <map>
#include <mutex>
#include <random>

#include "journal/journal.h"
#include "store/sqlite/disk_testing.h"
#include "store/testing.h"

namespace linli::store {
namespace {

using testing::town;

enum class Event { write, cut, synced, removed, answer };
struct Happened {
    Event event;
    std::string file;
    std::string bytes;
    std::int64_t offset = 0;  // of a cut, the new size
};

struct Tape : testing::Disk {
    std::mutex mutex;
    std::vector<Happened> all;
    bool runs = true;

    void note(Happened one) {
        const std::lock_guard lock(mutex);
        if (runs) all.push_back(std::move(one));
    }
    int write(const std::string& file, std::string_view bytes, std::int64_t at) override {
        note({Event::write, file, std::string(bytes), at});
        return SQLITE_OK;
    }
    int cut(const std::string& file, std::int64_t size) override {
        note({Event::cut, file, "", size});
        return SQLITE_OK;
    }
    int sync(const std::string&) override { return SQLITE_OK; }
    void synced(const std::string& file) override { note({Event::synced, file, ""}); }
    void removed(const std::string& file) override { note({Event::removed, file, ""}); }
};

// What of the unsynced the disk kept.
enum class Kept { nothing, some, all };

class PowerCut : public ::testing::TestWithParam<Kept> {
protected:
    PowerCut() : clock(*Instant::parse("2026-03-02T01:00:00Z")) {
        settings.data = ::testing::TempDir() + "linli_power";
        std::filesystem::remove_all(settings.data);
    }
    void TearDown() override {
        std::filesystem::remove_all(settings.data);
        std::filesystem::remove_all(after.data);
    }

    void write(Store& store) {
        journal::Line line;
        line.act = Id::make(clock.now(), random);
        line.kind = "test";
        line.verb = "write";
        line.body = std::string(3000, ' ');
        store.write_later(
            town,
            [line](Writer& db) -> Outcome<Done> {
                journal::append(db, line);
                return Done{};
            },
            [this](const Verdict& verdict) {
                ASSERT_TRUE(verdict.committed());
                tape.note({Event::answer, "", ""});
            });
    }

    // A store that is made, written to, closed with its checkpoint, opened and written to again.
    void live() {
        Store::open(settings, clock)->add_tenant({town, "临里街道", Zone{}});
        made = tape.all.size();
        for (int days = 0; days < 2; ++days) {
            const auto store = Store::open(settings, clock);
            for (int i = 0; i < 40; ++i) {
                write(*store);
                if (i % 5 == 0) (void)store->write(town, [](Writer&) { return Done{}; });
            }
        }
    }

    // The files as they may stand after a cut before `end`.
    void put_together(std::size_t end) {
        std::map<std::string, std::size_t> synced;
        for (std::size_t i = 0; i < end; ++i)
            if (tape.all[i].event == Event::synced) synced[tape.all[i].file] = i;
        std::map<std::string, std::string> files;
        for (std::size_t i = 0; i < end; ++i) {
            const Happened& one = tape.all[i];
            if (one.event == Event::removed) files.erase(one.file);
            if (one.event != Event::write && one.event != Event::cut) continue;
            const bool is_down = synced.contains(one.file) && i < synced[one.file];
            const bool kept = GetParam() == Kept::all || (GetParam() == Kept::some && chance() % 2);
            if (!is_down && !kept) continue;
            std::string& file = files[one.file];
            const auto at = static_cast<std::size_t>(one.offset);
            if (one.event == Event::cut) {
                file.resize(at);
            } else {
                if (file.size() < at + one.bytes.size()) file.resize(at + one.bytes.size());
                file.replace(at, one.bytes.size(), one.bytes);
            }
        }
        std::filesystem::remove_all(after.data);
        std::filesystem::create_directories(after.data);
        for (const auto& [path, bytes] : files) {
            const auto name = std::filesystem::path(path).filename();
            std::ofstream(std::filesystem::path(after.data) / name, std::ios::binary) << bytes;
        }
    }

    std::int64_t answered(std::size_t end) {
        return std::count_if(tape.all.begin(), tape.all.begin() + static_cast<std::ptrdiff_t>(end),
                             [](const Happened& one) { return one.event == Event::answer; });
    }

    Tape tape;
    testing::Recording recording{tape};
    SetClock clock;
    SystemRandom random;
    std::mt19937 chance{17};
    Settings settings;
    Settings after{.data = ::testing::TempDir() + "linli_power_after", .sync = false};
    std::size_t made = 0;  // events before the first write of the office
};

INSTANTIATE_TEST_SUITE_P(OfTheUnsynced, PowerCut,
                         ::testing::Values(Kept::nothing, Kept::some, Kept::all));

TEST_P(PowerCut, LosesNothingThatWasAnswered) {
    live();
    tape.runs = false;
    const std::int64_t all = answered(tape.all.size());
    ASSERT_EQ(all, 80);
    int cuts = 0;
    for (std::size_t end = made; end <= tape.all.size(); end += 1 + chance() % 13, ++cuts) {
        put_together(end);
        const auto store = Store::open(after, clock);
        store->read([&](Reader& db) {
            EXPECT_EQ(journal::verify(db, town), std::nullopt) << "cut at " << end;
            const auto there = static_cast<std::int64_t>(journal::after(db, town, 0, 1000).size());
            EXPECT_GE(there, answered(end)) << "cut at " << end;
            EXPECT_LE(there, all);
        });
    }
    EXPECT_GT(cuts, 30);
}

}  // namespace
}  // namespace linli::store
