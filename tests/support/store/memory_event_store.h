// MemoryEventStore: EventStore and ReadModels in memory for tests, with the semantics of the journal: savepoints, expected
// versions, command ids, outbox, listener positions, inline projections and the same hash chain. tests/contract/event_store
// holds both to one suite. One thread.
#pragma once

#include "application/port/read_models.h"
#include "infrastructure/persistence/codec/chain_hash.h"
#include "infrastructure/persistence/codec/event_codec.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::test {

class MemoryEventStore : public application::EventStore, public application::ReadModels {
public:
    template <typename T>
    using Outcome = Result<T, application::StoreError>;

    // The next commit fails with this kind and leaves the store as before begin().
    void failNextCommit(application::StoreErrorKind kind) { m_failCommit = kind; }
    [[nodiscard]] std::uint64_t commits() const { return m_commits; }
    [[nodiscard]] const std::vector<application::RecordedEvent>& events() const { return m_events; }

    [[nodiscard]] Outcome<void> begin() override;
    [[nodiscard]] Outcome<std::optional<application::StoredCommand>> findCommand(const Uuid& commandId) override;
    [[nodiscard]] Outcome<application::StoredCommand> append(const application::CommandAppend& append) override;
    [[nodiscard]] Outcome<void> commit() override;
    void rollback() override;
    [[nodiscard]] Outcome<void> readForward(std::int64_t fromPosition, std::int64_t limit,
                                            const application::EventVisitor& visit) override;
    [[nodiscard]] Outcome<void> readStream(const application::StreamId& stream, std::int64_t fromVersion,
                                           const application::EventVisitor& visit) override;
    [[nodiscard]] Outcome<std::vector<application::OutboxRow>> outbox(
        std::span<const application::OutboxState> states) override;
    [[nodiscard]] std::int64_t streamVersion(const application::StreamId& stream) override;
    [[nodiscard]] application::StoreHead head() const override { return m_committed; }
    [[nodiscard]] Outcome<std::int64_t> listenerPosition(const std::string& name) override;
    [[nodiscard]] Outcome<void> setListenerPosition(const std::string& name, std::int64_t position) override;
    void maintain() override {}

    [[nodiscard]] Outcome<std::vector<application::OrderRow>> orders(const application::OrderFilter& filter) override;
    [[nodiscard]] Outcome<std::vector<application::FillRow>> fills(const application::FillFilter& filter) override;
    [[nodiscard]] Outcome<std::vector<application::PositionRow>> positions(std::int64_t changedAfter) override;
    [[nodiscard]] Outcome<std::vector<application::AccountRow>> accounts(std::int64_t changedAfter) override;

private:
    void undoTo(std::size_t length);
    // Sets a value and remembers how to take it back.
    template <typename Key, typename Value>
    void put(std::map<Key, Value>& map, const Key& key, Value value);
    [[nodiscard]] Outcome<application::StoredCommand> write(const application::CommandAppend& append);
    [[nodiscard]] Outcome<void> writeStream(const application::CommandAppend& append, const application::StagedStream& staged,
                                            std::size_t& index);
    void writeEvent(const application::CommandAppend& append, const application::StagedStream& staged,
                    const application::StagedEvent& event, std::size_t index);
    void project(const application::StagedStream& staged, std::int64_t firstPosition);
    void projectOrder(const application::StagedStream& staged, const domain::OrderState& state, std::int64_t firstPosition);
    [[nodiscard]] Outcome<void> writeOutbox(const application::CommandAppend& append);

    infrastructure::EventCodec m_codec;
    infrastructure::ChainHasher m_hasher;
    std::vector<std::function<void()>> m_undo;
    bool m_isOpen = false;
    std::optional<application::StoreErrorKind> m_failCommit;
    std::uint64_t m_commits = 0;
    application::StoreHead m_committed;
    Sha256Digest m_hash{};

    std::vector<application::RecordedEvent> m_events;
    std::map<application::StreamId, std::vector<std::size_t>> m_streams;   // indexes of m_events
    std::map<Uuid, application::StoredCommand> m_commands;
    std::map<std::int64_t, application::OutboxRow> m_outbox;
    std::map<std::string, std::int64_t> m_listeners;
    std::map<application::StreamId, application::OrderRow> m_orders;
    std::map<std::int64_t, application::FillRow> m_fills;
    std::map<application::StreamId, application::PositionRow> m_positions;
    std::map<application::StreamId, application::AccountRow> m_accounts;
};

}  // namespace tradecore::test
