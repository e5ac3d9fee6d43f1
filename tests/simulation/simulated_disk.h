// SimulatedDisk: where the journal of a simulated run lies: a MemoryVfs, with the ends and the failures of a run drawn from the
// seed.
#pragma once

#include "base/random.h"
#include "tests/support/store/memory_vfs.h"

#include <cstdint>
#include <string>

namespace tradecore::simulation {

enum class DiskFailure { Full, InputOutput };

class SimulatedDisk {
public:
    explicit SimulatedDisk(std::uint64_t seed);

    [[nodiscard]] const std::string& vfs() const { return m_vfs.name(); }
    [[nodiscard]] static std::string pathOf(const char* name) { return std::string("/") + name; }
    // synchronous=OFF, seen from below.
    void ignoreSyncs(bool ignore) { m_vfs.ignoreSyncs(ignore); }
    // From here on nothing reaches the disk, until restore(). A killed process leaves what the system has; a power cut does not.
    void cutPower();
    void killProcess();
    void restore();
    // After `operations` more writes and syncs, some of the next ones fail.
    void failSoon(DiskFailure failure, std::uint64_t operations);
    void failAlways(DiskFailure failure);
    void heal();
    // Whether a failure is planned or was given since the last restore().
    [[nodiscard]] bool isFaulty() const { return m_isPlanned; }

private:
    void endWith(test::Crash crash);

    test::MemoryVfs m_vfs;
    Random m_random;
    bool m_isPlanned = false;
};

}  // namespace tradecore::simulation
