// RecordingSink and RecordingObserver: keep all that a market-data source says, in order, for tests.
#pragma once

#include "application/port/market_data_source.h"

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tradecore::test {

class RecordingSink : public application::MarketDataSink {
public:
    void onQuote(const domain::Quote& quote) override;
    void onTrade(const domain::Trade& trade) override;
    void onStatistics(const domain::DayStatistics& statistics) override;
    void onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why) override;
    void onMarketTime(const std::string& source, Timestamp marketTime) override;
    void onMalformed(const std::string& source, const std::string& why) override;

    [[nodiscard]] std::size_t dataCount() const { return quotes.size() + trades.size(); }
    [[nodiscard]] std::size_t dataCountOf(const domain::InstrumentId& instrument) const;

    std::vector<domain::Quote> quotes;
    std::vector<domain::Trade> trades;
    std::vector<domain::DayStatistics> statistics;
    std::vector<std::pair<domain::InstrumentId, std::string>> invalid;
    std::vector<std::pair<std::string, Timestamp>> marketTimes;
    std::vector<std::pair<std::string, std::string>> malformed;
    std::function<void()> afterEach;  // called after every quote and trade
};

struct SubscriptionReport {
    domain::InstrumentId instrument;
    application::SubscriptionState state = application::SubscriptionState::Wanted;
    std::string reason;
    std::size_t dataBefore = 0;  // quotes and trades of the instrument that had come before the report
};

class RecordingObserver : public application::StreamObserver {
public:
    explicit RecordingObserver(const RecordingSink& sink) : m_sink(sink) {}
    void onConnected(const std::string& source) override;
    void onDisconnected(const std::string& source, const std::string& reason) override;
    void onActivity(const std::string& source) override;
    void onSubscription(const std::string& source, const domain::InstrumentId& instrument,
                        application::SubscriptionState state, const std::string& reason) override;

    [[nodiscard]] const SubscriptionReport* lastReportOf(const domain::InstrumentId& instrument) const;
    [[nodiscard]] bool isActive(const domain::InstrumentId& instrument) const;

    std::vector<std::string> sources;  // who called, in order
    std::size_t connected = 0;
    std::vector<std::string> disconnected;  // reasons
    std::size_t activity = 0;
    std::vector<SubscriptionReport> subscriptions;

private:
    const RecordingSink& m_sink;
};

}  // namespace tradecore::test
