// Preloaded into a server, a disk that breaks: while the file that LINLI_BROKEN_DISK names is
// there, what it holds fails with EIO on the files of the store: "write" or "sync". It knows file
// descriptors and nothing of Linli.
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

bool is_of_store(int file) {
    char link[64], path[4096];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t size = ::readlink(link, path, sizeof path - 1);
    if (size <= 0) return false;
    path[size] = '\0';
    return std::strstr(path, ".sqlite") != nullptr;
}

bool breaks(const char* what, int file) {
    const char* const trouble = std::getenv("LINLI_BROKEN_DISK");
    if (!trouble || !is_of_store(file)) return false;
    const int told = ::open(trouble, O_RDONLY | O_CLOEXEC);
    if (told < 0) return false;
    char said[16] = {};
    const ssize_t size = ::read(told, said, sizeof said - 1);
    ::close(told);
    if (size <= 0 || std::strcmp(said, what) != 0) return false;
    errno = EIO;
    return true;
}

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {
ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t offset) {
    static const auto real = next<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return breaks("write", file) ? -1 : real(file, bytes, size, offset);
}
ssize_t pwrite(int file, const void* bytes, size_t size, off_t offset) {
    return pwrite64(file, bytes, size, offset);
}
int fdatasync(int file) {
    static const auto real = next<int (*)(int)>("fdatasync");
    return breaks("sync", file) ? -1 : real(file);
}
int fsync(int file) {
    static const auto real = next<int (*)(int)>("fsync");
    return breaks("sync", file) ? -1 : real(file);
}
}
