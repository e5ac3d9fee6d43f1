// HistoryFold: folds the trades of a stretch of simulated time into bars of one timeframe, in integers, piece by piece, so
// that the io thread is never held for long. The bars equal those of domain::BarBuilder over the same trades (a test says
// so); it exists because five days are millions of trades. One thread.
#pragma once

#include "domain/market/bar.h"
#include "infrastructure/broker/simulated/order_flow.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tradecore::infrastructure {

class HistoryFold {
public:
    // from: inclusive.
    HistoryFold(OrderFlow flow, domain::Timeframe timeframe, Duration sessionOffset, Timestamp from);

    // Folds on to `end` (exclusive), but no more than mostSeconds of market time; true when it has arrived there.
    [[nodiscard]] bool foldTo(Timestamp end, std::int64_t mostSeconds);
    // The bars so far; those whose interval is over at marketTime are complete.
    [[nodiscard]] std::vector<domain::Bar> bars(Timestamp marketTime) const;

private:
    struct OpenBar {
        std::int64_t start = 0;  // seconds since 1970
        std::int64_t open = 0;
        std::int64_t high = 0;
        std::int64_t low = 0;
        std::int64_t close = 0;
        std::int64_t lots = 0;
        std::int64_t trades = 0;
    };

    void foldSecond(std::int64_t second, std::int64_t fromNanoseconds, std::int64_t endNanoseconds);
    void add(std::int64_t second, const SimulatedTrade& trade);

    OrderFlow m_flow;
    std::int64_t m_lengthSeconds;
    std::int64_t m_offsetSeconds;
    Timestamp m_position;
    std::int64_t m_intervalEnd = 0;
    std::vector<OpenBar> m_bars;
};

}  // namespace tradecore::infrastructure
