#include "tests/simulation/disk_vfs.h"

#include "tests/simulation/simulated_disk.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <string>

#include <sqlite3.h>

namespace tradecore::simulation {

namespace {

sqlite3_vfs* systemVfs = nullptr;

// What SQLite allocates for a handle; it begins with SQLite's own part.
struct Handle {
    sqlite3_file base;
    std::string path;
    std::shared_ptr<DiskFile> file;
};

Handle& handleOf(sqlite3_file* file)
{
    return *reinterpret_cast<Handle*>(file);
}

int codeOf(DiskFailure failure, int inputOutput)
{
    return failure == DiskFailure::Full ? SQLITE_FULL : inputOutput;
}

// A dying program's calls fail: it is told nothing any more.
int refuse(int inputOutput)
{
    SimulatedDisk* disk = SimulatedDisk::current();
    if (disk == nullptr || disk->isFrozen())
        return inputOutput;
    const DiskFailure failure = disk->nextFailure();
    return failure == DiskFailure::None ? SQLITE_OK : codeOf(failure, inputOutput);
}

int closeFile(sqlite3_file* file)
{
    Handle& handle = handleOf(file);
    handle.file.reset();
    if (SimulatedDisk* disk = SimulatedDisk::current())
        disk->close(handle.path);
    handle.path.~basic_string();
    handle.file.~shared_ptr();
    return SQLITE_OK;
}

int readFile(sqlite3_file* file, void* into, int size, sqlite3_int64 at)
{
    const auto wanted = static_cast<std::size_t>(size);
    const std::size_t there = handleOf(file).file->read(static_cast<std::size_t>(at), static_cast<std::uint8_t*>(into), wanted);
    return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 at)
{
    if (const int code = refuse(SQLITE_IOERR_WRITE); code != SQLITE_OK)
        return code;
    handleOf(file).file->write(static_cast<std::size_t>(at), static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(size));
    return SQLITE_OK;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    if (const int code = refuse(SQLITE_IOERR_TRUNCATE); code != SQLITE_OK)
        return code;
    handleOf(file).file->truncate(static_cast<std::size_t>(size));
    return SQLITE_OK;
}

int syncFile(sqlite3_file* file, int)
{
    if (const int code = refuse(SQLITE_IOERR_FSYNC); code != SQLITE_OK)
        return code == SQLITE_FULL ? SQLITE_IOERR_FSYNC : code;
    const SimulatedDisk* disk = SimulatedDisk::current();
    if (!disk->syncsAreIgnored())
        handleOf(file).file->sync();
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file* file, sqlite3_int64* size)
{
    *size = static_cast<sqlite3_int64>(handleOf(file).file->bytes().size());
    return SQLITE_OK;
}

// One program, one connection: nobody to lock out.
int lockNothing(sqlite3_file*, int)
{
    return SQLITE_OK;
}
int checkReserved(sqlite3_file*, int* isReserved)
{
    *isReserved = 0;
    return SQLITE_OK;
}
int control(sqlite3_file*, int, void*)
{
    return SQLITE_NOTFOUND;
}
int sectorSize(sqlite3_file*)
{
    return static_cast<int>(DiskFile::sectorSize);
}
int characteristics(sqlite3_file*)
{
    return 0;
}
int mapShared(sqlite3_file* file, int region, int size, int extend, void volatile** out)
{
    *out = handleOf(file).file->sharedMemory(static_cast<std::size_t>(region), static_cast<std::size_t>(size), extend != 0);
    return SQLITE_OK;
}
int lockShared(sqlite3_file*, int, int, int)
{
    return SQLITE_OK;
}
void barrier(sqlite3_file*) {}
int unmapShared(sqlite3_file* file, int remove)
{
    if (remove != 0)
        handleOf(file).file->dropSharedMemory();
    return SQLITE_OK;
}

const sqlite3_io_methods methods{2,          closeFile,   readFile,      writeFile,    truncateFile, syncFile,  sizeOfFile,
                                 lockNothing, lockNothing, checkReserved, control,      sectorSize,   characteristics,
                                 mapShared,  lockShared,  barrier,       unmapShared,  nullptr,      nullptr};

bool isOurs(const char* path)
{
    const SimulatedDisk* disk = SimulatedDisk::current();
    return path != nullptr && disk != nullptr && disk->owns(path);
}

int openFile(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* outFlags)
{
    if (!isOurs(path))
        return systemVfs->xOpen(systemVfs, path, file, flags, outFlags);
    SimulatedDisk* disk = SimulatedDisk::current();
    if ((flags & SQLITE_OPEN_CREATE) == 0 && !disk->exists(path))
        return SQLITE_CANTOPEN;
    Handle& handle = handleOf(file);
    new (&handle.path) std::string(path);
    new (&handle.file) std::shared_ptr<DiskFile>(disk->open(handle.path));
    handle.base.pMethods = &methods;
    if (outFlags != nullptr)
        *outFlags = flags;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs*, const char* path, int syncDirectory)
{
    if (!isOurs(path))
        return systemVfs->xDelete(systemVfs, path, syncDirectory);
    SimulatedDisk::current()->remove(path);
    return SQLITE_OK;
}

int accessFile(sqlite3_vfs*, const char* path, int flags, int* out)
{
    if (!isOurs(path))
        return systemVfs->xAccess(systemVfs, path, flags, out);
    *out = SimulatedDisk::current()->exists(path) ? 1 : 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs*, const char* path, int size, char* out)
{
    if (!isOurs(path))
        return systemVfs->xFullPathname(systemVfs, path, size, out);
    const std::size_t length = std::strlen(path);
    if (length + 1 > static_cast<std::size_t>(size))
        return SQLITE_CANTOPEN;
    std::memcpy(out, path, length + 1);
    return SQLITE_OK;
}

}  // namespace

void registerDiskVfs()
{
    static sqlite3_vfs vfs;
    if (systemVfs != nullptr)
        return;
    systemVfs = sqlite3_vfs_find(nullptr);
    vfs = *systemVfs;
    vfs.pNext = nullptr;
    vfs.zName = "tradecore-simulated-disk";
    vfs.szOsFile = std::max(systemVfs->szOsFile, static_cast<int>(sizeof(Handle)));
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullPath;
    sqlite3_vfs_register(&vfs, 1);
}

}  // namespace tradecore::simulation
