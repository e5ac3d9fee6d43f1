// OrderFlow: the quotes and trades of one simulated instrument, second by second, a pure function of (seed, instrument,
// second). A second has a number of beats; each beat is a new quote and, more often than not, a trade right after it.
// History and the live stream read the same beats, so that bars and trades can never part. One thread at a time (the path
// caches); prices in ticks, sizes in lots, times in nanoseconds of the second.
#pragma once

#include "domain/market/market_values.h"
#include "infrastructure/broker/simulated/price_path.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tradecore::infrastructure {

struct SimulatedTrade {
    std::int64_t nanoseconds = 0;
    std::int64_t ticks = 0;
    std::int64_t lots = 0;
    bool buyerIsAggressor = false;
};

struct SimulatedBeat {
    std::int64_t nanoseconds = 0;  // of the quote
    std::int64_t bidTicks = 0;
    std::int64_t askTicks = 0;
    std::int64_t bidLots = 0;
    std::int64_t askLots = 0;
    std::optional<SimulatedTrade> trade;
};

class OrderFlow {
public:
    OrderFlow(std::uint64_t seed, const SimulatedInstrument& profile);

    // All beats of a second in time order; at least one, at most mostBeats. The reference holds until the next call.
    [[nodiscard]] const std::vector<SimulatedBeat>& beatsOf(std::int64_t unixSecond);
    // The trades of those beats alone, for history; the reference holds until the next call.
    [[nodiscard]] const std::vector<SimulatedTrade>& tradesOf(std::int64_t unixSecond);
    [[nodiscard]] const SimulatedInstrument& profile() const { return m_profile; }

    [[nodiscard]] domain::Price priceOf(std::int64_t ticks) const;
    [[nodiscard]] domain::Quantity quantityOf(std::int64_t lots) const;
    [[nodiscard]] domain::Quote quoteOf(std::int64_t unixSecond, const SimulatedBeat& beat, Timestamp receivedAt) const;
    // number: the place of the beat in its second.
    [[nodiscard]] domain::Trade tradeOf(std::int64_t unixSecond, std::size_t number, const SimulatedTrade& trade,
                                        Timestamp receivedAt) const;

    static constexpr std::int64_t mostBeats = 48;

private:
    struct Second {
        std::int64_t startPpb = 0;
        std::int64_t movePpb = 0;       // from its start to its end
        std::int64_t extraSpread256 = 0;
        std::int64_t tradeChance256 = 0;
        std::int64_t buyChance1024 = 0;
        std::int64_t count = 0;
        std::int64_t widthNanoseconds = 0;
        std::uint64_t draw = 0;
    };
    struct Touch {
        std::int64_t nanoseconds = 0;
        std::int64_t bidTicks = 0;
        std::int64_t askTicks = 0;
    };

    [[nodiscard]] Second secondAt(std::int64_t unixSecond);
    [[nodiscard]] Touch touchOf(const Second& second, std::int64_t number, std::uint64_t draw) const;
    [[nodiscard]] SimulatedTrade tradeAt(const Second& second, const Touch& touch, std::uint64_t draw) const;

    SimulatedInstrument m_profile;
    PricePath m_path;
    std::int64_t m_leanScaled;  // how far a move of one part per billion tilts the sides, times 2^32
    std::vector<SimulatedBeat> m_beats;
    std::vector<SimulatedTrade> m_trades;
};

}  // namespace tradecore::infrastructure
