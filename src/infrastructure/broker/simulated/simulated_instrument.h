// SimulatedInstrument: one instrument of the simulated market and the numbers that shape its path and its order flow.
// Integers only: the path must be the same on every platform. Values; safe on every thread.
#pragma once

#include "domain/instrument/instrument.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

inline constexpr std::string_view simulatedVenue = "SIM";

struct SimulatedInstrument {
    domain::Instrument instrument;
    std::int64_t baseTicks = 0;            // the level that the path wanders around
    std::int64_t secondVolatilityPpb = 0;  // typical move in one second, parts per billion of the level
    std::int64_t minimumSpreadTicks = 1;
    std::int64_t extraSpreadTicks = 1;     // at most, in a calm market; grows with the regime
    std::int64_t beatsPerSecond256 = 768;  // quote changes a second in a calm market, times 256
    std::int64_t lotUnits = 0;             // one lot in units of 10^-12
    std::int64_t roundLots = 100;          // the size that people quote in, in lots
    std::int64_t smallestTradeLots = 1;
    std::int64_t largestTradeLots = 0;
    bool hasDayGap = false;                // opens each day away from where it closed
};

// Seven: five stocks and two crypto pairs.
[[nodiscard]] std::vector<SimulatedInstrument> simulatedInstruments();

}  // namespace tradecore::infrastructure
