// SQLite's interface to files, on the disk of a MemoryVfs (https://www.sqlite.org/c3ref/io_methods.html).
#include "tests/support/store/memory_disk.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tradecore::test {

namespace {

struct Handle : sqlite3_file {
    MemoryVfs::Disk* disk = nullptr;
    std::shared_ptr<StoredFile>* file = nullptr;
    std::string* path = nullptr;
    std::uint64_t epoch = 0;
    bool deletesOnClose = false;
    unsigned sharedMask = 0;
    unsigned exclusiveMask = 0;

    [[nodiscard]] bool isDead() const { return epoch != disk->epoch; }
    [[nodiscard]] StoredFile& stored() const { return **file; }
};

Handle& handleOf(sqlite3_file* file)
{
    return *static_cast<Handle*>(file);
}

int unmapShared(sqlite3_file* file, int)
{
    Handle& handle = handleOf(file);
    if (handle.isDead())
        return SQLITE_OK;
    for (int i = 0; i < SQLITE_SHM_NLOCK; ++i) {
        auto& lock = handle.stored().sharedLocks[i];
        if ((handle.sharedMask & (1U << i)) != 0)
            --lock.readers;
        if ((handle.exclusiveMask & (1U << i)) != 0)
            lock.exclusive = false;
    }
    handle.sharedMask = 0;
    handle.exclusiveMask = 0;
    return SQLITE_OK;
}

int closeFile(sqlite3_file* file)
{
    Handle& handle = handleOf(file);
    unmapShared(file, 0);
    if (!handle.isDead()) {
        handle.stored().locks.erase(&handle);
        if (handle.deletesOnClose)
            handle.disk->files.erase(*handle.path);
    }
    delete handle.file;
    delete handle.path;
    return SQLITE_OK;
}

int readFile(sqlite3_file* file, void* out, int count, sqlite3_int64 offset)
{
    const Handle& handle = handleOf(file);
    if (handle.isDead())
        return SQLITE_IOERR_READ;
    if (const int code = handle.disk->enter(DiskCall::Read, *handle.path); code != SQLITE_OK)
        return code;
    const std::string& live = handle.stored().live;
    const auto size = static_cast<std::int64_t>(live.size());
    const auto there = static_cast<std::size_t>(std::clamp<std::int64_t>(size - offset, 0, count));
    std::memset(out, 0, static_cast<std::size_t>(count));
    if (there > 0)
        std::memcpy(out, live.data() + offset, there);
    return there == static_cast<std::size_t>(count) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file* file, const void* data, int count, sqlite3_int64 offset)
{
    const Handle& handle = handleOf(file);
    if (handle.isDead())
        return SQLITE_IOERR_WRITE;
    bool tears = false;
    const int code = handle.disk->enter(DiskCall::Write, *handle.path, &tears);
    StoredFile& stored = handle.stored();
    std::string_view bytes(static_cast<const char*>(data), static_cast<std::size_t>(count));
    if (code != SQLITE_OK) {
        if (!tears)
            return code;
        bytes = bytes.substr(0, bytes.size() / 2);
    }
    const std::int64_t growth = offset + static_cast<std::int64_t>(bytes.size()) - static_cast<std::int64_t>(stored.live.size());
    if (handle.disk->limit && growth > 0 && handle.disk->bytes() + growth > *handle.disk->limit)
        return SQLITE_FULL;
    stored.write(offset, bytes);
    return code;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    const Handle& handle = handleOf(file);
    if (handle.isDead())
        return SQLITE_IOERR_TRUNCATE;
    if (const int code = handle.disk->enter(DiskCall::Truncate, *handle.path); code != SQLITE_OK)
        return code;
    handle.stored().truncate(size);
    return SQLITE_OK;
}

int syncFile(sqlite3_file* file, int)
{
    const Handle& handle = handleOf(file);
    if (handle.isDead())
        return SQLITE_IOERR_FSYNC;
    if (const int code = handle.disk->enter(DiskCall::Sync, *handle.path); code != SQLITE_OK)
        return code;
    if (!handle.disk->ignoresSyncs)
        handle.stored().sync();
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file* file, sqlite3_int64* size)
{
    const Handle& handle = handleOf(file);
    if (handle.isDead())
        return SQLITE_IOERR_FSTAT;
    if (const int code = handle.disk->enter(DiskCall::Size, *handle.path); code != SQLITE_OK)
        return code;
    *size = static_cast<sqlite3_int64>(handle.stored().live.size());
    return SQLITE_OK;
}

int lockFile(sqlite3_file* file, int level)
{
    const Handle& handle = handleOf(file);
    if (handle.isDead())
        return SQLITE_IOERR_LOCK;
    for (const auto& [other, held] : handle.stored().locks) {
        const bool excludes = level == SQLITE_LOCK_SHARED ? held >= SQLITE_LOCK_PENDING
            : level == SQLITE_LOCK_RESERVED               ? held >= SQLITE_LOCK_RESERVED
                                                          : held >= SQLITE_LOCK_SHARED;
        if (other != &handle && excludes)
            return SQLITE_BUSY;
    }
    int& own = handle.stored().locks[&handle];
    own = std::max(own, level);
    return SQLITE_OK;
}

int unlockFile(sqlite3_file* file, int level)
{
    const Handle& handle = handleOf(file);
    if (handle.isDead())
        return SQLITE_OK;
    if (level == SQLITE_LOCK_NONE)
        handle.stored().locks.erase(&handle);
    else
        handle.stored().locks[&handle] = level;
    return SQLITE_OK;
}

int checkReserved(sqlite3_file* file, int* out)
{
    const Handle& handle = handleOf(file);
    *out = !handle.isDead() && std::ranges::any_of(handle.stored().locks, [](const auto& lock) { return lock.second >= SQLITE_LOCK_RESERVED; });
    return SQLITE_OK;
}

int control(sqlite3_file*, int, void*)
{
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file*)
{
    return 4096;
}

int characteristics(sqlite3_file*)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;   // as SQLite's own unix files have it
}

