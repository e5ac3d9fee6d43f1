// EventCodec: domain events to stored name, version and JSON payload, and back. One object a thread (it keeps a parser).
// Every stored version has a golden file in tests/data/events, <name>.v<version>.json, that must load for ever.
#pragma once

#include "application/port/domain_event.h"
#include "base/result.h"
#include "infrastructure/persistence/codec/upcaster.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

struct StoredType {
    std::string_view name;   // lives as long as the program
    int version = 1;
};

class EventCodec {
public:
    EventCodec() : EventCodec(storedUpcasters(), {}) {}
    // With steps and newer versions of types beside those that the families state: for tests of the chain.
    EventCodec(std::span<const Upcaster> upcasters, std::span<const StoredType> raisedTypes);
    ~EventCodec();
    EventCodec(const EventCodec&) = delete;
    EventCodec& operator=(const EventCodec&) = delete;

    // Replaces the payload.
    [[nodiscard]] StoredType encode(const application::DomainEvent& event, std::string& payload) const;
    // Older versions are raised step by step to the present one. The reason, for people, where the name, the version or the
    // payload is not known to this program.
    [[nodiscard]] Result<application::DomainEvent, std::string> decode(std::string_view name, int version,
                                                                       std::string_view payload);
    [[nodiscard]] bool knows(std::string_view name) const;
    [[nodiscard]] std::vector<StoredType> types() const;

private:
    [[nodiscard]] Result<std::string_view, std::string> raised(std::string_view name, int from, int to, std::string_view payload);

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tradecore::infrastructure
