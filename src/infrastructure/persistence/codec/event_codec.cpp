#include "infrastructure/persistence/codec/event_codec.h"

#include "infrastructure/persistence/codec/event_type.h"

#include <unordered_map>

namespace tradecore::infrastructure {

struct EventCodec::Parts {
    std::vector<EventType> types;
    std::unordered_map<std::string_view, std::size_t> byName;   // one version a name so far
    simdjson::dom::parser parser;
    std::string padded;

    Parts()
    {
        for (const auto& family : {orderEventTypes(), positionEventTypes(), accountEventTypes(), connectionEventTypes(),
                                   userEventTypes(), venueEventTypes()})
            types.insert(types.end(), family.begin(), family.end());
        for (std::size_t i = 0; i < types.size(); ++i)
            byName.emplace(types[i].name, i);
    }
};

EventCodec::EventCodec() : m_parts(std::make_unique<Parts>()) {}
EventCodec::~EventCodec() = default;

StoredType EventCodec::encode(const application::DomainEvent& event, std::string& payload) const
{
    payload.clear();
    const std::string_view name = std::visit([&payload](const auto& family) { return writeFamily(family, payload); }, event);
    return {name, 1};
}

Result<application::DomainEvent, std::string> EventCodec::decode(std::string_view name, int version,
                                                                 std::string_view payload)
{
    const auto found = m_parts->byName.find(name);
    if (found == m_parts->byName.end())
        return failure("this program does not know the event type \"" + std::string(name) + '"');
    const EventType& type = m_parts->types[found->second];
    if (version != type.version)
        return failure("this program does not know version " + std::to_string(version) + " of \"" + std::string(name) + '"');
    auto& padded = m_parts->padded;
    padded.reserve(payload.size() + simdjson::SIMDJSON_PADDING);
    padded.assign(payload);
    simdjson::dom::object object;
    if (m_parts->parser.parse(padded.data(), padded.size(), false).get(object) != simdjson::SUCCESS)
        return failure("the payload of \"" + std::string(name) + "\" is not a JSON object");
    application::DomainEvent event;
    std::string failedKey;
    if (!type.read(object, event, failedKey))
        return failure("the payload of \"" + std::string(name) + "\" does not read at \"" + failedKey + '"');
    return event;
}

bool EventCodec::knows(std::string_view name) const
{
    return m_parts->byName.contains(name);
}

std::vector<StoredType> EventCodec::types() const
{
    std::vector<StoredType> out;
    for (const auto& type : m_parts->types)
        out.push_back({type.name, type.version});
    return out;
}

}  // namespace tradecore::infrastructure
