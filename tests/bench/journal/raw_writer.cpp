#include "tests/bench/journal/raw_writer.h"

#include "infrastructure/persistence/journal_file.h"

#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>

namespace tradecore::bench {

namespace {

void require(sqlite3* handle, bool good)
{
    if (good)
        return;
    std::fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(handle));
    std::exit(2);
}

}  // namespace

RawWriter::RawWriter(const std::string& path, std::int64_t walReserveBytes)
{
    require(m_handle, sqlite3_open(path.c_str(), &m_handle) == SQLITE_OK);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; PRAGMA secure_delete=ON;"
        "PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY;");
    run(rawTableSql);
    infrastructure::reserveWalSpace(path, walReserveBytes);
    const auto prepare = [this](const char* sql, sqlite3_stmt** out) {
        require(m_handle, sqlite3_prepare_v3(m_handle, sql, -1, SQLITE_PREPARE_PERSISTENT, out, nullptr) == SQLITE_OK);
    };
    prepare(rawInsertSql, &m_insert);
    prepare("BEGIN IMMEDIATE", &m_begin);
    prepare("COMMIT", &m_commit);
}

RawWriter::~RawWriter()
{
    for (auto* statement : {m_insert, m_begin, m_commit})
        sqlite3_finalize(statement);
    sqlite3_close(m_handle);
}

void RawWriter::run(const char* sql)
{
    require(m_handle, sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

void RawWriter::insert(int rows, const std::string& payload)
{
    const unsigned char bytes[32] = {7};
    const auto step = [this](sqlite3_stmt* statement) {
        require(m_handle, sqlite3_step(statement) == SQLITE_DONE);
        sqlite3_reset(statement);
    };
    step(m_begin);
    ++m_stream;
    for (int version = 1; version <= rows; ++version) {
        sqlite3_bind_int64(m_insert, 1, ++m_position);
        sqlite3_bind_int64(m_insert, 2, m_stream);
        sqlite3_bind_int64(m_insert, 3, version);
        sqlite3_bind_int64(m_insert, 4, 1'767'268'800'000'000'000 + m_position);
        sqlite3_bind_blob(m_insert, 5, bytes, 16, SQLITE_STATIC);
        sqlite3_bind_text(m_insert, 6, payload.data(), static_cast<int>(payload.size()), SQLITE_STATIC);
        sqlite3_bind_blob(m_insert, 7, bytes, 32, SQLITE_STATIC);
        step(m_insert);
    }
    step(m_commit);
}

void RawWriter::checkpoint()
{
    sqlite3_wal_checkpoint_v2(m_handle, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace tradecore::bench
