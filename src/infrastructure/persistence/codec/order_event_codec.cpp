#include "infrastructure/persistence/codec/event_type.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

// The stored names: written once, never changed.
static std::string_view storedName(Named<domain::OrderPlaced>) { return "order.placed"; }
static std::string_view storedName(Named<domain::OrderDenied>) { return "order.denied"; }
static std::string_view storedName(Named<domain::OrderSending>) { return "order.sending"; }
static std::string_view storedName(Named<domain::OrderWithheld>) { return "order.withheld"; }
static std::string_view storedName(Named<domain::OrderAccepted>) { return "order.accepted"; }
static std::string_view storedName(Named<domain::OrderRejected>) { return "order.rejected"; }
static std::string_view storedName(Named<domain::OrderBecameUnknown>) { return "order.became_unknown"; }
static std::string_view storedName(Named<domain::OrderNotFoundAtVenue>) { return "order.not_found_at_venue"; }
static std::string_view storedName(Named<domain::OrderTriggered>) { return "order.triggered"; }
static std::string_view storedName(Named<domain::OrderFilled>) { return "order.filled"; }
static std::string_view storedName(Named<domain::OrderExecutionAliased>) { return "order.execution_aliased"; }
static std::string_view storedName(Named<domain::OrderFillBusted>) { return "order.fill_busted"; }
static std::string_view storedName(Named<domain::OrderFillCorrected>) { return "order.fill_corrected"; }
static std::string_view storedName(Named<domain::OrderExitsAttached>) { return "order.exits_attached"; }
static std::string_view storedName(Named<domain::OrderLostProtection>) { return "order.lost_protection"; }
static std::string_view storedName(Named<domain::OrderProtectionRestored>) { return "order.protection_restored"; }
static std::string_view storedName(Named<domain::OrderOverfilled>) { return "order.overfilled"; }
static std::string_view storedName(Named<domain::OrderReportQuarantined>) { return "order.report_quarantined"; }
static std::string_view storedName(Named<domain::OrderCancelRequested>) { return "order.cancel_requested"; }
static std::string_view storedName(Named<domain::OrderCancelRefused>) { return "order.cancel_refused"; }
static std::string_view storedName(Named<domain::OrderReplaceRequested>) { return "order.replace_requested"; }
static std::string_view storedName(Named<domain::OrderReplaceRefused>) { return "order.replace_refused"; }
static std::string_view storedName(Named<domain::OrderReplaced>) { return "order.replaced"; }
static std::string_view storedName(Named<domain::OrderCanceled>) { return "order.canceled"; }
static std::string_view storedName(Named<domain::OrderExpired>) { return "order.expired"; }
static std::string_view storedName(Named<domain::OrderSuspended>) { return "order.suspended"; }
static std::string_view storedName(Named<domain::OrderDoneForDay>) { return "order.done_for_day"; }
static std::string_view storedName(Named<domain::OrderAdopted>) { return "order.adopted"; }
static std::string_view storedName(Named<domain::OrderResolvedByUser>) { return "order.resolved_by_user"; }

template <typename Archive, Of<domain::OrderPlaced> Event>
void fields(Archive& archive, Event& event)
{
    archive("client_order_id", event.clientOrderId);
    archive("request", event.request);
    archive("terms", event.terms);
}

template <typename Archive, Of<domain::OrderDenied> Event>
void fields(Archive& archive, Event& event)
{
    archive("client_order_id", event.clientOrderId);
    archive("terms", event.terms);
    archive("reason", event.reason);
}

template <typename Archive, Of<domain::OrderSending> Event>
void fields(Archive& archive, Event& event)
{
    archive("request", event.request);
}

template <typename Archive, Of<domain::OrderWithheld> Event>
void fields(Archive& archive, Event& event)
{
    archive("request", event.request);
    archive("reason", event.reason);
}

