// VenueState: the books of one practice account as the fold of its events, on the practice thread. Market memory (quotes,
// places in the queue) is not part of it: see venue_market.h.
//
// VenueBooks is the small part that a decision copies and plays forward (cash, positions, open orders, counters); VenueState
// adds what only grows (done orders, executions). Cash = deposit + Σ posted proceeds − Σ commissions, positions = Σ fills.
#pragma once

#include "domain/virtual_broker/venue_events.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::domain {

struct VenueOrderState {
    std::uint64_t number = 0;      // 1…n, the last part of the broker order id; 0 for a rejected order
    std::uint64_t priority = 0;    // smaller is older at one price; a replace that loses its place gets a new one
    BrokerOrderId brokerOrderId;   // empty for a rejected order
    ClientOrderId clientOrderId;
    OrderTerms submittedTerms;     // what a repeated submit is compared with
    OrderTerms terms;              // after replaces
    OrderStatus status = OrderStatus::New;
    bool triggered = false;
    Quantity cumulative;
    Decimal filledNotional;        // Σ price × quantity, exact
    Money commission;              // paid so far
    Quantity shownAhead;
    Quantity reducedBy;            // what the others of a pair, or the end of its parent, took off it
    Timestamp acceptedAt;
    Timestamp changedAt;           // of the latest event
    OrderReason reason;
    std::optional<RequestId> replaceRequest;  // the latest replace that was done

    [[nodiscard]] Quantity leaves() const { return terms.quantity.minusAtLeastZero(cumulative); }
    // A stop that waits for its trigger is open but not working.
    [[nodiscard]] bool isWorking() const;
    friend bool operator==(const VenueOrderState&, const VenueOrderState&) = default;
};

struct VenueExecutionState {
    ClientOrderId clientOrderId;
    BrokerOrderId brokerOrderId;
    ExecutionId executionId;
    InstrumentId instrument;
    Side side = Side::Buy;
    Quantity cumulativeBefore;
    Quantity cumulativeAfter;
    Price price;
    Money commission;
    Liquidity liquidity = Liquidity::Unknown;
    Timestamp executedAt;
    friend bool operator==(const VenueExecutionState&, const VenueExecutionState&) = default;
};

struct VenueBooks {
    AccountId account;
    Money deposit;
    std::map<std::string, Decimal> cash;                  // by currency code
    std::map<InstrumentId, SignedQuantity> positions;     // zero positions are left out
    std::map<std::uint64_t, VenueOrderState> open;        // by order number
    std::uint64_t orders = 0;                             // accepted so far
    std::uint64_t executions = 0;
    std::uint64_t priorities = 0;

    [[nodiscard]] Decimal cashIn(const Currency& currency) const;
    [[nodiscard]] Quantity positionIn(const InstrumentId& instrument) const;
    [[nodiscard]] VenueOrderState* findOpen(const BrokerOrderId& order);
    // Deterministic facts: the ids that the next events will carry.
    [[nodiscard]] BrokerOrderId nextBrokerOrderId() const;
    [[nodiscard]] ExecutionId nextExecutionId() const;
    friend bool operator==(const VenueBooks&, const VenueBooks&) = default;
};

struct VenueState {
    bool exists = false;
    Timestamp openedAt;
    VenueBooks books;
    std::map<ClientOrderId, VenueOrderState> done;        // filled, canceled, expired, rejected
    std::map<ClientOrderId, std::uint64_t> openNumbers;   // client order id → books.open
    std::vector<VenueExecutionState> executions;          // oldest first
    std::uint64_t unfoldable = 0;                         // events that name no open order; decide never makes one

    // Nothing where the venue does not know it.
    [[nodiscard]] const VenueOrderState* find(const ClientOrderId& order) const;
    friend bool operator==(const VenueState&, const VenueState&) = default;
};

// What one event did to the books: the order that it touched, and whether that order is done and gone from them.
struct VenueChange {
    std::optional<VenueOrderState> order;
    std::optional<VenueExecutionState> execution;
    bool done = false;
    bool fits = true;
};
VenueChange apply(VenueBooks& books, const VenueEvent& event);

// Total: an event that does not fit changes nothing but `unfoldable`.
void foldInto(VenueState& state, const VenueEvent& event);
[[nodiscard]] VenueState fold(VenueState state, const VenueEvent& event);

}  // namespace tradecore::domain
