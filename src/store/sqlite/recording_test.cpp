// The VFS of disk_testing.h. It is built with the tests and holds none.
#include "store/sqlite/disk_testing.h"

namespace linli::store::testing {
namespace {

struct File {
    sqlite3_file base;
    sqlite3_file* real;
    std::string* name;
};
// SQLite knows nothing of objects, so there is one for the process.
Disk* disk = nullptr;

sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->real;
}

const std::string& name(sqlite3_file* file) {
    return *reinterpret_cast<File*>(file)->name;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    const int told = disk->write(
        name(file), {static_cast<const char*>(bytes), static_cast<std::size_t>(size)}, offset);
    if (told != SQLITE_OK) return told;
    return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

int sync(sqlite3_file* file, int flags) {
    const int told = disk->sync(name(file));
    if (told != SQLITE_OK) return told;
    const int result = real(file)->pMethods->xSync(real(file), flags);
    if (result == SQLITE_OK) disk->synced(name(file));
    return result;
}

int cut(sqlite3_file* file, sqlite3_int64 size) {
    const int told = disk->cut(name(file), size);
    return told != SQLITE_OK ? told : real(file)->pMethods->xTruncate(real(file), size);
}

int close(sqlite3_file* file) {
    const int result = real(file)->pMethods->xClose(real(file));
    sqlite3_free(real(file));
    delete reinterpret_cast<File*>(file)->name;
    return result;
}

// clang-format off
const sqlite3_io_methods recording_methods = {
    .iVersion = 3,
    .xClose = close,
    .xRead = [](sqlite3_file* f, void* b, int n, sqlite3_int64 o) { return real(f)->pMethods->xRead(real(f), b, n, o); },
    .xWrite = write,
    .xTruncate = cut,
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

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    auto* below = static_cast<sqlite3_vfs*>(vfs->pAppData);
    auto* wrapped = reinterpret_cast<File*>(file);
    *wrapped = {};
    auto* beneath =
        static_cast<sqlite3_file*>(sqlite3_malloc64(static_cast<sqlite3_uint64>(below->szOsFile)));
    std::memset(beneath, 0, static_cast<std::size_t>(below->szOsFile));
    const int result = below->xOpen(below, path, beneath, flags, out_flags);
    if (result != SQLITE_OK) {
        sqlite3_free(beneath);
        return result;
    }
    wrapped->real = beneath;
    wrapped->name = new std::string(path ? path : "");
    wrapped->base.pMethods = &recording_methods;
    return SQLITE_OK;
}

int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    auto* below = static_cast<sqlite3_vfs*>(vfs->pAppData);
    const int result = below->xDelete(below, path, sync_folder);
    if (result == SQLITE_OK) disk->removed(path);
    return result;
}

}  // namespace

Recording::Recording(Disk& listening) : below_(sqlite3_vfs_find(nullptr)), vfs_(*below_) {
    disk = &listening;
    vfs_.zName = "recording";
    vfs_.szOsFile = sizeof(File);
    vfs_.pAppData = below_;
    vfs_.xOpen = open;
    vfs_.xDelete = remove;
    sqlite3_vfs_register(&vfs_, 1);
}

Recording::~Recording() {
    sqlite3_vfs_register(below_, 1);
    sqlite3_vfs_unregister(&vfs_);
}

}  // namespace linli::store::testing
