// The physical limit beside the journal: SQLite's C interface inserting ready rows of the same size, with the same pragmas and
// a log of the same length, and nothing else: no JSON, no hash, no command ids, no views, no outbox.
#pragma once

#include <cstdint>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace tradecore::bench {

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
