#include "infrastructure/persistence/projection_reader.h"

#include "infrastructure/persistence/journal_reader.h"

#include <sqlite3.h>
#include <string>

namespace tradecore::infrastructure {

using application::AccountRow;
using application::FillRow;
using application::OrderRow;
using application::PositionRow;
using application::StoreError;
using application::StoreErrorKind;

namespace {

template <typename Id>
void bindOptional(SqliteStatement& statement, int parameter, const std::optional<Id>& id)
{
    if (id)
        statement.bindText(parameter, id->text());
    else
        statement.bindNull(parameter);
}

template <typename Row>
bool takeStream(const SqliteStatement& statement, int category, int id, Row& row)
{
    const auto streamId = uuidOf(statement.blob(id));
    if (streamId)
        row.stream = {std::string(statement.text(category)), *streamId};
    return streamId.has_value();
}

}  // namespace

Result<std::unique_ptr<ProjectionReader>, StoreError> ProjectionReader::prepare(SqliteConnection& connection)
{
    std::unique_ptr<ProjectionReader> reader(new ProjectionReader(connection));
    const std::string orders =
        "SELECT r.row, r.submitted_at, r.updated_at, r.changed_at, s.category, s.stream_id FROM rm_orders_v1 r "
        "LEFT JOIN streams s ON s.id=r.stream WHERE ";
    const std::string chosen =
        "r.changed_at>?1 AND (?2 IS NULL OR r.account=?2) "
        "AND (?3 IS NULL OR r.instrument=?3) AND (?4 IS NULL OR r.client_order_id=?4)";
    const std::string states = " r LEFT JOIN streams s ON s.id=r.stream WHERE r.changed_at>?1 ORDER BY r.changed_at";
    const std::pair<SqliteStatement*, std::string> wanted[] = {
        {&reader->m_orders, orders + chosen + " ORDER BY r.changed_at"},
        // What changed lately are the streams of the newest events: the view itself needs no index on its changes.
        {&reader->m_changedOrders,
         orders + "r.stream IN (SELECT stream FROM events WHERE position>?1) AND " + chosen + " ORDER BY r.changed_at"},
        {&reader->m_openOrders, orders + "r.is_open=1 AND " + chosen + " ORDER BY r.changed_at"},
        {&reader->m_head, "SELECT max(position) FROM events"},
        {&reader->m_fills,
         "SELECT row, changed_at FROM rm_fills_v1 WHERE changed_at>?1 AND (?2 IS NULL OR account=?2) "
         "AND (?3 IS NULL OR client_order_id=?3) ORDER BY changed_at"},
        {&reader->m_positions, "SELECT r.row, r.changed_at, s.category, s.stream_id FROM rm_positions_v1" + states},
        {&reader->m_accounts, "SELECT r.row, r.changed_at, s.category, s.stream_id FROM rm_accounts_v1" + states}};
    for (const auto& [statement, sql] : wanted) {
        auto prepared = connection.prepare(sql);
        if (!prepared)
            return failure(prepared.error());
        *statement = *std::move(prepared);
    }
    return reader;
}

StoreError ProjectionReader::damaged(const char* projection, std::int64_t position) const
{
    return {StoreErrorKind::Corrupt,
            m_connection.path() + ": a row of the view \"" + projection + "\" does not read; the view must be rebuilt.", position, {}};
}

Result<bool, StoreError> ProjectionReader::isLate(std::int64_t changedAfter)
{
    constexpr std::int64_t lateEvents = 10'000;
    const StatementScope scope(m_head);
    if (m_head.step() != SQLITE_ROW)
        return failure(m_connection.lastError("The orders cannot be read"));
    return changedAfter > 0 && m_head.integer(0) - changedAfter <= lateEvents;
}

Result<std::vector<OrderRow>, StoreError> ProjectionReader::orders(const application::OrderFilter& filter)
{
    const auto fromEvents = isLate(filter.changedAfter);
    if (!fromEvents)
        return failure(fromEvents.error());
    SqliteStatement& statement = filter.openOnly ? m_openOrders : *fromEvents ? m_changedOrders : m_orders;
    const StatementScope scope(statement);
    const std::string instrument = filter.instrument ? filter.instrument->toString() : std::string();
    statement.bindInteger(1, filter.changedAfter);
    bindOptional(statement, 2, filter.account);
    if (filter.instrument)
        statement.bindText(3, instrument);
    else
        statement.bindNull(3);
    bindOptional(statement, 4, filter.clientOrderId);
    std::vector<OrderRow> rows;
    int outcome = SQLITE_DONE;
    while ((outcome = statement.step()) == SQLITE_ROW) {
        OrderRow& row = rows.emplace_back();
        row.changedAt = statement.integer(3);
        if (!m_rows.read(statement.text(0), row) || !takeStream(statement, 4, 5, row))
            return failure(damaged("orders", row.changedAt));
        row.submittedAt = Timestamp::fromNanoseconds(statement.integer(1));
        row.updatedAt = Timestamp::fromNanoseconds(statement.integer(2));
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection.lastError("The orders cannot be read"));
    return rows;
}

Result<std::vector<FillRow>, StoreError> ProjectionReader::fills(const application::FillFilter& filter)
{
    const StatementScope scope(m_fills);
    m_fills.bindInteger(1, filter.changedAfter);
    bindOptional(m_fills, 2, filter.account);
    bindOptional(m_fills, 3, filter.clientOrderId);
    std::vector<FillRow> rows;
    int outcome = SQLITE_DONE;
    while ((outcome = m_fills.step()) == SQLITE_ROW) {
        FillRow& row = rows.emplace_back();
        row.changedAt = m_fills.integer(1);
        if (!m_rows.read(m_fills.text(0), row))
            return failure(damaged("fills", row.changedAt));
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection.lastError("The fills cannot be read"));
    return rows;
}

Result<std::vector<PositionRow>, StoreError> ProjectionReader::positions(std::int64_t changedAfter)
{
    const StatementScope scope(m_positions);
    m_positions.bindInteger(1, changedAfter);
    std::vector<PositionRow> rows;
    int outcome = SQLITE_DONE;
    while ((outcome = m_positions.step()) == SQLITE_ROW) {
        PositionRow& row = rows.emplace_back();
        row.changedAt = m_positions.integer(1);
        if (!m_rows.read(m_positions.text(0), row.state) || !takeStream(m_positions, 2, 3, row))
            return failure(damaged("positions", row.changedAt));
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection.lastError("The positions cannot be read"));
    return rows;
}

Result<std::vector<AccountRow>, StoreError> ProjectionReader::accounts(std::int64_t changedAfter)
{
    const StatementScope scope(m_accounts);
    m_accounts.bindInteger(1, changedAfter);
    std::vector<AccountRow> rows;
    int outcome = SQLITE_DONE;
    while ((outcome = m_accounts.step()) == SQLITE_ROW) {
        AccountRow& row = rows.emplace_back();
        row.changedAt = m_accounts.integer(1);
        if (!m_rows.read(m_accounts.text(0), row.state) || !takeStream(m_accounts, 2, 3, row))
            return failure(damaged("accounts", row.changedAt));
    }
    if (outcome != SQLITE_DONE)
        return failure(m_connection.lastError("The accounts cannot be read"));
    return rows;
}

}  // namespace tradecore::infrastructure
