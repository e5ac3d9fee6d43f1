// decide…: pure functions from state and facts to events or a refusal. Facts (ids, times, prices, buying power) come in as
// values; nothing is read from outside.
#pragma once

#include "domain/instrument/instrument.h"
#include "domain/order/order_state.h"
#include "domain/risk/risk_facts.h"

#include <vector>

namespace tradecore::domain {

using OrderEvents = std::vector<OrderEvent>;

struct PlaceOrderFacts {
    ClientOrderId clientOrderId;
    RequestId request;
    OrderTerms terms;
    std::optional<Instrument> instrument;
    RiskFacts risk;
};
// OrderPlaced or OrderDenied; on an order that exists: no events when the terms are those it was placed with, OrderReason
// (duplicate) otherwise. The account is a cash account: a buy needs the cash, a sell needs the position.
[[nodiscard]] Result<OrderEvents, OrderReason> decidePlace(const OrderState& state, const PlaceOrderFacts& facts);

// The gate in the transaction that marks the outbox row `sending`. A submit: OrderSending or OrderWithheld. A replace: no
// event, or OrderReplaceRefused. A cancel: no event; cancels pass in every trading state. Refused (the row is dead) where the
// request is not the one that the order waits for. The facts leave this order's own reservations out. A submit or replace that
// has waited longer than longestWait (a rate limit, a disk that was full) is withheld or refused as throttled: prices have moved.
constexpr Duration longestWait = std::chrono::seconds(2);
[[nodiscard]] Result<OrderEvents, OrderReason> decideSend(const OrderState& state, const RequestId& request,
                                                          const RiskFacts& risk, Duration waited = {});

// OrderCancelRequested; or, while the submit has not been sent, OrderCanceled at once: its outbox row is dead, nothing leaves.
[[nodiscard]] Result<OrderEvents, OrderReason> decideCancel(const OrderState& state, const RequestId& request);

struct ReplaceOrderFacts {
    RequestId request;
    OrderChange change;
    std::optional<Instrument> instrument;
    RiskFacts risk;
};
// OrderReplaceRequested. The facts leave this order's own reservations out.
[[nodiscard]] Result<OrderEvents, OrderReason> decideReplace(const OrderState& state, const ReplaceOrderFacts& facts);

// What a venue can say of an order. One struct for stream, answers and reconciliation.
enum class VenueReportKind {
    Accepted,
    Rejected,
    Triggered,
    Filled,
    Canceled,
    Expired,
    Suspended,
    DoneForDay,
    CancelRefused,
    Replaced,
    ReplaceRefused,
    FillBusted,
    FillCorrected,
};
struct VenueReport {
    VenueReportKind kind = VenueReportKind::Accepted;
    std::optional<BrokerOrderId> brokerOrderId;
    std::optional<RequestId> request;      // cancel and replace answers
    OrderReason reason;
    // Filled; a bust and a correction name the fill that they mean by any of its execution ids.
    ExecutionId executionId;
    Quantity cumulativeBefore;
    Quantity cumulativeAfter;
    Price price;
    Money commission;
    Liquidity liquidity = Liquidity::Unknown;
    FillSource source = FillSource::Stream;
    Quantity correctedQuantity;            // FillCorrected only, with its price
    // Replaced only.
    OrderChange change;
    VenueReportFacts facts;
};
// Events, none where the report says nothing new. A piece that is booked adds an alias, and that only for a new execution id.
// A gap below a piece is legal. A fill that overlaps a booked piece without being equal is not booked but quarantined, and that
// once; the caller sees it coming with fitOf() and fetches the executions first. An order that does not exist gets no events:
// it is adopted first.
[[nodiscard]] OrderEvents decideReport(const OrderState& state, const VenueReport& report);

// How a fill's piece fits what is booked. Booked: a piece with the same bounds is there.
enum class FillFit { New, Booked, Overlaps };
[[nodiscard]] FillFit fitOf(const OrderState& state, Quantity cumulativeBefore, Quantity cumulativeAfter);

// Nothing where the answer came after all, and nothing for a cancel or a replace, which stay pending.
[[nodiscard]] OrderEvents decideSubmitUnknown(const OrderState& state, const RequestId& request, std::string evidence);
// Evidence on an open order; the third (an acknowledged order: the first) is the last that is recorded.
[[nodiscard]] OrderEvents decideNotFound(const OrderState& state, std::string evidence, Timestamp askedAt);
// After a restart: `ready` submits are withheld (not sent), `sending` ones become unknown; ready replaces are refused as not
// sent; cancels stay.
[[nodiscard]] OrderEvents decideRestart(const OrderState& state, bool submitRowReady, bool submitRowSending,
                                        std::optional<RequestId> replaceRowReady);
// Of an unknown order, or of an open one that the venue says it does not know.
[[nodiscard]] Result<OrderEvents, OrderReason> decideResolve(const OrderState& state, ManualResolution resolution,
                                                             std::string reason);

struct AdoptOrderFacts {
    ClientOrderId clientOrderId;
    BrokerOrderId brokerOrderId;
    OrderTerms terms;
    VenueReportFacts report;
};
[[nodiscard]] OrderEvents decideAdopt(const OrderState& state, const AdoptOrderFacts& facts);

}  // namespace tradecore::domain
