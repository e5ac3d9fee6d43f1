#include "infrastructure/persistence/inline_projections.h"

#include "application/bus/aggregate_states.h"
#include "infrastructure/persistence/codec/chain_hash.h"
#include "infrastructure/persistence/codec/row_codec.h"

#include <sqlite3.h>
#include <unordered_map>

namespace tradecore::infrastructure {

using application::AggregateState;
using application::StoreError;

namespace {

struct FoldedStream {
    AggregateState state;
    std::int64_t number = 0;
    Timestamp firstAt;
    Timestamp lastAt;
    std::int64_t position = 0;
};

bool isProjected(const std::string& category)
{
    return category == "order" || category == "position" || category == "account";
}

}  // namespace

Result<std::unique_ptr<ProjectionWriter>, StoreError> ProjectionWriter::prepare(SqliteConnection& connection,
                                                                               const std::string& schema)
{
    std::unique_ptr<ProjectionWriter> writer(new ProjectionWriter(connection));
    const std::string insert = "INSERT INTO " + schema;
    const std::string stateUpsert = "(stream, changed_at, row) VALUES(?1,?2,?3) "
                                    "ON CONFLICT(stream) DO UPDATE SET changed_at=?2, row=?3";
    const std::pair<SqliteStatement*, std::string> wanted[] = {
        {&writer->m_order,
         insert + ".rm_orders_v1(stream, changed_at, is_open, account, instrument, client_order_id, submitted_at, updated_at, row) "
                  "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT(stream) DO UPDATE SET changed_at=?2, is_open=?3, account=?4, "
                  "instrument=?5, client_order_id=?6, updated_at=?8, row=?9"},
        {&writer->m_fill, insert + ".rm_fills_v1(changed_at, account, client_order_id, row) VALUES(?1,?2,?3,?4)"},
        {&writer->m_position, insert + ".rm_positions_v1" + stateUpsert},
        {&writer->m_account, insert + ".rm_accounts_v1" + stateUpsert}};
    for (const auto& [statement, sql] : wanted) {
        auto prepared = connection.prepare(sql);
        if (!prepared)
            return failure(prepared.error());
        *statement = *std::move(prepared);
    }
    return writer;
}

Result<void, StoreError> ProjectionWriter::run(SqliteStatement& statement)
{
    if (statement.run() != SQLITE_DONE)
        return failure(m_connection.lastError("A projection cannot be written"));
    return {};
}

Result<void, StoreError> ProjectionWriter::writeOrder(std::int64_t streamNumber, const domain::OrderState& state,
                                                      Timestamp firstAt, Timestamp lastAt, std::int64_t position)
{
    writeRow(orderRowOf(state), m_json);
    m_instrument = state.terms.instrument.toString();
    m_order.bindInteger(1, streamNumber);
    m_order.bindInteger(2, position);
    m_order.bindInteger(3, domain::isOpen(state.status) ? 1 : 0);
    m_order.bindText(4, state.terms.account.text());
    m_order.bindText(5, m_instrument);
    m_order.bindText(6, state.clientOrderId.text());
    m_order.bindInteger(7, firstAt.nanoseconds());
    m_order.bindInteger(8, lastAt.nanoseconds());
    m_order.bindText(9, m_json);
    return run(m_order);
}

Result<void, StoreError> ProjectionWriter::writeState(SqliteStatement& statement, std::int64_t streamNumber,
                                                      std::int64_t position)
{
    statement.bindInteger(1, streamNumber);
    statement.bindInteger(2, position);
    statement.bindText(3, m_json);
    return run(statement);
}

Result<void, StoreError> ProjectionWriter::writeStream(std::int64_t streamNumber, const AggregateState& after,
                                                       Timestamp firstAt, Timestamp lastAt, std::int64_t position)
{
    if (const auto* order = std::get_if<domain::OrderState>(&after))
        return writeOrder(streamNumber, *order, firstAt, lastAt, position);
    if (const auto* held = std::get_if<domain::PositionState>(&after)) {
        writeRow(*held, m_json);
        return writeState(m_position, streamNumber, position);
    }
    if (const auto* account = std::get_if<domain::AccountState>(&after)) {
        writeRow(*account, m_json);
        return writeState(m_account, streamNumber, position);
    }
    return {};
}

Result<void, StoreError> ProjectionWriter::writeFill(const AggregateState& after, const application::DomainEvent& event,
                                                     std::int64_t position)
{
    const auto* family = std::get_if<domain::OrderEvent>(&event);
    const auto* fill = family != nullptr ? std::get_if<domain::OrderFilled>(family) : nullptr;
    const auto* order = std::get_if<domain::OrderState>(&after);
    if (fill == nullptr || order == nullptr)
        return {};
    writeRow(fillRowOf(*order, *fill), m_json);
    m_fill.bindInteger(1, position);
    m_fill.bindText(2, order->terms.account.text());
    m_fill.bindText(3, order->clientOrderId.text());
    m_fill.bindText(4, m_json);
    return run(m_fill);
}

Result<std::vector<RebuiltProjection>, StoreError> foldAllInto(ProjectionWriter& writer, JournalReader& reader)
{
    const auto numbers = reader.streamNumbers();
    if (!numbers)
        return failure(numbers.error());
    std::unordered_map<application::StreamId, FoldedStream> streams;
    std::optional<StoreError> error;
    std::int64_t events = 0;
    std::array<std::int64_t, projectionNames.size()> rows{};
    const auto visit = [&](const application::RecordedEvent& event) {
        ++events;
        if (error || !isProjected(event.stream.category))
            return;
        const auto [found, isNew] = streams.try_emplace(event.stream);
        FoldedStream& stream = found->second;
        if (isNew) {
            stream.state = application::emptyStateOf(event.stream.category);
            stream.firstAt = event.occurredAt;
            const auto number = numbers->find(event.stream);
            stream.number = number != numbers->end() ? number->second : 0;
        }
        stream.state = application::foldAny(std::move(stream.state), event.event);
        stream.lastAt = event.occurredAt;
        stream.position = event.position;
        const auto written = writer.writeFill(stream.state, event.event, event.position);
        if (!written)
            error = written.error();
        else if (event.typeName == "order.filled")
            ++rows[1];
    };
    const auto read = reader.readForward(1, INT64_MAX, visit);
    if (!read)
        return failure(read.error());
    for (const auto& [id, stream] : streams) {
        if (error)
            break;
        const auto written = writer.writeStream(stream.number, stream.state, stream.firstAt, stream.lastAt, stream.position);
        if (!written)
            error = written.error();
        ++rows[id.category == "order" ? 0 : id.category == "position" ? 2 : 3];
    }
    if (error)
        return failure(*std::move(error));
    std::vector<RebuiltProjection> out;
    for (std::size_t i = 0; i < projectionNames.size(); ++i)
        out.push_back({std::string(projectionNames[i]), events, rows[i]});
    return out;
}

std::string tableOf(std::string_view projection)
{
    return "rm_" + std::string(projection) + "_v1";
}

Result<bool, StoreError> checkpointsAgree(SqliteConnection& connection, const application::StoreHead& head)
{
    auto statement = connection.prepare("SELECT position, hash FROM projections WHERE name=?1 AND version=?2 AND state='active'");
    if (!statement)
        return failure(statement.error());
    for (const auto name : projectionNames) {
        const StatementScope scope(*statement);
        statement->bindText(1, name);
        statement->bindInteger(2, projectionVersion);
        const int outcome = statement->step();
        if (outcome != SQLITE_ROW && outcome != SQLITE_DONE)
            return failure(connection.lastError("The projections cannot be read"));
        if (outcome == SQLITE_DONE || statement->integer(0) != head.position || statement->blob(1) != bytesOf(head.hash))
            return false;
    }
    return true;
}

Result<std::vector<RebuiltProjection>, StoreError> rebuildInlineProjections(SqliteConnection& connection, JournalReader& reader,
                                                                            ProjectionWriter& writer)
{
    for (const auto name : projectionNames) {
        // The checkpoint of another version must not move on with rows that are not its own.
        const auto emptied = connection.execute("DELETE FROM " + tableOf(name) + "; DELETE FROM projections WHERE name='"
                                                + std::string(name) + "' AND version<>" + std::to_string(projectionVersion));
        if (!emptied)
            return failure(emptied.error());
    }
    auto rebuilt = foldAllInto(writer, reader);
    if (!rebuilt)
        return rebuilt;
    const auto head = reader.head();
    if (!head)
        return failure(head.error());
    auto statement = connection.prepare("INSERT OR REPLACE INTO projections(name, version, state, position, hash, effects_from) "
                                        "VALUES(?1,?2,'active',?3,?4,0)");
    if (!statement)
        return failure(statement.error());
    for (const auto name : projectionNames) {
        statement->bindText(1, name);
        statement->bindInteger(2, projectionVersion);
        statement->bindInteger(3, head->position);
        statement->bindBlob(4, bytesOf(head->hash));
        if (statement->run() != SQLITE_DONE)
            return failure(connection.lastError("A projection's checkpoint cannot be written"));
    }
    return rebuilt;
}

}  // namespace tradecore::infrastructure
