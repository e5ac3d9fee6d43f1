// The physical limit beside the journal: SQLite's C interface inserting ready rows of the same size, with the same pragmas and
// a log of the same length, and nothing else: no JSON, no hash, no command ids, no views, no outbox.
#pragma once

#include <cstdint>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace tradecore::bench {

inline constexpr const char* rawTableSql =
    "CREATE TABLE events(position INTEGER PRIMARY KEY, stream INTEGER NOT NULL, version INTEGER NOT NULL, type INTEGER NOT NULL, "
    "schema_version INTEGER NOT NULL, occurred_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, event_id BLOB NOT NULL, "
    "command_id BLOB NOT NULL, correlation_id BLOB NOT NULL, causation_id BLOB NOT NULL, actor TEXT NOT NULL, "
    "payload TEXT NOT NULL, pii BLOB, metadata TEXT NOT NULL, hash BLOB NOT NULL, UNIQUE(stream, version))";
inline constexpr const char* rawInsertSql = "INSERT INTO events VALUES(?1,?2,?3,1,1,?4,?4,?5,?5,?5,?5,'user',?6,NULL,'{}',?7)";

class RawWriter {
public:
    RawWriter(const std::string& path, std::int64_t walReserveBytes);
    ~RawWriter();
    RawWriter(const RawWriter&) = delete;
    RawWriter& operator=(const RawWriter&) = delete;

    // One transaction of this many rows of one stream.
    void insert(int rows, const std::string& payload);
    void checkpoint();

private:
    void run(const char* sql);

    sqlite3* m_handle = nullptr;
    sqlite3_stmt* m_insert = nullptr;
    sqlite3_stmt* m_begin = nullptr;
    sqlite3_stmt* m_commit = nullptr;
    std::int64_t m_position = 0;
    std::int64_t m_stream = 0;
};

}  // namespace tradecore::bench
