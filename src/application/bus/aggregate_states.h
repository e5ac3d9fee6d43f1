// AggregateStates: the folded states of the streams that were used, kept in memory on the engine thread and loaded from the
// store on first use. States change only by what a transaction commits: stage() holds the new ones aside until commitStaged().
// Two levels: a command's own changes (until it succeeds) over the group's (until COMMIT succeeds) over what is durable.
#pragma once

#include "application/port/event_store.h"

#include <cstdint>
#include <unordered_map>

namespace tradecore::application {

struct VersionedState {
    AggregateState state;
    std::int64_t version = 0;
};

class AggregateStates {
public:
    // The store must outlive this object.
    explicit AggregateStates(EventStore& store) : m_store(store) {}

    // The state as the command that runs now sees it; a stream that does not exist has version 0 and an empty state of its
    // category.
    [[nodiscard]] Result<const VersionedState*, StoreError> load(const StreamId& stream);
    // The stored events of a stream, what earlier commands of the open transaction appended among them.
    [[nodiscard]] Result<void, StoreError> readEvents(const StreamId& stream, const EventVisitor& visit)
    {
        return m_store.readStream(stream, 1, visit);
    }
    void stage(const StreamId& stream, VersionedState state);

    void acceptCommand();    // the command's changes join the group
    void discardCommand();
    void acceptGroup();      // COMMIT succeeded
    void discardGroup();     // COMMIT failed or was rolled back


private:
    std::unordered_map<StreamId, VersionedState> m_durable;
    std::unordered_map<StreamId, VersionedState> m_group;
    std::unordered_map<StreamId, VersionedState> m_command;
    EventStore& m_store;
};

// The empty state of a category, and the fold of any event onto it.
[[nodiscard]] AggregateState emptyStateOf(const std::string& category);
[[nodiscard]] AggregateState foldAny(AggregateState state, const DomainEvent& event);

}  // namespace tradecore::application
