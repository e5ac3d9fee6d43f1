// MemoryVfs: a disk in memory for SQLite, for tests and the simulation. It keeps, for every file, what was synced apart from what
// was only written, so that a power failure can lose or tear the difference, and it can fail any call with any error of SQLite.
//
// Registered under name() while the object lives. One thread; connections must be closed before it goes. After a crash every
// handle that was open answers SQLITE_IOERR until it is closed; files are opened anew from what the crash left.
#pragma once

#include "base/random.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace tradecore::test {

enum class DiskCall { Open, Read, Write, Truncate, Sync, Size, Delete, Access, SharedMemory };

// A chosen failure. Calls count from 1 and only those of the kinds asked for; of writes the first half may reach the file.
struct DiskFault {
    std::uint64_t call = 1;               // the n-th matching call from now on
    std::vector<DiskCall> kinds;          // empty: every kind
    int code = 0;                         // SQLITE_FULL, SQLITE_IOERR_FSYNC, SQLITE_READONLY, …
    bool lasting = false;                 // every matching call after it fails too, until cleared
    bool tearsWrite = false;
};

enum class Crash {
    Process,        // the program dies: the system keeps what was written
    PowerLost,      // everything that was not synced is gone
    PowerTorn,      // of what was not synced, seeded parts survive: whole writes are lost, others are torn at 512 bytes
};

class MemoryVfs {
public:
    explicit MemoryVfs(std::string name);
    ~MemoryVfs();
    MemoryVfs(const MemoryVfs&) = delete;
    MemoryVfs& operator=(const MemoryVfs&) = delete;

    [[nodiscard]] const std::string& name() const;

    void fail(DiskFault fault);
    void clearFaults();
    // True once a fault has struck since fail().
    [[nodiscard]] bool hasStruck() const;
    // Calls of all kinds so far; with it a loop finds every place where a call can fail.
    [[nodiscard]] std::uint64_t calls() const;
    // Called before each call; a simulation crashes or moves time here. It must not touch SQLite.
    void onCall(std::function<void(DiskCall, const std::string& path)> listener);
    // A sync answers and does nothing, as with synchronous=OFF.
    void ignoreSyncs(bool ignore);
    // Writes beyond this many bytes on the whole disk fail with SQLITE_FULL.
    void limitBytes(std::optional<std::int64_t> bytes);

    void crash(Crash kind, Random& random);

    [[nodiscard]] std::vector<std::string> files() const;
    [[nodiscard]] bool exists(const std::string& path) const;
    [[nodiscard]] std::string content(const std::string& path) const;
    [[nodiscard]] std::uint64_t unsyncedWrites(const std::string& path) const;
    // From outside, as damage has it; counts as synced.
    void setContent(const std::string& path, std::string content);
    void remove(const std::string& path);

    struct Disk;

private:
    std::unique_ptr<Disk> m_disk;
};

}  // namespace tradecore::test
