// A lock on a file, held among processes for as long as the object lives; the kernel lets go of it
// whatever happens to its holder (flock(2)).
#pragma once

#include <string>

namespace linli {

class FileLock {
public:
    // Does not wait: ask `held`. Throws Fault when the file cannot be made.
    explicit FileLock(const std::string& file);
    FileLock(const FileLock&) = delete;
    FileLock& operator=(const FileLock&) = delete;
    ~FileLock();

    bool held() const { return held_; }

private:
    int file_;
    bool held_;
};

}  // namespace linli
