#include "infrastructure/persistence/journal_reader.h"

#include "infrastructure/persistence/codec/chain_hash.h"

#include <algorithm>
#include <cstring>
#include <sqlite3.h>
#include <string>
#include <utility>

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
    "e.position, e.version, e.type, e.schema_version, e.occurred_at, e.recorded_at, e.event_id, e.command_id, e.correlation_id, "
    "e.causation_id, e.actor, e.payload, e.hash";
constexpr int categoryColumn = 13;   // of a forward read

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
    const std::string columns(eventColumns);
    const auto forward = "SELECT " + columns + ", s.category, s.stream_id FROM events e LEFT JOIN streams s ON s.id=e.stream "
        "WHERE e.position>=?1 ORDER BY e.position LIMIT ?2";
    const auto stream = "SELECT " + columns + " FROM events e WHERE e.stream=?1 AND e.version>=?2 ORDER BY e.version LIMIT ?3";
    const std::pair<SqliteStatement*, std::string> wanted[] = {
        {&reader->m_forward, forward},
        {&reader->m_stream, stream},
        {&reader->m_settledCommand, "SELECT first_position, last_position, result FROM commands WHERE command_id=?1"},
        {&reader->m_recentCommand, "SELECT first_position, last_position, result FROM commands_recent WHERE command_id=?1"},
        {&reader->m_listener, "SELECT position FROM listeners WHERE name=?1"},
        {&reader->m_streamName, "SELECT category, stream_id FROM streams WHERE id=?1"},
        {&reader->m_typeName, "SELECT name FROM event_types WHERE id=?1"},
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

std::string_view JournalReader::typeName(std::int64_t number)
{
    constexpr std::int64_t mostTypes = 4096;
    if (number < 0 || number > mostTypes)
        return {};
    const auto index = static_cast<std::size_t>(number);
    if (index < m_typeNames.size() && !m_typeNames[index].empty())
        return m_typeNames[index];
    const StatementScope scope(m_typeName);
    m_typeName.bindInteger(1, number);
    if (m_typeName.step() != SQLITE_ROW)
        return {};
    if (m_typeNames.size() <= index)
        m_typeNames.resize(index + 1);
    m_typeNames[index] = m_typeName.text(0);
    return m_typeNames[index];
}

Result<application::StreamId, StoreError> JournalReader::streamName(std::int64_t number)
{
    const StatementScope scope(m_streamName);
    m_streamName.bindInteger(1, number);
    const int outcome = m_streamName.step();
    const auto id = outcome == SQLITE_ROW ? uuidOf(m_streamName.blob(1)) : std::nullopt;
    if (id)
        return application::StreamId{std::string(m_streamName.text(0)), *id};
    if (outcome == SQLITE_ROW || outcome == SQLITE_DONE)
        return failure(StoreError{StoreErrorKind::Corrupt, "The journal is damaged: a stream is missing or its id is damaged.", 0, {}});
    return failure(m_connection.lastError("The journal cannot be read"));
}

Result<void, StoreError> JournalReader::readEvent(const SqliteStatement& row, const application::StreamId* stream, RecordedEvent& event)
{
    event.position = row.integer(0);
    const std::string_view type = typeName(row.integer(2));
    if (type.empty() || (stream == nullptr && row.isNull(categoryColumn)))
        return failure(corruptAt(event.position, "its stream or its type is missing."));
    const auto streamId = stream != nullptr ? std::optional(stream->id) : uuidOf(row.blob(categoryColumn + 1));
    const auto eventId = uuidOf(row.blob(6));
    const auto commandId = uuidOf(row.blob(7));
    const auto correlationId = uuidOf(row.blob(8));
    const auto causationId = uuidOf(row.blob(9));
    const std::string_view hash = row.blob(12);
    if (!streamId || !eventId || !commandId || !correlationId || !causationId || hash.size() != event.hash.size())
        return failure(corruptAt(event.position, "an id or its hash has the wrong length."));
    event.stream.category = stream != nullptr ? std::string_view(stream->category) : row.text(categoryColumn);
    event.stream.id = *streamId;
    event.version = row.integer(1);
    event.eventId = *eventId;
    event.typeName = type;
    event.typeVersion = static_cast<int>(row.integer(3));
    event.occurredAt = Timestamp::fromNanoseconds(row.integer(4));
    event.recordedAt = Timestamp::fromNanoseconds(row.integer(5));
    event.command.commandId = *commandId;
    event.command.correlationId = *correlationId;
    event.command.causationId = *causationId;
    event.command.actor = row.text(10);
    event.payload = row.text(11);
    std::memcpy(event.hash.data(), hash.data(), hash.size());
    auto decoded = m_codec.decode(event.typeName, event.typeVersion, event.payload);
    if (!decoded)
        return failure(StoreError{StoreErrorKind::UnknownEvent,
                                  "Event " + std::to_string(event.position) + ": " + decoded.error() + '.', event.position, {}});
    event.event = *std::move(decoded);
    return {};
}

Result<void, StoreError> JournalReader::readPage(SqliteStatement& statement, const application::StreamId* stream, Page& page)
{
    const StatementScope scope(statement);
    page.count = 0;
    int outcome = SQLITE_DONE;
    while ((outcome = statement.step()) == SQLITE_ROW) {
        if (page.count == page.events.size())
            page.events.emplace_back();
        if (auto read = readEvent(statement, stream, page.events[page.count]); !read)
            return read;
        ++page.count;
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection.lastError("The journal cannot be read"));
    return {};
}

Result<void, StoreError> JournalReader::readForward(std::int64_t fromPosition, std::int64_t limit,
                                                    const application::EventVisitor& visit)
{
    Page page = std::exchange(m_page, {});
    std::int64_t next = std::max<std::int64_t>(fromPosition, 1);
    Result<void, StoreError> done;
    while (limit > 0) {
        const std::int64_t wanted = std::min(limit, pageSize);
        m_forward.bindInteger(1, next);
        m_forward.bindInteger(2, wanted);
        done = readPage(m_forward, nullptr, page);
        // What was read before the damage is good: it is given before the error.
        for (std::size_t i = 0; i < page.count; ++i) {
            if (page.events[i].position != next)
                return failure(corruptAt(next, "the event is missing."));
            ++next;
            visit(page.events[i]);
        }
        if (!done || static_cast<std::int64_t>(page.count) < wanted)
            break;
        limit -= wanted;
    }
    m_page = std::move(page);
    return done;
}

Result<void, StoreError> JournalReader::readStream(std::int64_t streamNumber, std::int64_t fromVersion,
                                                   const application::EventVisitor& visit)
{
    const auto stream = streamName(streamNumber);
    if (!stream)
        return failure(stream.error());
    Page page = std::exchange(m_page, {});
    std::int64_t next = std::max<std::int64_t>(fromVersion, 1);
    Result<void, StoreError> done;
    do {
        m_stream.bindInteger(1, streamNumber);
        m_stream.bindInteger(2, next);
        m_stream.bindInteger(3, pageSize);
        done = readPage(m_stream, &*stream, page);
        for (std::size_t i = 0; i < page.count; ++i) {
            const RecordedEvent& event = page.events[i];
            if (event.version != next)
                return failure(corruptAt(event.position, "version " + std::to_string(next) + " of its stream is missing."));
            ++next;
            visit(event);
        }
    } while (done && static_cast<std::int64_t>(page.count) == pageSize);
    m_page = std::move(page);
    return done;
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
