#include "infrastructure/persistence/codec/event_type.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

// The stored names: written once, never changed.
static std::string_view storedName(Named<domain::UserCreated>) { return "user.created"; }
static std::string_view storedName(Named<domain::UserPreferenceChanged>) { return "user.preference_changed"; }

template <typename Archive, Of<domain::UserCreated> Event>
void fields(Archive& archive, Event& event)
{
    archive("user_id", event.userId);
}

template <typename Archive, Of<domain::UserPreferenceChanged> Event>
void fields(Archive& archive, Event& event)
{
    archive("key", event.key);
    archive("value", event.value);
}

std::string_view writeFamily(const domain::UserEvent& event, std::string& payload)
{
    return writeEvent(event, payload);
}

std::vector<EventType> userEventTypes()
{
    return typesOf<domain::UserEvent>();
}

}  // namespace tradecore::infrastructure
