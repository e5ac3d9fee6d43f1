#include "infrastructure/persistence/journal_reader.h"

#include "infrastructure/persistence/codec/chain_hash.h"

#include <algorithm>
#include <cstring>
#include <sqlite3.h>
#include <string>

namespace tradecore::infrastructure {

using application::OutboxRow;
using application::OutboxState;
using application::RecordedEvent;
using application::StoredCommand;
using application::StoreError;
using application::StoreErrorKind;
using application::StoreHead;

namespace {

constexpr std::string_view eventColumns =
    "SELECT e.position, s.category, s.stream_id, e.version, t.name, e.schema_version, e.occurred_at, e.recorded_at, e.event_id, "
    "e.command_id, e.correlation_id, e.causation_id, e.actor, e.payload, e.hash FROM events e "
    "LEFT JOIN streams s ON s.id=e.stream LEFT JOIN event_types t ON t.id=e.type ";

StoreError corruptAt(std::int64_t position, const std::string& why)
{
    return {StoreErrorKind::Corrupt, "The journal is damaged at event " + std::to_string(position) + ": " + why, position, {}};
}

std::optional<application::OutboxKind> outboxKindOf(std::int64_t value)
{
    for (const auto kind : {application::OutboxKind::Submit, application::OutboxKind::Cancel, application::OutboxKind::Replace}) {
        if (static_cast<std::int64_t>(kind) == value)
            return kind;
    }
    return std::nullopt;
}

std::optional<OutboxState> outboxStateOf(std::int64_t value)
{
    for (const auto state : {OutboxState::Ready, OutboxState::Sending, OutboxState::Done, OutboxState::Unknown, OutboxState::Dead}) {
        if (static_cast<std::int64_t>(state) == value)
            return state;
    }
    return std::nullopt;
}

std::string outboxSql(std::span<const OutboxState> states)
{
    std::string list;
    bool open = !states.empty();
    for (const auto state : states) {
        list += (list.empty() ? "" : ",") + std::to_string(static_cast<int>(state));
        open = open && state != OutboxState::Done && state != OutboxState::Dead;
    }
    const std::string columns = "SELECT id, kind, account, client_order_id, request, payload, state, attempts, created_at, error FROM ";
    const std::string chosen = " WHERE state IN (" + list + ")";
    return columns + "outbox" + chosen + (open ? "" : " UNION ALL " + columns + "outbox_done" + chosen) + " ORDER BY id";
}

}  // namespace

std::optional<Uuid> uuidOf(std::string_view bytes)
{
    Uuid::Bytes out{};
    if (bytes.size() != out.size())
        return std::nullopt;
    std::memcpy(out.data(), bytes.data(), out.size());
    return Uuid::fromBytes(out);
}

Result<std::unique_ptr<JournalReader>, StoreError> JournalReader::prepare(SqliteConnection& connection)
{
    std::unique_ptr<JournalReader> reader(new JournalReader(connection));
    const auto forward = std::string(eventColumns) + "WHERE e.position>=?1 ORDER BY e.position LIMIT ?2";
    const auto stream = std::string(eventColumns) + "WHERE e.stream=?1 AND e.version>=?2 ORDER BY e.version LIMIT ?3";
    const std::pair<SqliteStatement*, std::string> wanted[] = {
        {&reader->m_forward, forward},
        {&reader->m_stream, stream},
        {&reader->m_settledCommand, "SELECT first_position, last_position, result FROM commands WHERE command_id=?1"},
        {&reader->m_recentCommand, "SELECT first_position, last_position, result FROM commands_recent WHERE command_id=?1"},
        {&reader->m_listener, "SELECT position FROM listeners WHERE name=?1"},
        {&reader->m_findStream, "SELECT id, version FROM streams WHERE stream_id=?1 AND category=?2"},
        {&reader->m_head, "SELECT position, hash FROM events ORDER BY position DESC LIMIT 1"}};
    for (const auto& [statement, sql] : wanted) {
        auto prepared = connection.prepare(sql);
        if (!prepared)
            return failure(prepared.error());
        *statement = *std::move(prepared);
    }
    return reader;
}

Result<RecordedEvent, StoreError> JournalReader::eventOf(const SqliteStatement& row)
{
    RecordedEvent event;
    event.position = row.integer(0);
    if (row.isNull(1) || row.isNull(4))
        return failure(corruptAt(event.position, "its stream or its type is missing."));
    const auto streamId = uuidOf(row.blob(2));
    const auto eventId = uuidOf(row.blob(8));
    const auto commandId = uuidOf(row.blob(9));
    const auto correlationId = uuidOf(row.blob(10));
    const auto causationId = uuidOf(row.blob(11));
    const std::string_view hash = row.blob(14);
    if (!streamId || !eventId || !commandId || !correlationId || !causationId || hash.size() != event.hash.size())
        return failure(corruptAt(event.position, "an id or its hash has the wrong length."));
    event.stream = {std::string(row.text(1)), *streamId};
    event.version = row.integer(3);
    event.eventId = *eventId;
    event.typeName = row.text(4);
    event.typeVersion = static_cast<int>(row.integer(5));
    event.occurredAt = Timestamp::fromNanoseconds(row.integer(6));
    event.recordedAt = Timestamp::fromNanoseconds(row.integer(7));
    event.command = {*commandId, *correlationId, *causationId, std::string(row.text(12))};
    event.payload = row.text(13);
    std::memcpy(event.hash.data(), hash.data(), hash.size());
    auto decoded = m_codec.decode(event.typeName, event.typeVersion, event.payload);
    if (!decoded)
        return failure(StoreError{StoreErrorKind::UnknownEvent,
                                  "Event " + std::to_string(event.position) + ": " + decoded.error() + '.', event.position, {}});
    event.event = *std::move(decoded);
    return event;
}

Result<void, StoreError> JournalReader::readPage(SqliteStatement& statement, std::vector<RecordedEvent>& page)
{
    const StatementScope scope(statement);
    page.clear();
    int outcome = SQLITE_DONE;
    while ((outcome = statement.step()) == SQLITE_ROW) {
        auto event = eventOf(statement);
        if (!event)
            return failure(event.error());
        page.push_back(*std::move(event));
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection.lastError("The journal cannot be read"));
    return {};
}

Result<void, StoreError> JournalReader::readForward(std::int64_t fromPosition, std::int64_t limit,
                                                    const application::EventVisitor& visit)
{
    std::vector<RecordedEvent> page;
    std::int64_t next = std::max<std::int64_t>(fromPosition, 1);
    while (limit > 0) {
        const std::int64_t wanted = std::min(limit, pageSize);
        m_forward.bindInteger(1, next);
        m_forward.bindInteger(2, wanted);
        const auto read = readPage(m_forward, page);
        // What was read before the damage is good: it is given before the error.
        for (const auto& event : page) {
            if (event.position != next)
                return failure(corruptAt(next, "the event is missing."));
            ++next;
            visit(event);
        }
        if (!read)
            return read;
        if (static_cast<std::int64_t>(page.size()) < wanted)
            return {};
        limit -= wanted;
    }
    return {};
}

Result<void, StoreError> JournalReader::readStream(std::int64_t streamNumber, std::int64_t fromVersion,
                                                   const application::EventVisitor& visit)
{
    std::vector<RecordedEvent> page;
    std::int64_t next = std::max<std::int64_t>(fromVersion, 1);
    for (;;) {
        m_stream.bindInteger(1, streamNumber);
        m_stream.bindInteger(2, next);
        m_stream.bindInteger(3, pageSize);
        const auto read = readPage(m_stream, page);
        for (const auto& event : page) {
            if (event.version != next)
                return failure(corruptAt(event.position, "version " + std::to_string(next) + " of its stream is missing."));
            ++next;
            visit(event);
        }
        if (!read || static_cast<std::int64_t>(page.size()) < pageSize)
            return read;
    }
}

Result<std::optional<StoredCommand>, StoreError> JournalReader::commandFrom(SqliteStatement& statement, const Uuid& commandId)
{
    const StatementScope scope(statement);
    statement.bindBlob(1, bytesOf(commandId));
    const int outcome = statement.step();
    if (outcome == SQLITE_DONE)
        return std::optional<StoredCommand>();
    if (outcome != SQLITE_ROW)
        return failure(m_connection.lastError("The journal cannot be read"));
    return std::optional(StoredCommand{statement.integer(0), statement.integer(1), std::string(statement.text(2))});
}

Result<std::optional<StoredCommand>, StoreError> JournalReader::findSettledCommand(const Uuid& commandId)
{
    return commandFrom(m_settledCommand, commandId);
}

Result<std::optional<StoredCommand>, StoreError> JournalReader::findCommand(const Uuid& commandId)
{
    auto found = commandFrom(m_settledCommand, commandId);
    return found && !found->has_value() ? commandFrom(m_recentCommand, commandId) : found;
}

Result<std::vector<OutboxRow>, StoreError> JournalReader::outbox(std::span<const OutboxState> states)
{
    auto statement = m_connection.prepare(outboxSql(states));
    if (!statement)
        return failure(statement.error());
    std::vector<OutboxRow> rows;
    int outcome = SQLITE_DONE;
    while ((outcome = statement->step()) == SQLITE_ROW) {
        const auto kind = outboxKindOf(statement->integer(1));
        const auto state = outboxStateOf(statement->integer(6));
        if (!kind || !state)
            return failure(StoreError{StoreErrorKind::Corrupt,
                                      "Row " + std::to_string(statement->integer(0)) + " of the outbox is damaged.", 0, {}});
        rows.push_back({statement->integer(0), *kind, domain::AccountId(statement->text(2)),
                        domain::ClientOrderId(statement->text(3)), domain::RequestId(statement->text(4)),
                        std::string(statement->text(5)), *state, static_cast<int>(statement->integer(7)),
                        Timestamp::fromNanoseconds(statement->integer(8)), std::string(statement->text(9))});
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection.lastError("The outbox cannot be read"));
    return rows;
}

Result<std::int64_t, StoreError> JournalReader::listenerPosition(const std::string& name)
{
    const StatementScope scope(m_listener);
    m_listener.bindText(1, name);
    const int outcome = m_listener.step();
    if (outcome == SQLITE_ROW)
        return m_listener.integer(0);
    if (outcome == SQLITE_DONE)
        return 0;
    return failure(m_connection.lastError("The journal cannot be read"));
}

Result<std::optional<StreamHead>, StoreError> JournalReader::findStream(const application::StreamId& stream)
{
    const StatementScope scope(m_findStream);
    m_findStream.bindBlob(1, bytesOf(stream.id));
    m_findStream.bindText(2, stream.category);
    const int outcome = m_findStream.step();
    if (outcome == SQLITE_ROW)
        return std::optional(StreamHead{m_findStream.integer(0), m_findStream.integer(1)});
    if (outcome == SQLITE_DONE)
        return std::optional<StreamHead>();
    return failure(m_connection.lastError("The journal cannot be read"));
}

Result<std::unordered_map<application::StreamId, std::int64_t>, StoreError> JournalReader::streamNumbers()
{
    auto statement = m_connection.prepare("SELECT id, category, stream_id FROM streams");
    if (!statement)
        return failure(statement.error());
    std::unordered_map<application::StreamId, std::int64_t> numbers;
    int outcome = SQLITE_DONE;
    while ((outcome = statement->step()) == SQLITE_ROW) {
        if (const auto id = uuidOf(statement->blob(2)))
            numbers.emplace(application::StreamId{std::string(statement->text(1)), *id}, statement->integer(0));
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection.lastError("The streams cannot be read"));
    return numbers;
}

Result<StoreHead, StoreError> JournalReader::head()
{
    const StatementScope scope(m_head);
    const int outcome = m_head.step();
    if (outcome == SQLITE_DONE)
        return StoreHead{};
    if (outcome != SQLITE_ROW)
        return failure(m_connection.lastError("The journal cannot be read"));
    StoreHead head{m_head.integer(0), {}};
    const std::string_view hash = m_head.blob(1);
    if (hash.size() != head.hash.size())
        return failure(corruptAt(head.position, "its hash has the wrong length."));
    std::memcpy(head.hash.data(), hash.data(), hash.size());
    return head;
}

}  // namespace tradecore::infrastructure
