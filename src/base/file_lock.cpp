#include "base/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/fault.h"

namespace linli {

FileLock::FileLock(const std::string& file)
    : file_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0) throw Fault("cannot write " + file + ": give it to the user that serves");
    held_ = ::flock(file_, LOCK_EX | LOCK_NB) == 0;
}

FileLock::~FileLock() {
    ::close(file_);
}

}  // namespace linli
