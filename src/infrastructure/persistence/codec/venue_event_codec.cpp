#include "infrastructure/persistence/codec/event_type.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

// The stored names: written once, never changed.
static std::string_view storedName(Named<domain::VenueAccountOpened>) { return "venue.account_opened"; }
static std::string_view storedName(Named<domain::VenueOrderAccepted>) { return "venue.order_accepted"; }
static std::string_view storedName(Named<domain::VenueOrderRejected>) { return "venue.order_rejected"; }
static std::string_view storedName(Named<domain::VenueOrderTriggered>) { return "venue.order_triggered"; }
static std::string_view storedName(Named<domain::VenueOrderFilled>) { return "venue.order_filled"; }
static std::string_view storedName(Named<domain::VenueOrderReplaced>) { return "venue.order_replaced"; }
static std::string_view storedName(Named<domain::VenueOrderCanceled>) { return "venue.order_canceled"; }
static std::string_view storedName(Named<domain::VenueOrderExpired>) { return "venue.order_expired"; }
static std::string_view storedName(Named<domain::VenueOrderTrailed>) { return "venue.order_trailed"; }
static std::string_view storedName(Named<domain::VenueOrderReduced>) { return "venue.order_reduced"; }

template <typename Archive, Of<domain::VenueAccountOpened> Event>
void fields(Archive& archive, Event& event)
{
    archive("account", event.account);
    archive("deposit", event.deposit);
    archive("opened_at", event.openedAt);
}

template <typename Archive, Of<domain::VenueOrderAccepted> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("client_order_id", event.clientOrderId);
    archive("terms", event.terms);
    archive("shown_ahead", event.shownAhead);
    archive("accepted_at", event.acceptedAt);
}

template <typename Archive, Of<domain::VenueOrderRejected> Event>
void fields(Archive& archive, Event& event)
{
    archive("client_order_id", event.clientOrderId);
    archive("terms", event.terms);
    archive("reason", event.reason);
    archive("rejected_at", event.rejectedAt);
}

template <typename Archive, Of<domain::VenueOrderTriggered> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("trade_price", event.tradePrice);
    archive("shown_ahead", event.shownAhead);
    archive("triggered_at", event.triggeredAt);
}

template <typename Archive, Of<domain::VenueOrderFilled> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("execution_id", event.executionId);
    archive("cumulative_before", event.cumulativeBefore);
    archive("cumulative_after", event.cumulativeAfter);
    archive("price", event.price);
    archive("commission", event.commission);
    archive("liquidity", event.liquidity);
    archive("executed_at", event.executedAt);
}

template <typename Archive, Of<domain::VenueOrderReplaced> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("request", event.request);
    archive("change", event.change);
    archive("shown_ahead", event.shownAhead);
    archive("replaced_at", event.replacedAt);
}

template <typename Archive, Of<domain::VenueOrderCanceled> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("reason", event.reason);
    archive("canceled_at", event.canceledAt);
}

template <typename Archive, Of<domain::VenueOrderExpired> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("expired_at", event.expiredAt);
}

template <typename Archive, Of<domain::VenueOrderTrailed> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("stop_price", event.stopPrice);
    archive("trailed_at", event.trailedAt);
}

template <typename Archive, Of<domain::VenueOrderReduced> Event>
void fields(Archive& archive, Event& event)
{
    archive("broker_order_id", event.brokerOrderId);
    archive("by", event.by);
    archive("reduced_at", event.reducedAt);
}

std::string_view writeFamily(const domain::VenueEvent& event, std::string& payload)
{
    return writeEvent(event, payload);
}

std::vector<EventType> venueEventTypes()
{
    return typesOf<domain::VenueEvent>();
}

}  // namespace tradecore::infrastructure
