#include "tests/bench/journal/raw_rebuild.h"

#include <cstdio>
#include <cstdlib>
#include <simdjson.h>
#include <sqlite3.h>
#include <utility>

namespace tradecore::bench {

namespace {

void demand(sqlite3* handle, bool good)
{
    if (good)
        return;
    std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(handle));
    std::exit(2);
}

void execute(sqlite3* handle, const char* sql)
{
    demand(handle, sqlite3_exec(handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

sqlite3_stmt* prepared(sqlite3* handle, const char* sql)
{
    sqlite3_stmt* statement = nullptr;
    demand(handle, sqlite3_prepare_v3(handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) == SQLITE_OK);
    return statement;
}

}  // namespace

RawRebuild::RawRebuild(const std::string& journalPath, std::string targetPath) : m_targetPath(std::move(targetPath))
{
    removeFiles();
    demand(m_source, sqlite3_open_v2(journalPath.c_str(), &m_source, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
    demand(m_target, sqlite3_open(m_targetPath.c_str(), &m_target) == SQLITE_OK);
    execute(m_target, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cache_size=-16384;"
                      "CREATE TABLE rm(stream INTEGER PRIMARY KEY, changed_at INTEGER NOT NULL, row TEXT NOT NULL);"
                      "CREATE TABLE checkpoint(id INTEGER PRIMARY KEY, position INTEGER NOT NULL); INSERT INTO checkpoint VALUES(1,0)");
}

RawRebuild::~RawRebuild()
{
    sqlite3_close(m_source);
    sqlite3_close(m_target);
    removeFiles();
}

void RawRebuild::removeFiles() const
{
    for (const char* ending : {"", "-wal", "-shm"})
        std::remove((m_targetPath + ending).c_str());
}

std::int64_t RawRebuild::run()
{
    constexpr std::int64_t checkpointEvents = 1000;
    sqlite3_stmt* read = prepared(m_source, "SELECT position, stream, payload FROM events ORDER BY position");
    sqlite3_stmt* upsert = prepared(m_target, "INSERT INTO rm VALUES(?1,?2,?3) ON CONFLICT(stream) DO UPDATE SET changed_at=?2, row=?3");
    sqlite3_stmt* checkpoint = prepared(m_target, "UPDATE checkpoint SET position=?1");
    simdjson::dom::parser parser;
    std::string padded;
    std::int64_t rows = 0;
    execute(m_target, "BEGIN");
    while (sqlite3_step(read) == SQLITE_ROW) {
        const auto* payload = static_cast<const char*>(sqlite3_column_blob(read, 2));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(read, 2));
        padded.reserve(size + simdjson::SIMDJSON_PADDING);
        padded.assign(payload, size);
        demand(m_target, parser.parse(padded.data(), size, false).error() == simdjson::SUCCESS);
        sqlite3_bind_int64(upsert, 1, sqlite3_column_int64(read, 1));
        sqlite3_bind_int64(upsert, 2, sqlite3_column_int64(read, 0));
        sqlite3_bind_text(upsert, 3, padded.data(), static_cast<int>(size), SQLITE_STATIC);
        demand(m_target, sqlite3_step(upsert) == SQLITE_DONE);
        sqlite3_reset(upsert);
        if (++rows % checkpointEvents != 0)
            continue;
        sqlite3_bind_int64(checkpoint, 1, rows);
        demand(m_target, sqlite3_step(checkpoint) == SQLITE_DONE);
        sqlite3_reset(checkpoint);
        execute(m_target, "COMMIT; BEGIN");
    }
    execute(m_target, "COMMIT");
    for (auto* statement : {read, upsert, checkpoint})
        sqlite3_finalize(statement);
    return rows;
}

}  // namespace tradecore::bench
