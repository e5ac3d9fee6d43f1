// UnitOfWork: what one command reads and writes. A handler loads states, decides, and records events; nothing touches the
// store before the handler has returned, and everything it recorded is appended together. Engine thread, one at a time.
#pragma once

#include "application/bus/aggregate_states.h"
#include "application/bus/command_message.h"

#include <map>
#include <string>
#include <vector>

namespace tradecore::application {

class UnitOfWork {
public:
    UnitOfWork(AggregateStates& states, const CommandMetadata& command, Timestamp now)
        : m_states(states), m_command(command), m_now(now)
    {
    }

    // The state of a stream with what this command has recorded so far. A store that cannot be read is remembered in
    // storeError(), and an empty state is given.
    template <typename State>
    [[nodiscard]] State state(const StreamId& stream)
    {
        const VersionedState* loaded = load(stream);
        if (loaded == nullptr)
            return State{};
        const auto* typed = std::get_if<State>(&loaded->state);
        return typed != nullptr ? *typed : State{};
    }

    // Records an event and folds it at once. occurredAt is market time for what a venue reported, else now().
    void record(const StreamId& stream, const DomainEvent& event, Timestamp occurredAt);
    void record(const StreamId& stream, const DomainEvent& event) { record(stream, event, m_now); }
    template <typename Events>
    void recordAll(const StreamId& stream, const Events& events, Timestamp occurredAt)
    {
        for (const auto& event : events)
            record(stream, DomainEvent(event), occurredAt);
    }
    // Every event of a stream, oldest first, with what this command has recorded; for decisions that need more than the state.
    [[nodiscard]] std::vector<DomainEvent> history(const StreamId& stream);
    void insertOutbox(OutboxRow row) { m_outboxInserts.push_back(std::move(row)); }
    void updateOutbox(OutboxUpdate update) { m_outboxUpdates.push_back(std::move(update)); }
    void setResult(std::string result) { m_result = std::move(result); }
    // The command was carried out, and what it recorded is a denial: the receipt says so beside "committed".
    void noteDenial(CommandRefusal denial) { m_denial = std::move(denial); }
    // The version of a stream as this command sees it; 0 where it does not exist.
    [[nodiscard]] std::int64_t version(const StreamId& stream);

    [[nodiscard]] Timestamp now() const { return m_now; }
    [[nodiscard]] const CommandMetadata& command() const { return m_command; }
    [[nodiscard]] const std::optional<CommandRefusal>& denial() const { return m_denial; }
    [[nodiscard]] const std::optional<StoreError>& storeError() const { return m_storeError; }

    [[nodiscard]] bool isEmpty() const { return m_order.empty() && m_outboxInserts.empty() && m_outboxUpdates.empty(); }
    [[nodiscard]] const std::string& result() const { return m_result; }
    // For the bus: appends what was recorded.
    [[nodiscard]] Result<StoredCommand, StoreError> appendTo(EventStore& store);

private:
    struct Stream {
        std::int64_t expectedVersion = 0;
        std::vector<StagedEvent> events;
    };
    const VersionedState* load(const StreamId& stream);

    AggregateStates& m_states;
    CommandMetadata m_command;
    Timestamp m_now;
    std::vector<StreamId> m_order;           // streams in the order of their first event
    std::map<StreamId, Stream> m_streams;
    std::vector<OutboxRow> m_outboxInserts;
    std::vector<OutboxUpdate> m_outboxUpdates;
    std::string m_result;
    std::optional<CommandRefusal> m_denial;
    std::optional<StoreError> m_storeError;
};

}  // namespace tradecore::application
