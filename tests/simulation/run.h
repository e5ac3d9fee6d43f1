// One simulated run: an hour of trading under the faults of its seed, then two minutes without faults, then the books of the
// journal against the books of the venue. The same options give the same run to the bit.
#pragma once

#include "tests/simulation/auditor.h"
#include "tests/simulation/fault_menu.h"
#include "tests/simulation/plants.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::simulation {

struct RunOptions {
    std::uint64_t seed = 1;
    Plant plant = Plant::None;
    Duration until = std::chrono::hours(1);
    std::function<void(const std::string&)> trace;   // told each event of the journal
    std::set<FaultClass> without;   // taken off the menu, to find out what a failure needs
};

struct RunResult {
    std::uint64_t seed = 0;
    std::string faults;
    std::string journalHash;        // of the last event
    std::int64_t events = 0;
    std::uint64_t orders = 0;
    std::uint64_t submits = 0;
    std::uint64_t fills = 0;
    std::uint64_t kills = 0;
    std::uint64_t tasks = 0;
    std::uint64_t violations = 0;
    std::vector<Violation> found;   // the first of them

    [[nodiscard]] bool isSound() const { return found.empty(); }
};

[[nodiscard]] RunResult run(const RunOptions& options);

}  // namespace tradecore::simulation
