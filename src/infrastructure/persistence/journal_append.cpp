// The append path of Journal: one command, all or nothing, inside a savepoint.
#include "application/bus/aggregate_states.h"
#include "infrastructure/persistence/journal.h"
#include "infrastructure/persistence/journal_statements.h"

#include <sqlite3.h>

namespace tradecore::infrastructure {

using application::CommandAppend;
using application::StagedStream;
using application::StoredCommand;
using application::StoreError;
using application::StoreErrorKind;

namespace {

// Nothing that this version knows about an event stands outside its columns.
constexpr std::string_view metadata = "{}";

bool isUniqueViolation(sqlite3* handle)
{
    const int code = sqlite3_extended_errcode(handle);
    return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID;
}

}  // namespace

Result<StoredCommand, StoreError> Journal::append(const CommandAppend& append)
{
    if (!m_isOpen || m_lost)
        return failure(m_lost.value_or(StoreError{StoreErrorKind::Broken, "No transaction is open.", 0, {}}));
    if (m_statements->savepoint.run() != SQLITE_DONE)
        return failure(failed("The journal cannot be written"));
    const Undo before = mark();
    auto written = write(append);
    if (written) {
        if (m_statements->release.run() == SQLITE_DONE)
            return written;
        written = failure(failed("The journal cannot be written"));
    }
    restore(before);
    // A failure such as a full disk may have ended the whole transaction: then there is no savepoint to go back to.
    if (m_connection->isInTransaction()
        && (m_statements->rollbackTo.run() != SQLITE_DONE || m_statements->release.run() != SQLITE_DONE)) {
        m_lost = failed("The journal cannot undo a command");
        m_isBroken = true;
    }
    return written;
}

Result<StoredCommand, StoreError> Journal::write(const CommandAppend& append)
{
    StoredCommand stored;
    stored.result = append.result;
    std::int64_t count = 0;
    for (const auto& stream : append.streams)
        count += static_cast<std::int64_t>(stream.events.size());
    if (count > 0) {
        stored.firstPosition = m_counters.position + 1;
        stored.lastPosition = m_counters.position + count;
    }
    if (auto done = writeCommand(append, stored); !done)
        return failure(done.error());
    std::size_t index = 0;
    for (const auto& stream : append.streams) {
        if (auto done = writeStream(append, stream, index); !done)
            return failure(done.error());
    }
    if (auto done = writeOutbox(append); !done)
        return failure(done.error());
    return stored;
}

Result<void, StoreError> Journal::writeCommand(const CommandAppend& append, const StoredCommand& stored)
{
    auto& insert = m_statements->insertCommand;
    insert.bindBlob(1, bytesOf(append.command.commandId));
    if (stored.firstPosition > 0) {
        insert.bindInteger(2, stored.firstPosition);
        insert.bindInteger(3, stored.lastPosition);
    } else {
        insert.bindNull(2);
        insert.bindNull(3);
    }
    insert.bindText(4, stored.result);
    insert.bindInteger(5, append.recordedAt.nanoseconds());
    if (insert.run() == SQLITE_DONE)
        return {};
    if (isUniqueViolation(m_connection->handle()))
        return failure(StoreError{StoreErrorKind::DuplicateCommand,
                                  "The command " + append.command.commandId.toString() + " was carried out before.", 0, {}});
    return failure(failed("The command cannot be recorded"));
}

StoreError Journal::conflictOf(const StagedStream& staged)
{
    StoreError error{StoreErrorKind::Conflict,
                     staged.stream.toString() + " is at version " + std::to_string(streamVersion(staged.stream)) + ", not "
                         + std::to_string(staged.expectedVersion) + '.', 0, {}};
    const auto read = readStream(staged.stream, staged.expectedVersion + 1,
                                 [&error](const application::RecordedEvent& event) { error.conflicting.push_back(event); });
    return read ? error : read.error();
}

Result<std::int64_t, StoreError> Journal::moveHead(const StagedStream& staged)
{
    const auto found = m_heads.find(staged.stream);
    const StreamHead before = found != m_heads.end() ? found->second : StreamHead{};
    if (before.version != staged.expectedVersion)
        return failure(conflictOf(staged));
    const bool isNew = before.number == 0;
    const StreamHead after{isNew ? m_counters.streamNumber + 1 : before.number,
                           before.version + static_cast<std::int64_t>(staged.events.size())};
    auto& statement = isNew ? m_statements->insertStream : m_statements->moveStream;
    statement.bindInteger(1, after.number);
    statement.bindInteger(2, after.version);
    if (isNew) {
        statement.bindBlob(3, bytesOf(staged.stream.id));
        statement.bindText(4, staged.stream.category);
    } else {
        statement.bindInteger(3, before.version);
    }
    if (statement.run() != SQLITE_DONE)
        return failure(failed("The stream's head cannot be moved"));
    if (sqlite3_changes(m_connection->handle()) != 1) {
        m_isBroken = true;
        return failure(StoreError{StoreErrorKind::Broken, "The head of " + staged.stream.toString() + " is not what it was.", 0, {}});
    }
    m_replacedHeads.push_back({staged.stream, isNew ? std::nullopt : std::optional(before)});
    m_heads[staged.stream] = after;
    m_counters.streamNumber = std::max(m_counters.streamNumber, after.number);
    return after.number;
}

Result<void, StoreError> Journal::writeStream(const CommandAppend& append, const StagedStream& staged, std::size_t& index)
{
    if (staged.events.empty())
        return {};
    const auto number = moveHead(staged);
    if (!number)
        return failure(number.error());
    m_streamText = staged.stream.toString();
    const std::int64_t firstPosition = m_counters.position + 1;
    std::int64_t version = staged.expectedVersion;
    for (const auto& event : staged.events) {
        if (auto done = writeEvent(append, event, *number, ++version, index++); !done)
            return done;
    }
    return writeProjections(staged, *number, firstPosition);
}

Result<std::int64_t, StoreError> Journal::typeNumber(std::string_view name)
{
    if (const auto found = m_types.find(name); found != m_types.end())
        return found->second;
    const std::int64_t number = m_counters.typeNumber + 1;
    m_statements->insertType.bindInteger(1, number);
    m_statements->insertType.bindText(2, name);
    if (m_statements->insertType.run() != SQLITE_DONE)
        return failure(failed("The event type cannot be recorded"));
    m_counters.typeNumber = number;
    m_types.emplace(name, number);
    m_addedTypes.push_back(name);
    return number;
}

Result<void, StoreError> Journal::writeEvent(const CommandAppend& append, const application::StagedEvent& staged,
                                             std::int64_t streamNumber, std::int64_t version, std::size_t index)
{
    const StoredType type = m_codec.encode(staged.event, m_payload);
    const auto number = typeNumber(type.name);
    if (!number)
        return failure(number.error());
    const Uuid eventId = eventIdOf(append.command.commandId, index);
    const std::int64_t position = m_counters.position + 1;
    const auto& command = append.command;
    const ChainedFields chained{position, m_streamText, version, type.name, type.version, staged.occurredAt.nanoseconds(),
                                append.recordedAt.nanoseconds(), bytesOf(eventId), bytesOf(command.commandId),
                                bytesOf(command.correlationId), bytesOf(command.causationId), command.actor, m_payload,
                                {}, metadata};
    const Sha256Digest hash = m_hasher.next(m_counters.hash, chained);
    auto& insert = m_statements->insertEvent;
    insert.bindInteger(1, position);
    insert.bindInteger(2, streamNumber);
    insert.bindInteger(3, version);
    insert.bindInteger(4, *number);
    insert.bindInteger(5, type.version);
    insert.bindInteger(6, chained.occurredAt);
    insert.bindInteger(7, chained.recordedAt);
    insert.bindBlob(8, chained.eventId);
    insert.bindBlob(9, chained.commandId);
    insert.bindBlob(10, chained.correlationId);
    insert.bindBlob(11, chained.causationId);
    insert.bindText(12, chained.actor);
    insert.bindText(13, chained.payload);
    insert.bindText(14, metadata);
    insert.bindBlob(15, bytesOf(hash));
    if (insert.run() != SQLITE_DONE)
        return failure(failed("An event cannot be written"));
    m_counters.position = position;
    m_counters.hash = hash;
    return {};
}

Result<void, StoreError> Journal::writeProjections(const StagedStream& staged, std::int64_t streamNumber,
                                                   std::int64_t firstPosition)
{
    if (m_projectionWriter == nullptr)
        return {};
    // A caller that keeps no states leaves the fold to the store.
    application::AggregateState folded;
    const application::AggregateState* after = staged.after;
    if (after == nullptr) {
        folded = application::emptyStateOf(staged.stream.category);
        const auto read = m_reader->readStream(streamNumber, 1, [&folded](const application::RecordedEvent& event) {
            folded = application::foldAny(std::move(folded), event.event);
        });
        if (!read)
            return read;
        after = &folded;
    }
    std::int64_t position = firstPosition;
    for (const auto& event : staged.events) {
        if (auto done = m_projectionWriter->writeFill(*after, event.event, position++); !done)
            return failure(failed(done.error().text));
    }
    auto done = m_projectionWriter->writeStream(streamNumber, *after, staged.events.front().occurredAt,
                                                staged.events.back().occurredAt, m_counters.position);
    if (!done)
        return failure(failed(done.error().text));
    return {};
}

Result<void, StoreError> Journal::writeOutbox(const CommandAppend& append)
{
    for (const auto& row : append.outboxInserts) {
        auto& insert = m_statements->insertOutbox;
        insert.bindInteger(1, m_counters.outboxId + 1);
        insert.bindBlob(2, bytesOf(append.command.commandId));
        insert.bindInteger(3, m_counters.position);
        insert.bindInteger(4, static_cast<std::int64_t>(row.kind));
        insert.bindText(5, row.account.text());
        insert.bindText(6, row.clientOrderId.text());
        insert.bindText(7, row.request.text());
        insert.bindText(8, row.payload);
        insert.bindInteger(9, static_cast<std::int64_t>(row.state));
        insert.bindInteger(10, row.attempts);
        insert.bindInteger(11, row.createdAt.nanoseconds());
        insert.bindText(12, row.error);
        if (insert.run() != SQLITE_DONE) {
            if (isUniqueViolation(m_connection->handle()))
                return failure(StoreError{StoreErrorKind::Conflict, "The request " + row.request.text() + " is in the outbox already.", 0, {}});
            return failure(failed("The outbox cannot be written"));
        }
        ++m_counters.outboxId;
    }
    for (const auto& update : append.outboxUpdates) {
        auto& statement = m_statements->updateOutbox;
        statement.bindText(1, update.request.text());
        statement.bindInteger(2, static_cast<std::int64_t>(update.state));
        statement.bindInteger(3, update.countAttempt ? 1 : 0);
        statement.bindText(4, update.error);
        if (statement.run() != SQLITE_DONE)
            return failure(failed("The outbox cannot be written"));
        if (sqlite3_changes(m_connection->handle()) != 1)
            return failure(StoreError{StoreErrorKind::Conflict, "The request " + update.request.text() + " is not in the outbox.", 0, {}});
    }
    return {};
}

}  // namespace tradecore::infrastructure
