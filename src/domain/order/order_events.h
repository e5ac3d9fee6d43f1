// The events of one order, past tense, values only. Stored names and versions stand in the codec
// (infrastructure/persistence/codec), never the C++ name. A fill is the piece of cumulative quantity that it covers
// (docs/design: "(account, broker order, cum before, cum after)").
#pragma once

#include "base/timestamp.h"
#include "domain/money/money.h"
#include "domain/order/order_reasons.h"
#include "domain/order/order_terms.h"

#include <optional>
#include <string>
#include <variant>

namespace tradecore::domain {

// Venue time and receive time of the report behind an event; raw is the report as received (JSON text of the venue), kept
// for the inspector.
struct VenueReportFacts {
    Timestamp venueTime;
    Timestamp receivedAt;
    std::string raw;
    friend bool operator==(const VenueReportFacts&, const VenueReportFacts&) = default;
};

struct OrderPlaced {
    ClientOrderId clientOrderId;
    RequestId request;
    OrderTerms terms;
    friend bool operator==(const OrderPlaced&, const OrderPlaced&) = default;
};
struct OrderDenied {  // in place of OrderPlaced
    ClientOrderId clientOrderId;
    OrderTerms terms;
    OrderReason reason;
    friend bool operator==(const OrderDenied&, const OrderDenied&) = default;
};
struct OrderSending {  // committed before any byte leaves (I1)
    RequestId request;
    friend bool operator==(const OrderSending&, const OrderSending&) = default;
};
struct OrderWithheld {  // placed, then refused at the gate before it was sent: status denied
    RequestId request;
    OrderReason reason;
    friend bool operator==(const OrderWithheld&, const OrderWithheld&) = default;
};
struct OrderAccepted {
    BrokerOrderId brokerOrderId;
    VenueReportFacts report;
    friend bool operator==(const OrderAccepted&, const OrderAccepted&) = default;
};
struct OrderRejected {
    OrderReason reason;
    VenueReportFacts report;
    friend bool operator==(const OrderRejected&, const OrderRejected&) = default;
};
struct OrderBecameUnknown {  // the submit's answer did not come: evidence says what was seen
    RequestId request;
    std::string evidence;
    friend bool operator==(const OrderBecameUnknown&, const OrderBecameUnknown&) = default;
};
struct OrderNotFoundAtVenue {  // evidence, not an end
    std::string evidence;
    Timestamp askedAt;
    friend bool operator==(const OrderNotFoundAtVenue&, const OrderNotFoundAtVenue&) = default;
};
struct OrderTriggered {  // a stop was elected
    VenueReportFacts report;
    friend bool operator==(const OrderTriggered&, const OrderTriggered&) = default;
};
struct OrderFilled {
    BrokerOrderId brokerOrderId;
    ExecutionId executionId;
    Quantity cumulativeBefore;
    Quantity cumulativeAfter;
    Price price;
    Money commission;
    Liquidity liquidity = Liquidity::Unknown;
    FillSource source = FillSource::Stream;
    VenueReportFacts report;
    friend bool operator==(const OrderFilled&, const OrderFilled&) = default;
};
struct OrderExecutionAliased {  // the same piece under another name
    ExecutionId executionId;
    Quantity cumulativeAfter;
    FillSource source = FillSource::Stream;
    friend bool operator==(const OrderExecutionAliased&, const OrderExecutionAliased&) = default;
};
// The venue takes a fill back, with its commission. What it was stays in the journal.
struct OrderFillBusted {
    ExecutionId executionId;   // the one that the fill was booked under
    VenueReportFacts report;
    friend bool operator==(const OrderFillBusted&, const OrderFillBusted&) = default;
};
// The venue puts a fill right; its commission stays.
struct OrderFillCorrected {
    ExecutionId executionId;   // the one that the fill was booked under
    Quantity quantity;         // what it is now, more than zero
    Price price;
    VenueReportFacts report;
    friend bool operator==(const OrderFillCorrected&, const OrderFillCorrected&) = default;
};
// Placed together with its exits: a bracket where it has both, which then share one quantity.
struct OrderExitsAttached {
    std::optional<ClientOrderId> takeProfit;
    std::optional<ClientOrderId> stopLoss;
    friend bool operator==(const OrderExitsAttached&, const OrderExitsAttached&) = default;
};
// What the entry has opened and no stop of its own covers any more.
struct OrderLostProtection {
    Quantity quantity;
    std::string cause;
    friend bool operator==(const OrderLostProtection&, const OrderLostProtection&) = default;
};
struct OrderProtectionRestored {   // covered again, or closed
    std::string cause;
    friend bool operator==(const OrderProtectionRestored&, const OrderProtectionRestored&) = default;
};
struct OrderOverfilled {  // alarm; stands beside the OrderFilled that caused it
    Quantity ordered;
    Quantity cumulative;
    friend bool operator==(const OrderOverfilled&, const OrderOverfilled&) = default;
};
struct OrderReportQuarantined {  // a report that fits nothing we know; shown, never applied
    std::string kind;
    std::string explanation;
    VenueReportFacts report;
    friend bool operator==(const OrderReportQuarantined&, const OrderReportQuarantined&) = default;
};
struct OrderCancelRequested {
    RequestId request;
    friend bool operator==(const OrderCancelRequested&, const OrderCancelRequested&) = default;
};
struct OrderCancelRefused {
    RequestId request;
    OrderReason reason;
    VenueReportFacts report;
    friend bool operator==(const OrderCancelRefused&, const OrderCancelRefused&) = default;
};
struct OrderReplaceRequested {
    RequestId request;
    OrderChange change;
    friend bool operator==(const OrderReplaceRequested&, const OrderReplaceRequested&) = default;
};
struct OrderReplaceRefused {
    RequestId request;
    OrderReason reason;
    VenueReportFacts report;
    friend bool operator==(const OrderReplaceRefused&, const OrderReplaceRefused&) = default;
};
struct OrderReplaced {
    RequestId request;
    OrderChange change;
    BrokerOrderId brokerOrderId;  // the same or a new one
    VenueReportFacts report;
    friend bool operator==(const OrderReplaced&, const OrderReplaced&) = default;
};
struct OrderCanceled {
    OrderReason reason;  // code None: asked for; IOC and FOK remainders carry the venue's words
    VenueReportFacts report;
    friend bool operator==(const OrderCanceled&, const OrderCanceled&) = default;
};
struct OrderExpired {
    VenueReportFacts report;
    friend bool operator==(const OrderExpired&, const OrderExpired&) = default;
};
struct OrderSuspended {
    VenueReportFacts report;
    friend bool operator==(const OrderSuspended&, const OrderSuspended&) = default;
};
struct OrderDoneForDay {
    VenueReportFacts report;
    friend bool operator==(const OrderDoneForDay&, const OrderDoneForDay&) = default;
};
struct OrderAdopted {  // an order of ours or of another program that the venue reports and the journal did not know
    ClientOrderId clientOrderId;
    BrokerOrderId brokerOrderId;
    OrderTerms terms;
    VenueReportFacts report;
    friend bool operator==(const OrderAdopted&, const OrderAdopted&) = default;
};
enum class ManualResolution { Filled, Canceled, NeverReceived };
struct OrderResolvedByUser {
    ManualResolution resolution = ManualResolution::NeverReceived;
    std::string reason;
    friend bool operator==(const OrderResolvedByUser&, const OrderResolvedByUser&) = default;
};

using OrderEvent = std::variant<OrderPlaced, OrderDenied, OrderSending, OrderWithheld, OrderAccepted, OrderRejected,
                                OrderBecameUnknown, OrderNotFoundAtVenue, OrderTriggered, OrderFilled,
                                OrderExecutionAliased, OrderOverfilled, OrderReportQuarantined, OrderCancelRequested,
                                OrderCancelRefused, OrderReplaceRequested, OrderReplaceRefused, OrderReplaced,
                                OrderCanceled, OrderExpired, OrderSuspended, OrderDoneForDay, OrderAdopted,
                                OrderResolvedByUser, OrderFillBusted, OrderFillCorrected, OrderExitsAttached,
                                OrderLostProtection, OrderProtectionRestored>;

}  // namespace tradecore::domain
