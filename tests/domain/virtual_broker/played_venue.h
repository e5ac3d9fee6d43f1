// PlayedVenue: plays market data and requests on the venue's decide functions, folds what they decide, and keeps all events.
#pragma once

#include "domain/virtual_broker/venue_decisions.h"
#include "tests/support/venue/venue_values.h"

#include <optional>
#include <string>

namespace tradecore::test {

class PlayedVenue {
public:
    explicit PlayedVenue(const std::vector<domain::Instrument>& instruments, const std::string& deposit = "100000");

    domain::AccountId account{"practice-simulated"};
    domain::VenueState state;
    domain::VenueMarkets markets;
    domain::VenueEvents events;      // all since the beginning
    Timestamp now = at(1);

    // Each returns the events of the one step.
    domain::VenueEvents quote(const domain::Quote& quote);
    domain::VenueEvents trade(const domain::Trade& trade);
    void invalidate(const domain::InstrumentId& instrument);
    domain::VenueEvents expire(Timestamp marketTime, Duration sessionOffset = {});
    Result<domain::VenueEvents, domain::OrderReason> submit(const std::string& order, const domain::OrderTerms& terms);
    Result<domain::VenueEvents, domain::OrderReason> cancel(const std::string& order);
    Result<domain::VenueEvents, domain::OrderReason> replace(const std::string& order, const domain::OrderChange& change);

private:
    domain::VenueEvents adopt(const domain::VenueDecision& decision);
    int m_requests = 0;
};

}  // namespace tradecore::test
