#include "infrastructure/persistence/inline_rebuild.h"

#include "infrastructure/persistence/codec/chain_hash.h"
#include "infrastructure/persistence/journal_schema.h"

#include <sqlite3.h>
#include <utility>

namespace tradecore::infrastructure {

using application::RebuiltRows;
using application::StoreError;

namespace {

// Not "temp": names without a schema, as in the statements of the rows in use, would be found there first.
constexpr const char* schema = "rebuild";

bool isProjected(const std::string& category)
{
    return category == "order" || category == "position" || category == "account";
}

}  // namespace

InlineRebuild::InlineRebuild(SqliteConnection& connection, JournalReader& reader, NumberOf numberOf)
    : m_connection(connection), m_reader(reader), m_numberOf(std::move(numberOf))
{
}

InlineRebuild::~InlineRebuild()
{
    m_writer.reset();
    [[maybe_unused]] const auto dropped = m_connection.execute(std::string("DETACH ") + schema);
}

Result<std::unique_ptr<InlineRebuild>, StoreError> InlineRebuild::begin(SqliteConnection& connection, JournalReader& reader, NumberOf numberOf)
{
    if (auto attached = connection.execute(std::string("ATTACH ':memory:' AS ") + schema); !attached)
        return failure(attached.error());
    std::unique_ptr<InlineRebuild> rebuild(new InlineRebuild(connection, reader, std::move(numberOf)));
    if (auto started = rebuild->start(); !started)
        return failure(started.error());
    return rebuild;
}

Result<void, StoreError> InlineRebuild::start()
{
    if (auto made = m_connection.execute(projectionTablesSql(schema)); !made)
        return made;
    auto writer = ProjectionWriter::prepare(m_connection, schema);
    if (!writer)
        return failure(writer.error());
    m_writer = *std::move(writer);
    return {};
}

Result<void, StoreError> InlineRebuild::fold(const application::RecordedEvent& event)
{
    if (!isProjected(event.stream.category))
        return {};
    const auto [found, isNew] = m_streams.try_emplace(event.stream);
    Folded& stream = found->second;
    if (isNew) {
        stream.state = application::emptyStateOf(event.stream.category);
        stream.number = m_numberOf(event.stream);
        stream.firstAt = event.occurredAt;
    }
    if (stream.position <= m_pageBegan)
        m_touched.push_back(&stream);
    stream.state = application::foldAny(std::move(stream.state), event.event);
    stream.lastAt = event.occurredAt;
    stream.position = event.position;
    return m_writer->writeFill(stream.state, event.event, event.position);
}

Result<void, StoreError> InlineRebuild::readAndWrite(std::int64_t limit)
{
    Result<void, StoreError> done;
    m_touched.clear();
    m_pageBegan = m_position;
    const auto read = m_reader.readForward(m_position + 1, limit, [&](const application::RecordedEvent& event) {
        if (!done)
            return;
        done = fold(event);
        m_position = event.position;
    });
    if (!read)
        return read;
    for (const Folded* stream : m_touched) {
        if (done)
            done = m_writer->writeStream(stream->number, stream->state, stream->firstAt, stream->lastAt, stream->position);
    }
    return done;
}

// The private schema is in memory: its transaction syncs nothing.
Result<void, StoreError> InlineRebuild::page(std::int64_t limit)
{
    if (auto begun = m_connection.execute("BEGIN"); !begun)
        return begun;
    auto done = readAndWrite(limit);
    if (done)
        return m_connection.execute("COMMIT");
    [[maybe_unused]] const auto undone = m_connection.execute("ROLLBACK");
    return done;
}

Result<std::vector<RebuiltRows>, StoreError> InlineRebuild::flip(const application::StoreHead& head)
{
    std::vector<RebuiltRows> out;
    auto checkpoint = m_connection.prepare("INSERT OR REPLACE INTO main.projections(name, version, state, position, hash, effects_from) "
                                           "VALUES(?1,?2,'active',?3,?4,0)");
    if (!checkpoint)
        return failure(checkpoint.error());
    for (const auto name : projectionNames) {
        const std::string table = tableOf(name);
        const std::string made = std::string(schema) + '.' + table;
        const std::string used = "main." + table;
        const std::string key = name == "fills" ? "changed_at" : "stream";
        // Those that differ and those that nothing stands behind go; then what is missing comes.
        auto moved = m_connection.execute("DELETE FROM " + used + " WHERE " + key + " IN (SELECT " + key + " FROM (SELECT * FROM " + used
                                          + " EXCEPT SELECT * FROM " + made + "));INSERT INTO " + used + " SELECT * FROM " + made
                                          + " EXCEPT SELECT * FROM " + used + ';');
        if (!moved)
            return failure(moved.error());
        const auto rows = m_connection.queryInteger("SELECT count(*) FROM " + made);
        if (!rows)
            return failure(rows.error());
        checkpoint->bindText(1, name);
        checkpoint->bindInteger(2, projectionVersion);
        checkpoint->bindInteger(3, head.position);
        checkpoint->bindBlob(4, bytesOf(head.hash));
        if (checkpoint->run() != SQLITE_DONE)
            return failure(m_connection.lastError("A projection's checkpoint cannot be written"));
        out.push_back({std::string(name), m_position, *rows});
    }
    return out;
}

}  // namespace tradecore::infrastructure
