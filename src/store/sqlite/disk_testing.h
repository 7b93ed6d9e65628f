// A VFS between SQLite and the file system, for tests: whoever listens sees every write, cut and
// sync before it is done, and may have it fail. It knows files by their names and nothing of what
// they hold.
#pragma once

#include <sqlite3.h>

#include <cstring>
#include <string>
#include <string_view>

namespace linli::store::testing {

// What a test does about the disk. Each answers SQLITE_OK, or the error that SQLite is to meet
// instead.
class Disk {
public:
    virtual ~Disk() = default;
    virtual int write(const std::string& file, std::string_view bytes, std::int64_t offset) = 0;
    virtual int cut(const std::string& file, std::int64_t size) = 0;
    virtual int sync(const std::string& file) = 0;     // before it
    virtual void synced(const std::string& file) = 0;  // after it
    virtual void removed(const std::string& file) = 0;
};

// While it lives, every SQLite file of this process goes through it, and the disk hears of it.
class Recording {
public:
    explicit Recording(Disk& disk);
    ~Recording();
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;

private:
    sqlite3_vfs* below_;
    sqlite3_vfs vfs_;
};

}  // namespace linli::store::testing
