#include "infrastructure/persistence/codec/event_type.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

// The stored names: written once, never changed.
static std::string_view storedName(Named<domain::RiskLimitChanged>) { return "risk.limit_changed"; }

template <typename Archive, Of<domain::RiskLimitChanged> Event>
void fields(Archive& archive, Event& event)
{
    archive("account", event.account);
    archive("limit", event.limit);
    archive("before", event.before);
    archive("value", event.value);
}

std::string_view writeFamily(const domain::RiskEvent& event, std::string& payload)
{
    return writeEvent(event, payload);
}

std::vector<EventType> riskEventTypes()
{
    return typesOf<domain::RiskEvent>();
}

}  // namespace tradecore::infrastructure
