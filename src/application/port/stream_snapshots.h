// StreamSnapshots: what a store may offer beside its events: a state that equals the fold of a stream up to a version, so that loading a
// long stream folds what came after and not everything. Implemented by infrastructure/persistence. Thread of the store.
#pragma once

#include "application/port/event_store.h"

#include <optional>

namespace tradecore::application {

struct StreamSnapshot {
    AggregateState state;
    std::int64_t version = 0;
};

class StreamSnapshots {
public:
    virtual ~StreamSnapshots() = default;
    // Of what is committed; nothing where a fold begins at the first event, also where a snapshot is there and does not prove itself.
    [[nodiscard]] virtual Result<std::optional<StreamSnapshot>, StoreError> snapshot(const StreamId& stream) = 0;
};

}  // namespace tradecore::application
