// MarketEar: what a source says, passed on to a practice venue that has a market of its own. One thread.
#pragma once

#include "application/port/market_data_source.h"
#include "infrastructure/broker/virtual/practice_venue.h"

namespace tradecore::test {

class MarketEar : public application::MarketDataSink, public application::StreamObserver {
public:
    explicit MarketEar(infrastructure::PracticeVenue& venue) : m_venue(venue) {}

    // Data that the venue refused: its queue was full.
    [[nodiscard]] int refused() const { return m_refused; }

    void onQuote(const domain::Quote& quote) override { count(m_venue.offerQuote(quote)); }
    void onTrade(const domain::Trade& trade) override { count(m_venue.offerTrade(trade)); }
    void onStatistics(const domain::DayStatistics&) override {}
    void onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why) override;
    void onMarketTime(const std::string& source, Timestamp marketTime) override;
    void onMalformed(const std::string&, const std::string&) override {}
    void onConnected(const std::string&) override {}
    void onDisconnected(const std::string&, const std::string&) override {}
    void onActivity(const std::string&) override {}
    void onSubscription(const std::string&, const domain::InstrumentId&, application::SubscriptionState,
                        const std::string&) override {}

private:
    void count(bool taken) { m_refused += taken ? 0 : 1; }

    infrastructure::PracticeVenue& m_venue;
    int m_refused = 0;
};

}  // namespace tradecore::test
