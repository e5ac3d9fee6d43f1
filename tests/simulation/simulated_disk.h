// SimulatedDisk: where the journal of a simulated run lies: an SQLite VFS over files in memory, below the journal's own code.
// Each file has what the program sees and what would survive a power cut; a sync makes the two equal. A power cut keeps of
// what was written without a sync an arbitrary part, down to single sectors. Writes and syncs fail on request.
//
// The journal also looks at its files past SQLite, at their size and their header: while nothing has them open, files of that
// size and header stand in a temporary folder, where lock and anchors are too. One disk at a time, on one thread.
#pragma once

#include "base/random.h"
#include "tests/simulation/disk_file.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace tradecore::simulation {

enum class DiskFailure { None, InputOutput, Full };

class SimulatedDisk {
public:
    explicit SimulatedDisk(std::uint64_t seed);
    ~SimulatedDisk();
    SimulatedDisk(const SimulatedDisk&) = delete;
    SimulatedDisk& operator=(const SimulatedDisk&) = delete;

    [[nodiscard]] std::string pathOf(const char* name) const;
    // synchronous=OFF, seen from below.
    void ignoreSyncs(bool ignore) { m_ignoresSyncs = ignore; }
    // From here on nothing reaches the disk, until restore(). A killed process leaves what the system has; a power cut does not.
    void cutPower();
    void killProcess();
    // Nobody has a file open now: each becomes what the disk kept.
    void restore();
    // After `operations` more writes and syncs, some of the next ones fail.
    void failSoon(DiskFailure failure, std::uint64_t operations);
    void failAlways(DiskFailure failure);
    void heal();
    // Whether a failure is planned or was given since the last restore().
    [[nodiscard]] bool isFaulty() const { return m_failure != DiskFailure::None || m_hasFailed; }

    // For the VFS.
    [[nodiscard]] static SimulatedDisk* current();
    [[nodiscard]] bool owns(const std::string& path) const { return path.starts_with(m_root); }
    [[nodiscard]] std::shared_ptr<DiskFile> open(const std::string& path);
    void close(const std::string& path);
    [[nodiscard]] bool exists(const std::string& path) const;
    void remove(const std::string& path);
    [[nodiscard]] bool isFrozen() const { return m_end != End::None; }
    [[nodiscard]] bool syncsAreIgnored() const { return m_ignoresSyncs; }
    // Counts a write or a sync; the failure that it meets.
    [[nodiscard]] DiskFailure nextFailure();

private:
    enum class End { None, Process, Power };
    struct Entry {
        std::shared_ptr<DiskFile> file;
        int handles = 0;
    };
    void keepOutside();
    void show(const std::string& path, const DiskFile& file) const;

    QTemporaryDir m_directory;
    std::string m_root;
    Random m_random;
    std::map<std::string, Entry> m_files;
    End m_end = End::None;
    bool m_ignoresSyncs = false;
    DiskFailure m_failure = DiskFailure::None;
    std::uint64_t m_failsIn = 0;
    std::uint64_t m_failuresLeft = 0;
    bool m_hasFailed = false;
    std::map<QString, QByteArray> m_outside;   // files past SQLite, as the end found them
};

}  // namespace tradecore::simulation
