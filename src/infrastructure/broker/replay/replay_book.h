// ReplayBook: stands between what the files say and the sink. It gives every instrument the venue REPLAY, lets only the
// subscribed ones through, and remembers what a late subscriber and a chart need: the quote that stands, and bars of all
// timeframes built from every trade that was replayed, subscribed or not. As a sink it is what frame decoders talk to.
// io thread.
#pragma once

#include "application/port/market_data_source.h"
#include "base/clock.h"
#include "domain/market/bar_builder.h"
#include "infrastructure/broker/replay/lean_reader.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

class ReplayBook : public application::MarketDataSink {
public:
    ReplayBook(const Clock& clock, application::MarketDataSink& sink, std::string sourceName);

    void setSessionOffset(Duration offset) { m_sessionOffset = offset; }
    void declare(const std::vector<domain::Instrument>& instruments);
    // Bars of a file: history as soon as market time has passed them.
    void addBars(const LeanBars& bars);
    [[nodiscard]] std::vector<domain::Instrument> instruments() const;
    [[nodiscard]] bool knows(const domain::InstrumentId& instrument) const { return m_series.contains(instrument); }
    // The end of the last bar of a file; nothing where no file has bars.
    [[nodiscard]] std::optional<Timestamp> lastBarEnd() const { return m_lastBarEnd; }

    void subscribe(const domain::InstrumentId& instrument);
    void unsubscribe(const domain::InstrumentId& instrument);
    void unsubscribeAll();
    [[nodiscard]] const std::set<domain::InstrumentId>& subscribed() const { return m_subscribed; }
    // The quote that stands, where there is one; then day statistics whenever sendStatistics() finds them changed.
    void sendStanding(const domain::InstrumentId& instrument);
    void sendStatistics();

    // Whole bars with a start in [from, to), as of market time; the open one last.
    [[nodiscard]] std::vector<domain::Bar> history(const application::HistoryRequest& request, Timestamp marketTime);

    void onQuote(const domain::Quote& quote) override;
    void onTrade(const domain::Trade& trade) override;
    void onStatistics(const domain::DayStatistics& statistics) override;
    void onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why) override;
    void onMarketTime(const std::string&, Timestamp) override {}  // the replay's own position counts
    void onMalformed(const std::string& source, const std::string& why) override;

private:
    struct Series {
        domain::Instrument instrument;
        std::optional<domain::Quote> quote;
        std::map<domain::Timeframe, domain::BarBuilder> builders;
        std::vector<domain::Bar> fileBars;  // of the finest file
        Duration fileBarLength{};
        bool hasVenueStatistics = false;    // the capture brings its own
        bool statisticsChanged = false;
    };

    [[nodiscard]] Series* find(const domain::InstrumentId& instrument);
    void declareOne(const domain::Instrument& instrument);
    [[nodiscard]] std::vector<domain::Bar> foldFileBars(const Series& series, domain::Timeframe timeframe,
                                                        Timestamp marketTime) const;

    const Clock& m_clock;
    application::MarketDataSink& m_sink;
    std::string m_sourceName;
    Duration m_sessionOffset{};
    std::map<domain::InstrumentId, Series> m_series;
    std::set<domain::InstrumentId> m_subscribed;
    std::optional<Timestamp> m_lastBarEnd;
};

}  // namespace tradecore::infrastructure
