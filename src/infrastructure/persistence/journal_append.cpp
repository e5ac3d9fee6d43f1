// The append path of Journal: one command, all or nothing. Everything that can refuse a command is judged before its first
// write, so no savepoint is needed: a write that fails all the same (a full disk, a broken file) loses the whole transaction.
#include "application/bus/aggregate_states.h"
#include "infrastructure/persistence/journal.h"
#include "infrastructure/persistence/journal_statements.h"

#include <algorithm>
#include <sqlite3.h>

namespace tradecore::infrastructure {

using application::CommandAppend;
using application::OutboxRow;
using application::StagedStream;
using application::StoredCommand;
using application::StoreError;
using application::StoreErrorKind;

namespace {

// Nothing that this version knows about an event stands outside its columns.
constexpr std::string_view metadata = "{}";

bool isOpen(application::OutboxState state)
{
    return state != application::OutboxState::Done && state != application::OutboxState::Dead;
}

void bindUpdate(SqliteStatement& statement, std::int64_t id, const application::OutboxUpdate& update)
{
    statement.bindInteger(1, id);
    statement.bindInteger(2, static_cast<std::int64_t>(update.state));
    statement.bindInteger(3, update.countAttempt ? 1 : 0);
    statement.bindText(4, update.error);
}

}  // namespace

Result<StoredCommand, StoreError> Journal::append(const CommandAppend& append)
{
    if (!m_isOpen || m_lost)
        return failure(m_lost.value_or(StoreError{StoreErrorKind::Broken, "No transaction is open.", 0, {}}));
    if (auto good = judge(append); !good)
        return failure(good.error());
    auto written = write(append);
    if (!written && !m_lost)
        m_lost = written.error();
    return written;
}

Result<void, StoreError> Journal::judge(const CommandAppend& append)
{
    const Uuid& id = append.command.commandId;
    if (m_absentCommand != id) {
        const auto known = findCommand(id);
        if (!known)
            return failure(known.error());
        if (known->has_value())
            return failure(StoreError{StoreErrorKind::DuplicateCommand,
                                      "The command " + id.toString() + " was carried out before.", 0, {}});
    }
    if (auto good = judgeVersions(append); !good)
        return good;
    return judgeRequests(append);
}

Result<void, StoreError> Journal::judgeVersions(const CommandAppend& append)
{
    for (std::size_t i = 0; i < append.streams.size(); ++i) {
        const StagedStream& staged = append.streams[i];
        std::int64_t version = streamVersion(staged.stream);
        for (const auto& earlier : append.streams.first(i)) {
            if (earlier.stream == staged.stream)
                version += static_cast<std::int64_t>(earlier.events.size());
        }
        if (version != staged.expectedVersion)
            return failure(conflictOf(staged));
    }
    return {};
}

Result<std::int64_t, StoreError> Journal::doneRequest(const std::string& request)
{
    const StatementScope scope(m_statements->findDone);
    m_statements->findDone.bindText(1, request);
    const int outcome = m_statements->findDone.step();
    if (outcome == SQLITE_ROW)
        return m_statements->findDone.integer(0);
    if (outcome == SQLITE_DONE)
        return 0;
    return failure(failed("The outbox cannot be read"));
}

Result<void, StoreError> Journal::judgeRequests(const CommandAppend& append)
{
    const auto& inserts = append.outboxInserts;
    for (std::size_t i = 0; i < inserts.size(); ++i) {
        const std::string& request = inserts[i].request.text();
        const auto done = doneRequest(request);
        if (!done)
            return failure(done.error());
        bool taken = *done != 0 || m_openRequests.contains(request);
        for (const auto& earlier : inserts.first(i))
            taken = taken || earlier.request == inserts[i].request;
        if (taken)
            return failure(StoreError{StoreErrorKind::Conflict, "The request " + request + " is in the outbox already.", 0, {}});
    }
    for (const auto& update : append.outboxUpdates) {
        const std::string& request = update.request.text();
        const bool isNew = std::ranges::any_of(inserts, [&update](const auto& row) { return row.request == update.request; });
        if (isNew || m_openRequests.contains(request))
            continue;
        const auto done = doneRequest(request);
        if (!done)
            return failure(done.error());
        if (*done == 0)
            return failure(StoreError{StoreErrorKind::Conflict, "The request " + request + " is not in the outbox.", 0, {}});
    }
    return {};
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
    const std::int64_t sequence = m_counters.commandSequence + 1;
    insert.bindInteger(1, sequence);
    insert.bindBlob(2, bytesOf(append.command.commandId));
    if (stored.firstPosition > 0) {
        insert.bindInteger(3, stored.firstPosition);
        insert.bindInteger(4, stored.lastPosition);
    } else {
        insert.bindNull(3);
        insert.bindNull(4);
    }
    insert.bindText(5, stored.result);
    insert.bindInteger(6, append.recordedAt.nanoseconds());
    if (insert.run() != SQLITE_DONE)
        return failure(failed("The command cannot be recorded"));
    m_counters.commandSequence = sequence;
    m_recentCommands.emplace(append.command.commandId, RecentCommand{sequence, stored});
    m_addedCommands.push_back(append.command.commandId);
    m_absentCommand.reset();
    return {};
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
    if (found != m_heads.end())
        found->second = after;
    else
        m_heads.emplace(staged.stream, after);
    m_counters.streamNumber = std::max(m_counters.streamNumber, after.number);
    noteSnapshotDue(staged.stream, before.version, after.version);
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
        if (auto done = insertRequest(append, row); !done)
            return done;
    }
    for (const auto& update : append.outboxUpdates) {
        if (auto done = updateRequest(update); !done)
            return done;
    }
    return {};
}

