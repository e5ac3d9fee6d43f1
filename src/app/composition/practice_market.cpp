#include "app/composition/practice_market.h"

namespace tradecore::app {

using application::Acceptance;
using infrastructure::PracticeVenue;

namespace {

application::MarketCallbacks callbacksOf(PracticeVenue& venue, const std::string& source)
{
    const auto answer = [](bool taken) { return taken ? Acceptance::Accepted : Acceptance::Full; };
    application::MarketCallbacks callbacks;
    callbacks.onTrade = [&venue, answer](const domain::Trade& trade) { return answer(venue.offerTrade(trade)); };
    callbacks.onQuote = [&venue, answer](const domain::Quote& quote) { return answer(venue.offerQuote(quote)); };
    callbacks.onQuoteInvalid = [&venue, answer](const domain::InstrumentId& instrument, const std::string& why) {
        return answer(venue.offerQuoteInvalid(instrument, why));
    };
    callbacks.onMarketTime = [&venue, answer](const std::string& name, Timestamp time) {
        return answer(venue.offerMarketTime(name, time));
    };
    callbacks.onGap = [&venue, answer, source](std::uint64_t lost) { return answer(venue.offerGap(source, lost)); };
    return callbacks;
}

}  // namespace

void joinPracticeMarket(IoGraph& io, PracticeVenue& venue, const std::string& source)
{
    io.addMarketConsumer("practice", callbacksOf(venue, source));
    // The practice thread takes it before any market data; one that takes nothing has ended.
    if (const auto* market = io.adapters.source(source))
        static_cast<void>(venue.setSessions(source, {market->traits().schedule, market->traits().sessionOffset}));
}

}  // namespace tradecore::app
