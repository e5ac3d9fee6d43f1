// EventStore: the port of a journal. One writer; every call on the thread that owns the store. Implemented by
// infrastructure/persistence (SQLite) and by an in-memory store for tests; tests/contract/event_store runs on both.
//
// Writing: begin() … append() for each command … commit(). append() is all or nothing for its command (a savepoint): events,
// command id, inline projections with their checkpoint and outbox rows together. A failed append leaves the transaction as
// it was; a failed commit leaves the store as before begin().
#pragma once

#include "application/port/domain_event.h"
#include "base/digest.h"
#include "base/result.h"
#include "base/timestamp.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tradecore::application {

struct CommandMetadata {
    Uuid commandId;
    Uuid correlationId;
    Uuid causationId;     // the command or event that caused it; its own id where a person did
    std::string actor;    // "user", "console", "router", "venue:practice-sim", "reconciliation"
};

struct RecordedEvent {
    std::int64_t position = 0;   // 1…n, gapless
    StreamId stream;
    std::int64_t version = 0;    // 1…n inside the stream
    Uuid eventId;
    std::string typeName;
    int typeVersion = 1;
    Timestamp occurredAt;
    Timestamp recordedAt;
    CommandMetadata command;
    std::string payload;         // JSON as stored
    Sha256Digest hash{};
    DomainEvent event;
};

enum class OutboxState { Ready = 0, Sending = 1, Done = 2, Unknown = 3, Dead = 4 };
enum class OutboxKind { Submit, Cancel, Replace };

// What must leave this machine: written with the events that decided it, before anything leaves.
struct OutboxRow {
    std::int64_t id = 0;              // given by the store
    OutboxKind kind = OutboxKind::Submit;
    domain::AccountId account;        // the target
    domain::ClientOrderId clientOrderId;
    domain::RequestId request;        // unique
    std::string payload;              // JSON: the terms or the change
    OutboxState state = OutboxState::Ready;
    int attempts = 0;
    Timestamp createdAt;
    std::string error;
};

struct OutboxUpdate {
    domain::RequestId request;
    OutboxState state = OutboxState::Done;
    bool countAttempt = false;
    std::string error;
};

struct StagedEvent {
    DomainEvent event;
    Timestamp occurredAt;
};

// The new events of one stream, and the state after them for the inline projections.
struct StagedStream {
    StreamId stream;
    std::int64_t expectedVersion = 0;   // 0: the stream must not exist
    std::vector<StagedEvent> events;
    const AggregateState* after = nullptr;
};

struct CommandAppend {
    CommandMetadata command;
    Timestamp recordedAt;
    std::span<const StagedStream> streams;
    std::span<const OutboxRow> outboxInserts;
    std::span<const OutboxUpdate> outboxUpdates;
    std::string result;                  // kept with the command id and given again when it comes twice
};

enum class StoreErrorKind {
    Conflict,        // expected version differs; `conflicting` has what came after it
    DuplicateCommand,
    UnknownEvent,    // a stored type or version that this program does not know: trading stops
    Corrupt,
    Full,            // disk full: recovers in place
    Broken,          // I/O or fsync error: no trading until restart
    ReadOnly,
    Locked,
    Newer,           // written by a newer program
};

struct StoreError {
    StoreErrorKind kind = StoreErrorKind::Broken;
    std::string text;                    // for the log and the diagnostics
    std::int64_t position = 0;           // where one is known
    std::vector<RecordedEvent> conflicting;
};

struct StoredCommand {
    std::int64_t firstPosition = 0;      // 0 where it made no event
    std::int64_t lastPosition = 0;
    std::string result;
};

struct StoreHead {
    std::int64_t position = 0;
    Sha256Digest hash{};
};

using EventVisitor = std::function<void(const RecordedEvent&)>;

class EventStore {
public:
    virtual ~EventStore() = default;

    [[nodiscard]] virtual Result<void, StoreError> begin() = 0;
    [[nodiscard]] virtual Result<std::optional<StoredCommand>, StoreError> findCommand(const Uuid& commandId) = 0;
    [[nodiscard]] virtual Result<StoredCommand, StoreError> append(const CommandAppend& append) = 0;
    [[nodiscard]] virtual Result<void, StoreError> commit() = 0;
    virtual void rollback() = 0;

    // Events at and after a position, in order, at most limit.
    [[nodiscard]] virtual Result<void, StoreError> readForward(std::int64_t fromPosition, std::int64_t limit,
                                                               const EventVisitor& visit) = 0;
    [[nodiscard]] virtual Result<void, StoreError> readStream(const StreamId& stream, std::int64_t fromVersion,
                                                              const EventVisitor& visit) = 0;
    // Rows in one of the states, oldest first.
    [[nodiscard]] virtual Result<std::vector<OutboxRow>, StoreError> outbox(std::span<const OutboxState> states) = 0;
    // Includes what the open transaction has appended.
    [[nodiscard]] virtual std::int64_t streamVersion(const StreamId& stream) = 0;
    [[nodiscard]] virtual StoreHead head() const = 0;
    // Stored positions of listeners (router, sagas) that read the log; 0 where never stored. Written inside a transaction.
    [[nodiscard]] virtual Result<std::int64_t, StoreError> listenerPosition(const std::string& name) = 0;
    [[nodiscard]] virtual Result<void, StoreError> setListenerPosition(const std::string& name, std::int64_t position) = 0;
    // Checkpoint and other upkeep off the commit path; called when the engine is idle.
    virtual void maintain() = 0;
};

}  // namespace tradecore::application
