// The inline projections orders, fills, positions and accounts: rows that are written in the transaction of the events that
// change them. Rows depend on the events alone, so that a rebuild, and the shadow fold of the verifier, give the same bytes.
#pragma once

#include "infrastructure/persistence/journal_reader.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

// Which inline projections a journal keeps: the trading journal has all, the practice venue's has none.
enum class JournalProjections { None, Trading };

// Raised when a row gains or changes a field; rows of an older version are made anew when the journal is opened. 2: lots keep their cost.
inline constexpr int projectionVersion = 2;
inline constexpr std::array<std::string_view, 4> projectionNames{"orders", "fills", "positions", "accounts"};
// "rm_orders_v1": the number is that of the columns, which stay while what is in a row changes its version.
[[nodiscard]] std::string tableOf(std::string_view projection);

struct RebuiltProjection {
    std::string name;
    std::int64_t events = 0;   // that the log was read for
    std::int64_t rows = 0;
};

class ProjectionWriter {
public:
    // schema: "main", or "temp" for a shadow.
    [[nodiscard]] static Result<std::unique_ptr<ProjectionWriter>, application::StoreError> prepare(SqliteConnection& connection,
                                                                                                   const std::string& schema);
    // The row of the stream after its newest event; streams of other categories have none. firstAt counts only for a
    // stream that has no row yet.
    [[nodiscard]] Result<void, application::StoreError> writeStream(std::int64_t streamNumber,
                                                                    const application::AggregateState& after, Timestamp firstAt,
                                                                    Timestamp lastAt, std::int64_t position);
    // A row where the event is a fill.
    [[nodiscard]] Result<void, application::StoreError> writeFill(const application::AggregateState& after,
                                                                  const application::DomainEvent& event, std::int64_t position);

private:
    explicit ProjectionWriter(SqliteConnection& connection) : m_connection(connection) {}
    [[nodiscard]] Result<void, application::StoreError> writeOrder(std::int64_t streamNumber, const domain::OrderState& state,
                                                                   Timestamp firstAt, Timestamp lastAt, std::int64_t position);
    [[nodiscard]] Result<void, application::StoreError> writeState(SqliteStatement& statement, std::int64_t streamNumber,
                                                                   std::int64_t position);
    [[nodiscard]] Result<void, application::StoreError> run(SqliteStatement& statement);

    SqliteConnection& m_connection;
    SqliteStatement m_order;
    SqliteStatement m_fill;
    SqliteStatement m_position;
    SqliteStatement m_account;
    std::string m_json;
    std::string m_instrument;
};

// Folds the whole log and writes the rows of all four; the tables must be empty. Stops at the first event that is unknown.
[[nodiscard]] Result<std::vector<RebuiltProjection>, application::StoreError> foldAllInto(ProjectionWriter& writer,
                                                                                          JournalReader& reader);

// True where every projection's checkpoint is the head, position and chain hash.
[[nodiscard]] Result<bool, application::StoreError> checkpointsAgree(SqliteConnection& connection,
                                                                     const application::StoreHead& head);
// Inside a transaction: empties the tables, folds the log, sets the checkpoints to the head.
[[nodiscard]] Result<std::vector<RebuiltProjection>, application::StoreError> rebuildInlineProjections(
    SqliteConnection& connection, JournalReader& reader, ProjectionWriter& writer);

}  // namespace tradecore::infrastructure
