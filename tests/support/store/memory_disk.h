// The disk behind a MemoryVfs. Private to memory_vfs.cpp and memory_vfs_calls.cpp.
#pragma once

#include "tests/support/store/memory_vfs.h"

#include <sqlite3.h>
#include <string_view>

namespace tradecore::test {

// What happened to a file since it was last synced.
struct DiskChange {
    std::int64_t offset = 0;
    std::string bytes;
    std::optional<std::int64_t> truncatedTo;
};

struct StoredFile {
    struct SharedLock {
        int readers = 0;
        bool exclusive = false;
    };

    std::string live;
    std::string synced;
    bool wasEverSynced = false;
    std::vector<DiskChange> changes;
    std::vector<std::unique_ptr<std::string>> sharedRegions;   // stable addresses
    std::map<const void*, int> locks;                          // handle to level
    SharedLock sharedLocks[SQLITE_SHM_NLOCK] = {};

    void write(std::int64_t offset, std::string_view bytes);
    void truncate(std::int64_t size);
    void sync();
    // What a crash leaves; the handles of before keep this object.
    [[nodiscard]] std::shared_ptr<StoredFile> afterCrash(Crash kind, Random& random) const;

private:
    void apply(const DiskChange& change, Random* random);
};

struct MemoryVfs::Disk {
    struct ArmedFault {
        DiskFault fault;
        std::uint64_t seen = 0;
    };

    std::string name;
    sqlite3_vfs vfs{};
    std::map<std::string, std::shared_ptr<StoredFile>> files;
    std::vector<ArmedFault> faults;
    std::function<void(DiskCall, const std::string&)> listener;
    std::optional<std::int64_t> limit;
    std::uint64_t calls = 0;
    std::uint64_t epoch = 0;
    bool struck = false;
    bool ignoresSyncs = false;

    // SQLITE_OK, or the error that the call must answer.
    [[nodiscard]] int enter(DiskCall kind, const std::string& path, bool* tears = nullptr);
    [[nodiscard]] std::int64_t bytes() const;
};

// Fills in the methods of SQLite's interface; pAppData is the disk.
void setCalls(sqlite3_vfs& vfs);

}  // namespace tradecore::test
