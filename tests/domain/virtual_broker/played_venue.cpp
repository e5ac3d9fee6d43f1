#include "tests/domain/virtual_broker/played_venue.h"

#include <algorithm>

namespace tradecore::test {

PlayedVenue::PlayedVenue(const std::vector<domain::Instrument>& instruments, const std::string& deposit)
{
    for (const auto& instrument : instruments)
        markets[instrument.id].instrument = instrument;
    state.books.account = account;
    adopt({domain::decideVenueOpen(state, account, usd(deposit), at(0)), std::nullopt});
}

domain::VenueEvents PlayedVenue::adopt(const domain::VenueDecision& decision)
{
    for (const auto& event : decision.events) {
        domain::foldInto(state, event);
        events.push_back(event);
    }
    if (decision.market)
        markets[decision.market->instrument.id] = *decision.market;
    return decision.events;
}

domain::VenueEvents PlayedVenue::quote(const domain::Quote& offered)
{
    now = std::max(now, offered.venueTime);
    return adopt(domain::decideVenueQuote(state.books, markets, offered, now));
}

domain::VenueEvents PlayedVenue::trade(const domain::Trade& offered)
{
    now = std::max(now, offered.venueTime);
    return adopt(domain::decideVenueTrade(state.books, markets, offered, now));
}

void PlayedVenue::invalidate(const domain::InstrumentId& instrument)
{
    domain::invalidateQuote(markets.at(instrument));
}

domain::VenueEvents PlayedVenue::expire(Timestamp marketTime, Duration sessionOffset)
{
    now = std::max(now, marketTime);
    return adopt({domain::decideVenueExpiry(state.books, now, {domain::SessionSchedule::Continuous, sessionOffset}), std::nullopt});
}

Result<domain::VenueEvents, domain::OrderReason> PlayedVenue::submit(const std::string& order,
                                                                     const domain::OrderTerms& terms)
{
    const auto decision = domain::decideVenueSubmit(state, markets, {domain::ClientOrderId(order), terms, now});
    if (!decision)
        return failure(decision.error());
    return adopt(*decision);
}

Result<domain::VenueEvents, domain::OrderReason> PlayedVenue::cancel(const std::string& order)
{
    const auto decision = domain::decideVenueCancel(state, domain::ClientOrderId(order), now);
    if (!decision)
        return failure(decision.error());
    return adopt(*decision);
}

Result<domain::VenueEvents, domain::OrderReason> PlayedVenue::replace(const std::string& order,
                                                                      const domain::OrderChange& change)
{
    const domain::RequestId request("request-" + std::to_string(++m_requests));
    const auto decision = domain::decideVenueReplace(state, markets, {domain::ClientOrderId(order), request, change, now});
    if (!decision)
        return failure(decision.error());
    return adopt(*decision);
}

}  // namespace tradecore::test
