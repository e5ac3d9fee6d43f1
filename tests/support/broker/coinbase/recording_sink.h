// RecordingSink and RecordingObserver: keep what a source says, for tests to look at. One thread.
#pragma once

#include "application/port/market_data_source.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tradecore::test::coinbase {

class RecordingSink : public application::MarketDataSink {
public:
    void onQuote(const domain::Quote& quote) override { quotes.push_back(quote); }
    void onTrade(const domain::Trade& trade) override { trades.push_back(trade); }
    void onStatistics(const domain::DayStatistics& value) override { statistics.push_back(value); }
    void onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why) override
    {
        invalid.emplace_back(instrument.toString(), why);
    }
    void onMarketTime(const std::string&, Timestamp marketTime) override { times.push_back(marketTime); }
    void onMalformed(const std::string&, const std::string& why) override { malformed.push_back(why); }

    std::vector<domain::Quote> quotes;
    std::vector<domain::Trade> trades;
    std::vector<domain::DayStatistics> statistics;
    std::vector<std::pair<std::string, std::string>> invalid;
    std::vector<Timestamp> times;
    std::vector<std::string> malformed;
};

class RecordingObserver : public application::StreamObserver {
public:
    void onConnected(const std::string&) override { ++connected; }
    void onDisconnected(const std::string&, const std::string& reason) override { disconnects.push_back(reason); }
    void onActivity(const std::string&) override { ++activity; }
    void onSubscription(const std::string&, const domain::InstrumentId& instrument, application::SubscriptionState state,
                        const std::string& reason) override
    {
        states[instrument.symbol()] = state;
        reasons[instrument.symbol()] = reason;
        history[instrument.symbol()].push_back(state);
    }

    void onRetryAfter(const std::string&, Duration delay) override
    {
        retryDelays.emplace_back(delay, disconnects.size());
    }

    int connected = 0;
    int activity = 0;
    std::vector<std::string> disconnects;
    std::vector<std::pair<Duration, std::size_t>> retryDelays;   // and how many disconnects had been told before
    std::map<std::string, application::SubscriptionState> states;
    std::map<std::string, std::string> reasons;
    std::map<std::string, std::vector<application::SubscriptionState>> history;
};

}  // namespace tradecore::test::coinbase
