#include "infrastructure/persistence/chain_walk.h"

#include "infrastructure/persistence/journal_reader.h"

#include <algorithm>
#include <sqlite3.h>

namespace tradecore::infrastructure {

using application::StoreError;

namespace {

constexpr std::string_view walkSql =
    "SELECT e.position, s.category, s.stream_id, e.version, t.name, e.schema_version, e.occurred_at, e.recorded_at, e.event_id, "
    "e.command_id, e.correlation_id, e.causation_id, e.actor, e.payload, e.pii, e.metadata, e.hash, e.stream FROM events e "
    "LEFT JOIN streams s ON s.id=e.stream LEFT JOIN event_types t ON t.id=e.type WHERE e.position>=?1 ORDER BY e.position LIMIT ?2";

}  // namespace

std::optional<ChainFault> ChainWalk::check(const SqliteStatement& row, std::int64_t expected, Sha256Digest& previous)
{
    const std::int64_t position = row.integer(0);
    if (position != expected)
        return ChainFault{expected, "event " + std::to_string(expected) + " is missing"};
    if (row.isNull(1))
        return ChainFault{position, "its stream is missing"};
    if (row.isNull(4))
        return ChainFault{position, "its type is missing"};
    const auto streamId = uuidOf(row.blob(2));
    if (!streamId)
        return ChainFault{position, "the id of its stream is damaged"};
    if (!row.isNull(14))
        return ChainFault{position, "it has protected fields, which this version does not write"};
    m_stream.assign(row.text(1));
    m_stream += '-';
    m_stream += streamId->toString();
    const ChainedFields fields{position, m_stream, row.integer(3), row.text(4), row.integer(5), row.integer(6), row.integer(7),
                               row.blob(8), row.blob(9), row.blob(10), row.blob(11), row.text(12), row.text(13), {}, row.text(15)};
    const Sha256Digest hash = m_hasher.next(previous, fields);
    if (row.blob(16) != bytesOf(hash))
        return ChainFault{position, "the event does not match its hash in the chain"};
    previous = hash;
    return std::nullopt;
}

Result<std::optional<ChainFault>, StoreError> ChainWalk::walk(std::int64_t fromPosition, const Sha256Digest& previous,
                                                              const Visitor& visit, std::int64_t limit)
{
    auto statement = m_connection.prepare(walkSql);
    if (!statement)
        return failure(statement.error());
    statement->bindInteger(1, fromPosition);
    statement->bindInteger(2, limit);
    Sha256Digest running = previous;
    std::int64_t expected = fromPosition;
    int outcome = SQLITE_DONE;
    while ((outcome = statement->step()) == SQLITE_ROW) {
        if (auto fault = check(*statement, expected, running))
            return fault;
        if (visit)
            visit({expected, statement->integer(17), statement->integer(3), statement->blob(9), running});
        ++expected;
    }
    if (outcome != SQLITE_DONE) {
        StoreError error = m_connection.lastError("The journal cannot be read");
        error.position = expected;
        return failure(std::move(error));
    }
    return std::optional<ChainFault>();
}

}  // namespace tradecore::infrastructure