template <typename Archive, Of<domain::OrderAccepted> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderRejected> Event>
void fields(Archive& archive, Event& event)
{
    archive("reason", event.reason);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderBecameUnknown> Event>
void fields(Archive& archive, Event& event)
{
    archive("request", event.request);
    archive("evidence", event.evidence);
}

template <typename Archive, Of<domain::OrderNotFoundAtVenue> Event>
void fields(Archive& archive, Event& event)
{
    archive("evidence", event.evidence);
    archive("asked_at", event.askedAt);
}

template <typename Archive, Of<domain::OrderTriggered> Event>
void fields(Archive& archive, Event& event)
{
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderFilled> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("execution_id", event.executionId);
    archive("cumulative_before", event.cumulativeBefore);
    archive("cumulative_after", event.cumulativeAfter);
    archive("price", event.price);
    archive("commission", event.commission);
    archive("liquidity", event.liquidity);
    archive("source", event.source);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderExecutionAliased> Event>
void fields(Archive& archive, Event& event)
{
    archive("execution_id", event.executionId);
    archive("cumulative_after", event.cumulativeAfter);
    archive("source", event.source);
}

template <typename Archive, Of<domain::OrderFillBusted> Event>
void fields(Archive& archive, Event& event)
{
    archive("execution_id", event.executionId);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderFillCorrected> Event>
void fields(Archive& archive, Event& event)
{
    archive("execution_id", event.executionId);
    archive("quantity", event.quantity);
    archive("price", event.price);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderExitsAttached> Event>
void fields(Archive& archive, Event& event)
{
    archive("take_profit", event.takeProfit);
    archive("stop_loss", event.stopLoss);
}

template <typename Archive, Of<domain::OrderLostProtection> Event>
void fields(Archive& archive, Event& event)
{
    archive("quantity", event.quantity);
    archive("cause", event.cause);
}

template <typename Archive, Of<domain::OrderProtectionRestored> Event>
void fields(Archive& archive, Event& event)
{
    archive("cause", event.cause);
}

template <typename Archive, Of<domain::OrderOverfilled> Event>
void fields(Archive& archive, Event& event)
{
    archive("ordered", event.ordered);
    archive("cumulative", event.cumulative);
}

template <typename Archive, Of<domain::OrderReportQuarantined> Event>
void fields(Archive& archive, Event& event)
{
    archive("kind", event.kind);
    archive("explanation", event.explanation);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderCancelRequested> Event>
void fields(Archive& archive, Event& event)
{
    archive("request", event.request);
}

template <typename Archive, Of<domain::OrderCancelRefused> Event>
void fields(Archive& archive, Event& event)
{
    archive("request", event.request);
    archive("reason", event.reason);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderReplaceRequested> Event>
void fields(Archive& archive, Event& event)
{
    archive("request", event.request);
    archive("change", event.change);
}

template <typename Archive, Of<domain::OrderReplaceRefused> Event>
void fields(Archive& archive, Event& event)
{
    archive("request", event.request);
    archive("reason", event.reason);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderReplaced> Event>
void fields(Archive& archive, Event& event)
{
    archive("request", event.request);
    archive("change", event.change);
    archive("broker_order_id", event.brokerOrderId);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderCanceled> Event>
void fields(Archive& archive, Event& event)
{
    archive("reason", event.reason);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderExpired> Event>
void fields(Archive& archive, Event& event)
{
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderSuspended> Event>
void fields(Archive& archive, Event& event)
{
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderDoneForDay> Event>
void fields(Archive& archive, Event& event)
{
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderAdopted> Event>
void fields(Archive& archive, Event& event)
{
    archive("client_order_id", event.clientOrderId);
    archive("broker_order_id", event.brokerOrderId);
    archive("terms", event.terms);
    archive("report", event.report);
}

template <typename Archive, Of<domain::OrderResolvedByUser> Event>
void fields(Archive& archive, Event& event)
{
    archive("resolution", event.resolution);
    archive("reason", event.reason);
}

std::string_view writeFamily(const domain::OrderEvent& event, std::string& payload)
{
    return writeEvent(event, payload);
}

std::vector<EventType> orderEventTypes()
{
    return typesOf<domain::OrderEvent>();
}

}  // namespace tradecore::infrastructure
