// BarSeries: the bars of one instrument and timeframe, from two witnesses: bars built here from every trade, and the bars of
// the source's history. The rule, interval by interval:
//
//   seen completely here              our bar stands; history never overwrites it
//   only one witness has a bar        that bar
//   seen in part, history is final    the history bar, where it contains our high and low; else open, volume and trades of
//     (asked after the interval)      history with the wider high and low
//   seen in part, history is early    open of history, wider high and low, our close, the larger volume and trade count
// An interval is seen completely when it began after the first trade that came since the stream was (re)gained, and ended
// before the stream was lost. For an interval that was seen in part and is over, intervalsToComplete() asks the owner for
// its final history bar. Market time only; io thread.
#pragma once

#include "application/market/display_feed.h"
#include "domain/market/bar_builder.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <vector>

namespace tradecore::application {

class BarSeries {
public:
    static constexpr std::size_t keptHistoryBars = 50'000;
    static constexpr std::size_t keptSights = 64;

    BarSeries(domain::Timeframe timeframe, Duration sessionOffset);

    // The starts of the bars that changed, oldest first.
    std::vector<Timestamp> add(const domain::Trade& trade);
    std::vector<Timestamp> advanceTo(Timestamp marketTime);
    // The stream was lost at this market time.
    void loseSight(Timestamp marketTime);
    // Bars that the source gave when its market time was askedAt. False where the bound is reached and older bars were left
    // out.
    bool addHistory(const std::vector<domain::Bar>& bars, Timestamp askedAt);

    [[nodiscard]] std::optional<domain::Bar> bar(Timestamp start) const;
    [[nodiscard]] std::vector<domain::Bar> bars() const;
    [[nodiscard]] std::vector<domain::Bar> bars(const std::vector<Timestamp>& starts) const;
    [[nodiscard]] bool isSeenCompletely(Timestamp start) const;
    // True while every trade since that market time has been seen.
    [[nodiscard]] bool hasSeenAllSince(Timestamp time) const;
    // Starts of intervals that are over at this market time, were seen in part and have no final history bar; each is given
    // once.
    [[nodiscard]] std::vector<Timestamp> intervalsToComplete(Timestamp marketTime);
    [[nodiscard]] Timestamp intervalStart(Timestamp time) const { return m_live.intervalStart(time); }
    [[nodiscard]] Duration length() const { return m_length; }
    [[nodiscard]] std::optional<Timestamp> oldestStart() const;
    [[nodiscard]] std::uint64_t tooLate() const { return m_live.tooLate(); }

private:
    struct HistoryBar {
        domain::Bar bar;
        bool isFinal = false;
    };
    // Intervals after the one of `first` up to, and without, the one of `lost`.
    struct Sight {
        Timestamp first;
        std::optional<Timestamp> lost;
    };

    [[nodiscard]] const domain::Bar* liveBar(Timestamp start) const;
    [[nodiscard]] bool isInSight() const { return !m_sights.empty() && !m_sights.back().lost; }

    domain::BarBuilder m_live;
    Duration m_length;
    std::map<Timestamp, HistoryBar> m_history;
    std::deque<Sight> m_sights;
    std::set<Timestamp> m_toComplete;
};

// The rule's last two lines; exposed for its law.
[[nodiscard]] domain::Bar mergePartialBar(const domain::Bar& history, bool historyIsFinal, const domain::Bar& live);

}  // namespace tradecore::application
