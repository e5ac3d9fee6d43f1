#include "tests/simulation/simulated_disk.h"

#include <sqlite3.h>

namespace tradecore::simulation {

using test::Crash;
using test::DiskCall;
using test::DiskFault;

namespace {

// One file system a disk: two may live at once, as when a run is compared with another.
std::string nextName()
{
    static std::uint64_t count = 0;
    return "simulated-disk-" + std::to_string(++count);
}

}  // namespace

SimulatedDisk::SimulatedDisk(std::uint64_t seed) : m_vfs(nextName()), m_random(seed) {}

void SimulatedDisk::endWith(Crash crash)
{
    m_vfs.crash(crash, m_random);
    // The objects that play the dying program go down one by one; what they still try is not heard.
    m_vfs.clearFaults();
    m_vfs.fail(DiskFault{1, {}, SQLITE_IOERR, /*lasting=*/true, false});
}

void SimulatedDisk::cutPower()
{
    endWith(m_random.below(3) == 0 ? Crash::PowerLost : Crash::PowerTorn);
}

void SimulatedDisk::killProcess()
{
    endWith(Crash::Process);
}

void SimulatedDisk::restore()
{
    m_vfs.clearFaults();
    m_isPlanned = false;
}

void SimulatedDisk::failSoon(DiskFailure failure, std::uint64_t operations)
{
    m_isPlanned = true;
    const std::uint64_t failures = 1 + m_random.below(12);
    for (std::uint64_t call = operations + 1; call <= operations + failures; ++call) {
        if (failure == DiskFailure::Full) {
            m_vfs.fail(DiskFault{call, {DiskCall::Write}, SQLITE_FULL, false, m_random.below(2) == 0});
            continue;
        }
        m_vfs.fail(DiskFault{call, {DiskCall::Write}, SQLITE_IOERR_WRITE, false, m_random.below(2) == 0});
        m_vfs.fail(DiskFault{call, {DiskCall::Sync}, SQLITE_IOERR_FSYNC, false, false});
    }
}

void SimulatedDisk::failAlways(DiskFailure failure)
{
    m_isPlanned = true;
    m_vfs.fail(DiskFault{1, {DiskCall::Write}, failure == DiskFailure::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE, true, false});
}

void SimulatedDisk::heal()
{
    m_vfs.clearFaults();
}

}  // namespace tradecore::simulation
