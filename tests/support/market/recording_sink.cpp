#include "tests/support/market/recording_sink.h"

#include <algorithm>
#include <ranges>

namespace tradecore::test {

void RecordingSink::onQuote(const domain::Quote& quote)
{
    quotes.push_back(quote);
    if (afterEach)
        afterEach();
}

void RecordingSink::onTrade(const domain::Trade& trade)
{
    trades.push_back(trade);
    if (afterEach)
        afterEach();
}

void RecordingSink::onStatistics(const domain::DayStatistics& value)
{
    statistics.push_back(value);
}

void RecordingSink::onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why)
{
    invalid.emplace_back(instrument, why);
}

void RecordingSink::onMarketTime(const std::string& source, Timestamp marketTime)
{
    marketTimes.emplace_back(source, marketTime);
}

void RecordingSink::onMalformed(const std::string& source, const std::string& why)
{
    malformed.emplace_back(source, why);
}

std::size_t RecordingSink::dataCountOf(const domain::InstrumentId& instrument) const
{
    return static_cast<std::size_t>(std::ranges::count(quotes, instrument, &domain::Quote::instrument)
                                    + std::ranges::count(trades, instrument, &domain::Trade::instrument));
}

void RecordingObserver::onConnected(const std::string& source)
{
    sources.push_back(source);
    ++connected;
}

void RecordingObserver::onDisconnected(const std::string& source, const std::string& reason)
{
    sources.push_back(source);
    disconnected.push_back(reason);
}

void RecordingObserver::onActivity(const std::string& source)
{
    sources.push_back(source);
    ++activity;
}

void RecordingObserver::onSubscription(const std::string& source, const domain::InstrumentId& instrument,
                                       application::SubscriptionState state, const std::string& reason)
{
    sources.push_back(source);
    subscriptions.push_back({instrument, state, reason, m_sink.dataCountOf(instrument)});
}

const SubscriptionReport* RecordingObserver::lastReportOf(const domain::InstrumentId& instrument) const
{
    const auto reversed = subscriptions | std::views::reverse;
    const auto found = std::ranges::find(reversed, instrument, &SubscriptionReport::instrument);
    return found == reversed.end() ? nullptr : &*found;
}

bool RecordingObserver::isActive(const domain::InstrumentId& instrument) const
{
    const auto* report = lastReportOf(instrument);
    return report != nullptr && report->state == application::SubscriptionState::Active;
}

}  // namespace tradecore::test
