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
// OrderPlaced or OrderDenied; on an order that exists: no events when the terms are equal, OrderReason (duplicate) otherwise.
[[nodiscard]] Result<OrderEvents, OrderReason> decidePlace(const OrderState& state, const PlaceOrderFacts& facts);

// The gate in the transaction that marks the outbox row `sending`: OrderSending or OrderWithheld.
[[nodiscard]] Result<OrderEvents, OrderReason> decideSend(const OrderState& state, const RequestId& request,
                                                          const RiskFacts& risk);

[[nodiscard]] Result<OrderEvents, OrderReason> decideCancel(const OrderState& state, const RequestId& request);

struct ReplaceOrderFacts {
    RequestId request;
    OrderChange change;
    std::optional<Instrument> instrument;
    RiskFacts risk;
};
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
};
struct VenueReport {
    VenueReportKind kind = VenueReportKind::Accepted;
    std::optional<BrokerOrderId> brokerOrderId;
    std::optional<RequestId> request;      // cancel and replace answers
    OrderReason reason;
    // Filled only.
    ExecutionId executionId;
    Quantity cumulativeBefore;
    Quantity cumulativeAfter;
    Price price;
    Money commission;
    Liquidity liquidity = Liquidity::Unknown;
    FillSource source = FillSource::Stream;
    // Replaced only.
    OrderChange change;
    VenueReportFacts facts;
};
// Events, none where the report says nothing new. A fill that overlaps a booked piece without being equal, or that leaves a
// gap below it, is not booked: see FillFit.
[[nodiscard]] OrderEvents decideReport(const OrderState& state, const VenueReport& report);

// How a fill's piece fits what is booked.
enum class FillFit { New, Booked, Overlaps };
[[nodiscard]] FillFit fitOf(const OrderState& state, Quantity cumulativeBefore, Quantity cumulativeAfter);

[[nodiscard]] OrderEvents decideSubmitUnknown(const OrderState& state, const RequestId& request, std::string evidence);
[[nodiscard]] OrderEvents decideNotFound(const OrderState& state, std::string evidence, Timestamp askedAt);
// After a restart: `ready` submits are withheld (not sent), `sending` ones become unknown; ready replaces are refused as not
// sent; cancels stay.
[[nodiscard]] OrderEvents decideRestart(const OrderState& state, bool submitRowReady, bool submitRowSending,
                                        std::optional<RequestId> replaceRowReady);
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
