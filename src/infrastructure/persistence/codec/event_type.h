// One stored event type: its name, its version and how its payload reads. Each family lists its own; the names are written
// out in the family's file and never derive from a C++ name.
#pragma once

#include "application/port/domain_event.h"
#include "infrastructure/persistence/codec/field_reader.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tradecore::infrastructure {

// Stands for an event type where its stored name is asked for: storedName(Named<Event>{}).
template <typename Event>
struct Named {};

// A type whose fields changed states its version beside its name: storedVersion(Named<Event>{}).
template <typename Event>
int presentVersion()
{
    if constexpr (requires { storedVersion(Named<Event>{}); })
        return storedVersion(Named<Event>{});
    else
        return 1;
}

struct EventType {
    std::string_view name;
    int version = 1;
    // False where the payload does not read; failedKey says where.
    bool (*read)(simdjson::dom::object payload, application::DomainEvent& out, std::string& failedKey) = nullptr;
};

template <typename Family, typename Event>
bool readEvent(simdjson::dom::object payload, application::DomainEvent& out, std::string& failedKey)
{
    Event event;
    FieldReader reader(payload);
    fields(reader, event);
    failedKey = reader.failedKey();
    out = Family(std::move(event));
    return !reader.failed();
}

// Every alternative of the family; one without a storedName() does not compile.
template <typename Family>
std::vector<EventType> typesOf()
{
    return []<std::size_t... Index>(std::index_sequence<Index...>) {
        return std::vector<EventType>{
            EventType{storedName(Named<std::variant_alternative_t<Index, Family>>{}),
                      presentVersion<std::variant_alternative_t<Index, Family>>(),
                      &readEvent<Family, std::variant_alternative_t<Index, Family>>}...};
    }(std::make_index_sequence<std::variant_size_v<Family>>());
}

template <typename Family>
std::string_view writeEvent(const Family& family, std::string& payload)
{
    return std::visit(
        [&payload](const auto& event) {
            FieldWriter(payload).object(event);
            return storedName(Named<std::decay_t<decltype(event)>>{});
        },
        family);
}

// The families. Each writes the payload behind what stands in it and returns the stored name.
[[nodiscard]] std::string_view writeFamily(const domain::OrderEvent& event, std::string& payload);
[[nodiscard]] std::string_view writeFamily(const domain::PositionEvent& event, std::string& payload);
[[nodiscard]] std::string_view writeFamily(const domain::AccountEvent& event, std::string& payload);
[[nodiscard]] std::string_view writeFamily(const domain::ConnectionEvent& event, std::string& payload);
[[nodiscard]] std::string_view writeFamily(const domain::UserEvent& event, std::string& payload);
[[nodiscard]] std::string_view writeFamily(const domain::VenueEvent& event, std::string& payload);
[[nodiscard]] std::string_view writeFamily(const domain::RiskEvent& event, std::string& payload);
[[nodiscard]] std::vector<EventType> orderEventTypes();
[[nodiscard]] std::vector<EventType> positionEventTypes();
[[nodiscard]] std::vector<EventType> accountEventTypes();
[[nodiscard]] std::vector<EventType> connectionEventTypes();
[[nodiscard]] std::vector<EventType> userEventTypes();
[[nodiscard]] std::vector<EventType> venueEventTypes();
[[nodiscard]] std::vector<EventType> riskEventTypes();

}  // namespace tradecore::infrastructure
