// OrderAudit: a second opinion on one order, drawn from its events by rules of its own (not by the program's fold). It answers
// which invariants of docs/reliability an event breaks.
#pragma once

#include "application/port/event_store.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace tradecore::simulation {

// Said with the invariant's number and a sentence.
using Complain = std::function<void(const char* invariant, const std::string& text)>;

struct OrderAudit {
    enum class Phase { None, Placed, Sending, Unknown, Working, Ended };

    domain::ClientOrderId id;
    domain::AccountId account;
    Phase phase = Phase::None;
    bool neverLeft = false;               // denied or withheld
    bool isFilled = false;                // and ended by it
    bool alarm = false;                   // overfilled, and said so
    Decimal quantity;
    Decimal cumulative;
    Decimal askedFor;                     // by a replace that is not answered; zero where there is none
    std::set<std::pair<Decimal, Decimal>> pieces;
    std::set<domain::RequestId> sending;  // requests whose sending is committed
    std::set<domain::RequestId> requested;
    std::uint64_t incarnation = 0;        // of the program that placed it
    bool resolvedByUser = false;
    std::string lastType;

    void observe(const domain::OrderEvent& event, std::uint64_t nowIncarnation, const Complain& complain);
    // Once all events of one command are in.
    void settle(const Complain& complain) const;
};

}  // namespace tradecore::simulation
