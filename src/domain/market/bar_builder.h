// BarBuilder: folds trades of one instrument into bars of one timeframe, exactly: a picture may be skipped later, a high or
// a low never. Trades that do not count for the price add volume only; a bar exists once a trade that counts was seen in its
// interval, and volume seen before is added to it (volume of an interval without any such trade is carried nowhere: it is
// counted in orphanVolume()). Late trades (before the open bar) revise the closed bar that they belong to while it is among
// the last keptBars; older ones are counted in tooLate(). Market time only; one thread.
#pragma once

#include "domain/market/bar.h"
#include "domain/market/market_values.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace tradecore::domain {

class BarBuilder {
public:
    BarBuilder(Timeframe timeframe, Duration sessionOffset = Duration::zero());

    // Returns the start of the bar that changed, where one did.
    std::optional<Timestamp> add(const Trade& trade);
    // Closes the open bar when market time has left its interval.
    void advanceTo(Timestamp marketTime);
    // Bars from history, oldest first, all before the open bar; bars that are known are kept.
    void seed(const std::vector<Bar>& history);

    [[nodiscard]] Timeframe timeframe() const { return m_timeframe; }
    // Oldest first; the last one may be open.
    [[nodiscard]] const std::deque<Bar>& bars() const { return m_bars; }
    [[nodiscard]] Timestamp intervalStart(Timestamp time) const;
    [[nodiscard]] std::uint64_t tooLate() const { return m_tooLate; }
    [[nodiscard]] Quantity orphanVolume() const { return m_orphanVolume; }
    // Grows with each change of bars(); readers ask for what changed after their own revision.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    static constexpr std::size_t keptBars = 20'000;

private:
    void addTo(Bar& bar, const Trade& trade);
    std::optional<Timestamp> addLate(const Trade& trade, Timestamp start);

    Timeframe m_timeframe;
    Duration m_length;
    Duration m_sessionOffset;
    std::deque<Bar> m_bars;
    Timestamp m_pendingStart;     // interval whose volume waits for a trade that counts
    Quantity m_pendingVolume;
    std::int64_t m_pendingTrades = 0;
    Quantity m_orphanVolume;
    std::uint64_t m_tooLate = 0;
    std::uint64_t m_revision = 0;
};

}  // namespace tradecore::domain
