// The physical limit of reading beside the journal: SQLite's C interface stepping over the same file, every column taken into memory
// of its own, and nothing else: no JSON, no hash, no typed ids. And the journal's own statement layer, inserting ready rows.
#pragma once

#include "infrastructure/persistence/sqlite_connection.h"

#include <cstdint>
#include <memory>
#include <string>

namespace tradecore::bench {

class RawReader {
public:
    explicit RawReader(const std::string& path);
    ~RawReader();
    RawReader(const RawReader&) = delete;
    RawReader& operator=(const RawReader&) = delete;

    // Rows read.
    std::int64_t forward();
    std::int64_t stream(std::int64_t number);

private:
    std::int64_t readAll(sqlite3_stmt* statement);

    sqlite3* m_handle = nullptr;
    sqlite3_stmt* m_forward = nullptr;
    sqlite3_stmt* m_stream = nullptr;
};

// Ready rows through SqliteStatement into a database of its own, as RawWriter does it through C.
class LayerWriter {
public:
    LayerWriter(const std::string& path, std::int64_t walReserveBytes);
    void insert(int rows, const std::string& payload);
    void checkpoint();

private:
    std::unique_ptr<infrastructure::SqliteConnection> m_connection;
    infrastructure::SqliteStatement m_insert;
    infrastructure::SqliteStatement m_begin;
    infrastructure::SqliteStatement m_commit;
    std::int64_t m_position = 0;
    std::int64_t m_stream = 0;
};

}  // namespace tradecore::bench