void Journal::setOpenRequest(const std::string& request, std::int64_t id)
{
    const auto found = m_openRequests.find(request);
    m_replacedRequests.push_back({request, found != m_openRequests.end() ? found->second : 0});
    if (id == 0)
        m_openRequests.erase(found);
    else if (found == m_openRequests.end())
        m_openRequests.emplace(request, id);
}

Result<void, StoreError> Journal::insertRequest(const CommandAppend& append, const OutboxRow& row)
{
    // A row is born open: what is done at once was never to be sent.
    auto& insert = m_statements->insertOutbox;
    const std::int64_t id = m_counters.outboxId + 1;
    insert.bindInteger(1, id);
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
    if (insert.run() != SQLITE_DONE)
        return failure(failed("The outbox cannot be written"));
    m_counters.outboxId = id;
    setOpenRequest(row.request.text(), id);
    if (isOpen(row.state))
        return {};
    return updateRequest({row.request, row.state, false, row.error});
}

bool Journal::moveRequest(SqliteStatement& insert, SqliteStatement& remove, std::int64_t id, const application::OutboxUpdate& update)
{
    bindUpdate(insert, id, update);
    remove.bindInteger(1, id);
    return insert.run() == SQLITE_DONE && remove.run() == SQLITE_DONE;
}

Result<void, StoreError> Journal::updateRequest(const application::OutboxUpdate& update)
{
    Statements& s = *m_statements;
    const std::string& request = update.request.text();
    const auto open = m_openRequests.find(request);
    bool done = false;
    if (open != m_openRequests.end() && isOpen(update.state)) {
        bindUpdate(s.updateOutbox, open->second, update);
        done = s.updateOutbox.run() == SQLITE_DONE && sqlite3_changes(m_connection->handle()) == 1;
    } else if (open != m_openRequests.end()) {
        done = moveRequest(s.closeOutbox, s.deleteOutbox, open->second, update);
        setOpenRequest(request, 0);
    } else {
        const auto id = doneRequest(request);
        if (!id)
            return failure(id.error());
        if (isOpen(update.state)) {
            done = moveRequest(s.reopenDone, s.deleteDone, *id, update);
            setOpenRequest(request, *id);
        } else {
            bindUpdate(s.updateDone, *id, update);
            done = s.updateDone.run() == SQLITE_DONE;
        }
    }
    if (!done)
        return failure(failed("The outbox cannot be written"));
    return {};
}

}  // namespace tradecore::infrastructure
