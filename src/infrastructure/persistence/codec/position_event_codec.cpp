#include "infrastructure/persistence/codec/event_type.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

// The stored names: written once, never changed.
static std::string_view storedName(Named<domain::PositionFillApplied>) { return "position.fill_applied"; }
static std::string_view storedName(Named<domain::PositionDayClosed>) { return "position.day_closed"; }

template <typename Archive, Of<domain::PositionFillApplied> Event>
void fields(Archive& archive, Event& event)
{
    archive("account", event.account);
    archive("instrument", event.instrument);
    archive("client_order_id", event.clientOrderId);
    archive("execution_id", event.executionId);
    archive("side", event.side);
    archive("quantity", event.quantity);
    archive("price", event.price);
    archive("commission", event.commission);
    archive("executed_at", event.executedAt);
}

template <typename Archive, Of<domain::PositionDayClosed> Event>
void fields(Archive& archive, Event& event)
{
    archive("account", event.account);
    archive("instrument", event.instrument);
    archive("session_date", event.sessionDate);
    archive("mark", event.mark);
}

std::string_view writeFamily(const domain::PositionEvent& event, std::string& payload)
{
    return writeEvent(event, payload);
}

std::vector<EventType> positionEventTypes()
{
    return typesOf<domain::PositionEvent>();
}

}  // namespace tradecore::infrastructure
