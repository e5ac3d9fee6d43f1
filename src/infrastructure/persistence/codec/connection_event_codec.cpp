#include "infrastructure/persistence/codec/event_type.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

// The stored names: written once, never changed.
static std::string_view storedName(Named<domain::ConnectionEstablished>) { return "connection.established"; }
static std::string_view storedName(Named<domain::ConnectionLost>) { return "connection.lost"; }
static std::string_view storedName(Named<domain::ConnectionStreamStale>) { return "connection.stream_stale"; }

template <typename Archive, Of<domain::ConnectionEstablished> Event>
void fields(Archive& archive, Event& event)
{
    archive("connection", event.connection);
    archive("kind", event.kind);
}

template <typename Archive, Of<domain::ConnectionLost> Event>
void fields(Archive& archive, Event& event)
{
    archive("connection", event.connection);
    archive("kind", event.kind);
    archive("reason", event.reason);
}

template <typename Archive, Of<domain::ConnectionStreamStale> Event>
void fields(Archive& archive, Event& event)
{
    archive("connection", event.connection);
    archive("kind", event.kind);
    archive("silent_milliseconds", event.silentMilliseconds);
}

std::string_view writeFamily(const domain::ConnectionEvent& event, std::string& payload)
{
    return writeEvent(event, payload);
}

std::vector<EventType> connectionEventTypes()
{
    return typesOf<domain::ConnectionEvent>();
}

}  // namespace tradecore::infrastructure
