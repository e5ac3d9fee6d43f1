// PricePath: the wandering level of one simulated instrument, a pure function of (seed, instrument, second). Any moment can
// be computed directly; neighbouring seconds share a cached block, so that walking forward costs a few hashes a second.
//
// The level is a sum in parts per billion of the base price:
//   octaves    value noise on lattices of 64 s, 128 s … 48 days, amplitude growing with the square root of the period:
//              trends on every scale, bounded (the price can never reach zero);
//   fine walk  midpoint displacement inside each 64 s, a Brownian bridge in integers, scaled by the volatility regime;
//   gaps       news jumps that fade over three hours, and for stocks an opening gap each UTC day.
// One thread at a time (it caches); integers only, so that every platform walks the same path.
#pragma once

#include "infrastructure/broker/simulated/simulated_instrument.h"

#include <array>
#include <cstdint>

namespace tradecore::infrastructure {

class PricePath {
public:
    // Level at the start and at the end of one second; a gap happens between two seconds and not inside one.
    struct Second {
        std::int64_t startPpb = 0;
        std::int64_t endPpb = 0;
        std::int64_t regime256 = 256;  // volatility and activity, 256 is ordinary
        bool isBurst = false;          // a rush of orders
    };

    PricePath(std::uint64_t seed, const SimulatedInstrument& profile);

    [[nodiscard]] Second at(std::int64_t unixSecond);
    [[nodiscard]] std::uint64_t key() const { return m_key; }

    static constexpr std::int64_t blockSeconds = 64;

private:
    struct GapTrack {
        std::int64_t periodSeconds = 0;
        std::int64_t amplitudePpb = 0;
        unsigned oneIn = 1;               // probability of a jump in a period
        bool startsAtPeriod = false;
        std::uint64_t level = 0;          // names the track in the hash
        // Of the period that was looked at last.
        std::int64_t periodStart = 0;
        std::int64_t periodEnd = 0;
        std::int64_t jumpSecond = 0;
        std::int64_t fadeScaled = 0;      // parts per billion lost in a second, times 2^20; 0 without a jump
    };

    [[nodiscard]] std::uint64_t hash(std::uint64_t level, std::int64_t index) const;
    [[nodiscard]] std::int64_t noise(std::uint64_t level, std::int64_t index, std::int64_t amplitude) const;
    [[nodiscard]] std::int64_t coarseLevel(std::int64_t block) const;
    [[nodiscard]] std::int64_t regimeOf(std::int64_t block) const;
    void loadPeriod(GapTrack& track, std::int64_t second) const;
    [[nodiscard]] std::int64_t gapAt(GapTrack& track, std::int64_t second) const;
    [[nodiscard]] bool isBurst(std::int64_t second);
    void loadBlock(std::int64_t block);

    static constexpr int octaveCount = 17;

    std::uint64_t m_key;
    std::array<std::int64_t, octaveCount> m_octaveAmplitudes{};
    std::array<std::int64_t, 6> m_fineAmplitudes{};  // for spans of 64, 32 … 2 seconds
    GapTrack m_news;
    GapTrack m_opening;
    std::int64_t m_block = -1;
    std::int64_t m_regime256 = 256;
    std::array<std::int64_t, blockSeconds + 1> m_levels{};
    std::int64_t m_burstPeriodStart = 0;
    std::int64_t m_burstPeriodEnd = 0;
    std::int64_t m_burstStart = 0;
    std::int64_t m_burstEnd = 0;
};

}  // namespace tradecore::infrastructure
