// Promise 7: no answer leaves before the disk has said that the bytes are down. A recording VFS
// stands between SQLite and the file system, writes down every write, sync and answer in order, and
// can play a full or broken disk.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <future>
#include <mutex>

#include "journal/journal.h"
#include "store/testing.h"

namespace linli::store {
namespace {

using testing::town;

enum class Event { write, sync, answer };
enum class Trouble { none, full, broken_sync };

// What happened on the disk, seen by all files of the test's store. SQLite knows nothing of
// objects, so there is one disk for the process.
struct Disk {
    std::mutex mutex;
    std::vector<Event> events;
    std::atomic<Trouble> trouble{Trouble::none};

    void note(Event event) {
        const std::lock_guard lock(mutex);
        events.push_back(event);
    }
};
Disk disk;

struct File {
    sqlite3_file base;
    sqlite3_file* real;
    bool is_log;  // the write-ahead log: what COMMIT syncs
};
sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    if (disk.trouble == Trouble::full) return SQLITE_FULL;
    if (reinterpret_cast<File*>(file)->is_log) disk.note(Event::write);
    return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

int sync(sqlite3_file* file, int flags) {
    if (disk.trouble == Trouble::broken_sync) return SQLITE_IOERR_FSYNC;
    const int result = real(file)->pMethods->xSync(real(file), flags);
    if (reinterpret_cast<File*>(file)->is_log) disk.note(Event::sync);
    return result;
}

int close(sqlite3_file* file) {
    const int result = real(file)->pMethods->xClose(real(file));
    sqlite3_free(real(file));
    return result;
}

// clang-format off
const sqlite3_io_methods recording_methods = {
    .iVersion = 3,
    .xClose = close,
    .xRead = [](sqlite3_file* f, void* b, int n, sqlite3_int64 o) { return real(f)->pMethods->xRead(real(f), b, n, o); },
    .xWrite = write,
    .xTruncate = [](sqlite3_file* f, sqlite3_int64 n) { return real(f)->pMethods->xTruncate(real(f), n); },
    .xSync = sync,
    .xFileSize = [](sqlite3_file* f, sqlite3_int64* n) { return real(f)->pMethods->xFileSize(real(f), n); },
    .xLock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xLock(real(f), l); },
    .xUnlock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xUnlock(real(f), l); },
    .xCheckReservedLock = [](sqlite3_file* f, int* l) { return real(f)->pMethods->xCheckReservedLock(real(f), l); },
    .xFileControl = [](sqlite3_file* f, int o, void* a) { return real(f)->pMethods->xFileControl(real(f), o, a); },
    .xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); },
    .xDeviceCharacteristics = [](sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); },
    .xShmMap = [](sqlite3_file* f, int p, int s, int e, void volatile** m) { return real(f)->pMethods->xShmMap(real(f), p, s, e, m); },
    .xShmLock = [](sqlite3_file* f, int o, int n, int l) { return real(f)->pMethods->xShmLock(real(f), o, n, l); },
    .xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); },
    .xShmUnmap = [](sqlite3_file* f, int d) { return real(f)->pMethods->xShmUnmap(real(f), d); },
    .xFetch = [](sqlite3_file* f, sqlite3_int64 o, int n, void** p) { return real(f)->pMethods->xFetch(real(f), o, n, p); },
    .xUnfetch = [](sqlite3_file* f, sqlite3_int64 o, void* p) { return real(f)->pMethods->xUnfetch(real(f), o, p); },
};
// clang-format on

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    auto* below = static_cast<sqlite3_vfs*>(vfs->pAppData);
    auto* wrapped = reinterpret_cast<File*>(file);
    *wrapped = {};
    auto* beneath =
        static_cast<sqlite3_file*>(sqlite3_malloc64(static_cast<sqlite3_uint64>(below->szOsFile)));
    std::memset(beneath, 0, static_cast<std::size_t>(below->szOsFile));
    const int result = below->xOpen(below, name, beneath, flags, out_flags);
    if (result != SQLITE_OK) {
        sqlite3_free(beneath);
        return result;
    }
    wrapped->real = beneath;
    wrapped->is_log = (flags & SQLITE_OPEN_WAL) != 0;
    wrapped->base.pMethods = &recording_methods;
    return SQLITE_OK;
}

// While it lives, every SQLite file of this process goes through the recording VFS.
class Recording {
public:
    Recording() : below_(sqlite3_vfs_find(nullptr)), vfs_(*below_) {
        vfs_.zName = "recording";
        vfs_.szOsFile = sizeof(File);
        vfs_.pAppData = below_;
        vfs_.xOpen = open;
        sqlite3_vfs_register(&vfs_, 1);
        disk.events.clear();
        disk.trouble = Trouble::none;
    }
    ~Recording() {
        sqlite3_vfs_register(below_, 1);
        sqlite3_vfs_unregister(&vfs_);
    }
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

private:
    sqlite3_vfs* below_;
    sqlite3_vfs vfs_;
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
            [promise](const Verdict& verdict) {
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

    Recording recording;
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
