// Upcasters: what makes a stored event of an older version one of the next. They are chained, one step each, at the only place
// where events are read; the event in the journal stays as it was written. A change of an event's fields raises its version in
// its family's file, adds the step here and a golden file of the new version; the golden files of the older ones stay.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

struct Upcaster {
    std::string_view name;       // stored type
    int fromVersion = 1;         // to fromVersion + 1
    // False where the payload is not one of fromVersion.
    bool (*raise)(std::string_view payload, std::string& raised) = nullptr;
};

// Of every stored type with more than one version.
[[nodiscard]] std::span<const Upcaster> storedUpcasters();

}  // namespace tradecore::infrastructure
