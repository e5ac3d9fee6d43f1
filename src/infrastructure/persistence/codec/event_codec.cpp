#include "infrastructure/persistence/codec/event_codec.h"

#include "infrastructure/persistence/codec/event_type.h"

#include <map>
#include <unordered_map>
#include <utility>

namespace tradecore::infrastructure {

struct EventCodec::Parts {
    std::vector<EventType> types;
    std::unordered_map<std::string_view, std::size_t> byName;
    simdjson::dom::parser parser;
    std::string padded;
    std::map<std::pair<std::string_view, int>, Upcaster> upcasters;
    std::string raised;
    std::string next;

    Parts()
    {
        for (const auto& family : {orderEventTypes(), positionEventTypes(), accountEventTypes(), connectionEventTypes(),
                                   userEventTypes(), venueEventTypes(), riskEventTypes()})
            types.insert(types.end(), family.begin(), family.end());
        for (std::size_t i = 0; i < types.size(); ++i)
            byName.emplace(types[i].name, i);
    }
};

EventCodec::EventCodec(std::span<const Upcaster> upcasters, std::span<const StoredType> raisedTypes)
    : m_parts(std::make_unique<Parts>())
{
    for (const auto& upcaster : upcasters)
        m_parts->upcasters.emplace(std::pair(upcaster.name, upcaster.fromVersion), upcaster);
    for (const auto& raised : raisedTypes) {
        if (const auto found = m_parts->byName.find(raised.name); found != m_parts->byName.end())
            m_parts->types[found->second].version = raised.version;
    }
}
EventCodec::~EventCodec() = default;

StoredType EventCodec::encode(const application::DomainEvent& event, std::string& payload) const
{
    payload.clear();
    const std::string_view name = std::visit([&payload](const auto& family) { return writeFamily(family, payload); }, event);
    const auto found = m_parts->byName.find(name);
    return {name, found != m_parts->byName.end() ? m_parts->types[found->second].version : 1};
}

Result<std::string_view, std::string> EventCodec::raised(std::string_view name, int from, int to, std::string_view payload)
{
    m_parts->raised.assign(payload);
    for (int version = from; version < to; ++version) {
        const auto step = m_parts->upcasters.find({name, version});
        if (step == m_parts->upcasters.end())
            return failure("this program does not know version " + std::to_string(version) + " of \"" + std::string(name) + '"');
        m_parts->next.clear();
        if (!step->second.raise(m_parts->raised, m_parts->next))
            return failure("the payload of \"" + std::string(name) + "\" is not one of its version " + std::to_string(version));
        m_parts->raised.swap(m_parts->next);
    }
    return std::string_view(m_parts->raised);
}

Result<application::DomainEvent, std::string> EventCodec::decode(std::string_view name, int version,
                                                                 std::string_view payload)
{
    const auto found = m_parts->byName.find(name);
    if (found == m_parts->byName.end())
        return failure("this program does not know the event type \"" + std::string(name) + '"');
    const EventType& type = m_parts->types[found->second];
    if (version > type.version || version < 1)
        return failure("this program does not know version " + std::to_string(version) + " of \"" + std::string(name) + '"');
    if (version < type.version) {
        const auto present = raised(name, version, type.version, payload);
        if (!present)
            return failure(present.error());
        payload = *present;
    }
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
