// Positions with their marks, and the commands that change them beyond fills. A mark is transient: it comes through UpdatePositionValuation and is kept in memory.
#pragma once

#include "application/port/read_models.h"

#include <optional>
#include <string>
#include <vector>

namespace tradecore::application {

// Transient command: coalesced, no command id, no event, no commit.
struct UpdatePositionValuation {
    domain::InstrumentId instrument;
    domain::Price price;
    std::string source;
    Timestamp venueTime;
};

struct PositionMark {
    domain::Price price;
    std::string source;
    Timestamp venueTime;
    friend bool operator==(const PositionMark&, const PositionMark&) = default;
};

struct PositionView {
    PositionRow row;
    std::optional<PositionMark> mark;
    std::optional<domain::Money> marketValue;      // nothing without a mark
    std::optional<domain::Money> unrealised;       // by average cost
    std::optional<domain::Money> dayProfit;
    domain::Money realisedNet;                     // by average cost, after commissions
    std::uint64_t valuation = 0;                   // grows with each mark
};

struct PositionsQuery {
    struct Answer {
        std::vector<PositionView> rows;
        std::int64_t asOf = 0;
        std::uint64_t valuation = 0;
        std::string error;
    };
    std::int64_t changedAfter = 0;
    std::uint64_t valuationAfter = 0;   // a row comes when either has changed
};

}  // namespace tradecore::application
