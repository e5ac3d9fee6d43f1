// FaultMenu: what goes wrong in one run, drawn from its seed. Each fault is off in about half of the seeds (a swarm: faults
// that are always on hide one another). Chances are per mille of each message or each minute, as named.
#pragma once

#include "base/random.h"
#include "base/timestamp.h"

#include <cstdint>
#include <set>
#include <string>

namespace tradecore::simulation {

enum class FaultClass {
    LostRequest,        // the venue never gets it
    LostReport,         // the workstation never gets it, though heartbeats go on
    LostAnswer,         // of a query
    DuplicateReport,
    Delay,              // and with it another order of arrival
    Disconnect,         // at any moment
    DisconnectOnSubmit, // between the bytes and the acknowledgement
    HalfOpen,           // both directions are silent until somebody gives up
    MuteReports,        // heartbeats alone come through
    NotFoundForAWhile,  // the venue's queries lag behind its orders
    MarketMute,
    MarketDisconnect,
    MarketBadTick,      // old, duplicate, zero
    ClockJump,
    Suspend,            // the machine sleeps
    Kill,
    DiskError,          // a write or a sync fails
};

// In the order above.
[[nodiscard]] const std::set<FaultClass>& allFaults();
[[nodiscard]] std::string_view nameOf(FaultClass fault);

struct FaultMenu {
    std::set<FaultClass> on;
    std::uint64_t lossPerMille = 0;        // of the three losses
    std::uint64_t duplicatePerMille = 0;
    std::uint64_t delayPerMille = 0;
    Duration longestDelay{};
    std::uint64_t disconnectsPerHour = 0;
    std::uint64_t onSubmitPerMille = 0;
    Duration notFoundFor{};
    std::uint64_t killsPerHour = 0;
    std::uint64_t mutesPerHour = 0;
    std::uint64_t jumpsPerHour = 0;

    [[nodiscard]] static FaultMenu draw(Random& random);
    [[nodiscard]] bool has(FaultClass fault) const { return on.contains(fault); }
    [[nodiscard]] std::string toString() const;
};

}  // namespace tradecore::simulation
