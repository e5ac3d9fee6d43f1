// decide…: what the VirtualBroker answers and does. Pure functions of the books, the market memory and facts (times come in
// as values; ids follow from the counters in the books). docs/practice-fills.md is the table of the rules, and
// tests/domain/virtual_broker walks it.
//
// A decision is events and, where an instrument's memory changes, the memory after it; the caller adopts both once the
// events are committed, or neither.
#pragma once

#include "base/result.h"
#include "domain/market/trading_calendar.h"
#include "domain/virtual_broker/venue_market.h"
#include "domain/virtual_broker/venue_state.h"

#include <optional>

namespace tradecore::domain {

struct VenueDecision {
    VenueEvents events;
    std::optional<InstrumentMarket> market;
};

// The deposit, once; nothing on an account that exists.
[[nodiscard]] VenueEvents decideVenueOpen(const VenueState& state, const AccountId& account, const Money& deposit,
                                          Timestamp now);

struct VenueSubmitFacts {
    ClientOrderId clientOrderId;
    OrderTerms terms;
    Timestamp now;       // market time
};
// Accepted (and filled at once where the quote allows), or a VenueOrderRejected event. A client order id that is known:
// no events where the terms are equal (the caller repeats its report), VenueDuplicateClientOrderId otherwise.
[[nodiscard]] Result<VenueDecision, OrderReason> decideVenueSubmit(const VenueState& state, const VenueMarkets& markets,
                                                                   const VenueSubmitFacts& facts);

[[nodiscard]] Result<VenueDecision, OrderReason> decideVenueCancel(const VenueState& state, const ClientOrderId& order,
                                                                   Timestamp now);

struct VenueReplaceFacts {
    ClientOrderId clientOrderId;
    RequestId request;
    OrderChange change;
    Timestamp now;
};
// A lower quantity keeps the place in the queue; a higher one or another price loses it, and another limit price meets the
// quote as a new order does. A request that was done already makes no events.
[[nodiscard]] Result<VenueDecision, OrderReason> decideVenueReplace(const VenueState& state, const VenueMarkets& markets,
                                                                    const VenueReplaceFacts& facts);

// Fills, triggers and cancellations that follow from market data. Nothing for an instrument that is not listed.
[[nodiscard]] VenueDecision decideVenueTrade(const VenueBooks& books, const VenueMarkets& markets, const Trade& trade,
                                             Timestamp now);
[[nodiscard]] VenueDecision decideVenueQuote(const VenueBooks& books, const VenueMarkets& markets, const Quote& quote,
                                             Timestamp now);

// DAY orders whose session has ended, by the calendar of their market (domain/market/trading_calendar.h). An order that was accepted at
// a time which the market has not reached belongs to no ended session.
[[nodiscard]] VenueEvents decideVenueExpiry(const VenueBooks& books, Timestamp now, const SessionRules& sessions);

}  // namespace tradecore::domain
