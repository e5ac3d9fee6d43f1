// ProjectionReader: the queries of the port ReadModels on one connection. Thread of the connection.
#pragma once

#include "application/port/read_models.h"
#include "infrastructure/persistence/codec/row_codec.h"
#include "infrastructure/persistence/sqlite_connection.h"

namespace tradecore::infrastructure {

class ProjectionReader {
public:
    [[nodiscard]] static Result<std::unique_ptr<ProjectionReader>, application::StoreError> prepare(SqliteConnection& connection);

    [[nodiscard]] Result<std::vector<application::OrderRow>, application::StoreError> orders(const application::OrderFilter& filter);
    [[nodiscard]] Result<std::vector<application::FillRow>, application::StoreError> fills(const application::FillFilter& filter);
    [[nodiscard]] Result<std::vector<application::PositionRow>, application::StoreError> positions(std::int64_t changedAfter);
    [[nodiscard]] Result<std::vector<application::AccountRow>, application::StoreError> accounts(std::int64_t changedAfter);

private:
    explicit ProjectionReader(SqliteConnection& connection) : m_connection(connection) {}
    // Few events lie after the position: what changed is found through them.
    [[nodiscard]] Result<bool, application::StoreError> isLate(std::int64_t changedAfter);
    [[nodiscard]] application::StoreError damaged(const char* projection, std::int64_t position) const;

    SqliteConnection& m_connection;
    RowReader m_rows;
    SqliteStatement m_orders;
    SqliteStatement m_changedOrders;
    SqliteStatement m_openOrders;
    SqliteStatement m_head;
    SqliteStatement m_fills;
    SqliteStatement m_positions;
    SqliteStatement m_accounts;
};

}  // namespace tradecore::infrastructure