int mapShared(sqlite3_file* file, int region, int size, int extend, void volatile** out)
{
    const Handle& handle = handleOf(file);
    *out = nullptr;
    if (handle.isDead())
        return SQLITE_IOERR_SHMMAP;
    if (const int code = handle.disk->enter(DiskCall::SharedMemory, *handle.path); code != SQLITE_OK)
        return code;
    auto& regions = handle.stored().sharedRegions;
    const auto index = static_cast<std::size_t>(region);
    if (index >= regions.size() && extend == 0)
        return SQLITE_OK;
    while (regions.size() <= index)
        regions.push_back(std::make_unique<std::string>(static_cast<std::size_t>(size), '\0'));
    *out = regions[index]->data();
    return SQLITE_OK;
}

int lockShared(sqlite3_file* file, int offset, int count, int flags)
{
    Handle& handle = handleOf(file);
    if (handle.isDead())
        return SQLITE_IOERR_SHMLOCK;
    auto* locks = handle.stored().sharedLocks;
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    unsigned& mask = exclusive ? handle.exclusiveMask : handle.sharedMask;
    if ((flags & SQLITE_SHM_LOCK) != 0) {
        for (int i = offset; i < offset + count; ++i) {
            if (locks[i].exclusive || (exclusive && locks[i].readers > 0))
                return SQLITE_BUSY;
        }
    }
    for (int i = offset; i < offset + count; ++i) {
        const bool held = (mask & (1U << i)) != 0;
        const bool wanted = (flags & SQLITE_SHM_LOCK) != 0;
        if (held == wanted)
            continue;
        mask ^= 1U << i;
        if (exclusive)
            locks[i].exclusive = wanted;
        else
            locks[i].readers += wanted ? 1 : -1;
    }
    return SQLITE_OK;
}

void sharedBarrier(sqlite3_file*) {}

constexpr sqlite3_io_methods methods = {2,          closeFile,     readFile,   writeFile,       truncateFile,  syncFile,  sizeOfFile,
                                        lockFile,   unlockFile,    checkReserved, control,      sectorSize,    characteristics,
                                        mapShared,  lockShared,    sharedBarrier, unmapShared,  nullptr,       nullptr};

MemoryVfs::Disk& diskOf(sqlite3_vfs* vfs)
{
    return *static_cast<MemoryVfs::Disk*>(vfs->pAppData);
}

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* out, int flags, int* outFlags)
{
    MemoryVfs::Disk& disk = diskOf(vfs);
    out->pMethods = nullptr;
    const std::string path = name != nullptr ? name : "/temporary-" + std::to_string(disk.calls);
    if (const int code = disk.enter(DiskCall::Open, path); code != SQLITE_OK)
        return code;
    auto found = disk.files.find(path);
    if (found == disk.files.end()) {
        if ((flags & SQLITE_OPEN_CREATE) == 0)
            return SQLITE_CANTOPEN;
        found = disk.files.emplace(path, std::make_shared<StoredFile>()).first;
    }
    auto* handle = new (out) Handle;
    handle->pMethods = &methods;
    handle->disk = &disk;
    handle->file = new std::shared_ptr<StoredFile>(found->second);
    handle->path = new std::string(path);
    handle->epoch = disk.epoch;
    handle->deletesOnClose = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    if (outFlags != nullptr)
        *outFlags = flags;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs* vfs, const char* path, int)
{
    MemoryVfs::Disk& disk = diskOf(vfs);
    if (const int code = disk.enter(DiskCall::Delete, path); code != SQLITE_OK)
        return code;
    return disk.files.erase(path) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int accessFile(sqlite3_vfs* vfs, const char* path, int, int* out)
{
    MemoryVfs::Disk& disk = diskOf(vfs);
    if (const int code = disk.enter(DiskCall::Access, path); code != SQLITE_OK)
        return code;
    *out = disk.files.contains(path) ? 1 : 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs*, const char* path, int size, char* out)
{
    sqlite3_snprintf(size, out, "%s", path);
    return SQLITE_OK;
}

// The same bytes in every run: what SQLite draws here are salts and names of temporary files.
int randomness(sqlite3_vfs*, int count, char* out)
{
    for (int i = 0; i < count; ++i)
        out[i] = static_cast<char>(mix(static_cast<std::uint64_t>(i)));
    return count;
}

int sleepNot(sqlite3_vfs*, int microseconds)
{
    return microseconds;
}

int currentTime(sqlite3_vfs*, sqlite3_int64* out)
{
    *out = 212'634'072'000'000;   // some day of 2026, in milliseconds of the Julian day
    return SQLITE_OK;
}

}  // namespace

void setCalls(sqlite3_vfs& vfs)
{
    vfs.szOsFile = sizeof(Handle);
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullPath;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleepNot;
    vfs.xCurrentTimeInt64 = currentTime;
}

}  // namespace tradecore::test
