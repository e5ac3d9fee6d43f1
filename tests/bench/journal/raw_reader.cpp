#include "tests/bench/journal/raw_reader.h"

#include "infrastructure/persistence/journal_file.h"
#include "infrastructure/persistence/journal_schema.h"
#include "tests/bench/journal/raw_writer.h"

#include <cstdio>
#include <cstdlib>
#include <sqlite3.h>
#include <vector>

namespace tradecore::bench {

namespace {

void demand(bool good, const char* what)
{
    if (good)
        return;
    std::fprintf(stderr, "%s failed\n", what);
    std::exit(2);
}

struct RawRow {
    std::int64_t numbers[7];
    std::string texts[8];
};

}  // namespace

RawReader::RawReader(const std::string& path)
{
    demand(sqlite3_open_v2(path.c_str(), &m_handle, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK, "open");
    demand(sqlite3_exec(m_handle, "PRAGMA cache_size=-65536", nullptr, nullptr, nullptr) == SQLITE_OK, "pragma");
    const std::string columns = "SELECT position, stream, version, type, schema_version, occurred_at, recorded_at, event_id, command_id, "
                                "correlation_id, causation_id, actor, payload, metadata, hash FROM events ";
    const auto prepare = [this](const std::string& sql, sqlite3_stmt** out) {
        demand(sqlite3_prepare_v3(m_handle, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, out, nullptr) == SQLITE_OK, "prepare");
    };
    prepare(columns + "ORDER BY position", &m_forward);
    prepare(columns + "WHERE stream=?1 ORDER BY version", &m_stream);
}

RawReader::~RawReader()
{
    sqlite3_finalize(m_forward);
    sqlite3_finalize(m_stream);
    sqlite3_close(m_handle);
}

std::int64_t RawReader::readAll(sqlite3_stmt* statement)
{
    constexpr std::size_t pageRows = 200;
    constexpr int numberColumns = 7;
    constexpr int textColumns = 8;
    std::vector<RawRow> page;
    std::int64_t rows = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (page.size() == pageRows)
            page.clear();
        RawRow& row = page.emplace_back();
        for (int i = 0; i < numberColumns; ++i)
            row.numbers[i] = sqlite3_column_int64(statement, i);
        for (int i = 0; i < textColumns; ++i) {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, numberColumns + i));
            row.texts[i].assign(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement, numberColumns + i)));
        }
        ++rows;
    }
    sqlite3_reset(statement);
    return rows;
}

std::int64_t RawReader::forward()
{
    return readAll(m_forward);
}

std::int64_t RawReader::stream(std::int64_t number)
{
    sqlite3_bind_int64(m_stream, 1, number);
    return readAll(m_stream);
}

LayerWriter::LayerWriter(const std::string& path, std::int64_t walReserveBytes)
{
    auto connection = infrastructure::SqliteConnection::open(path, infrastructure::SqliteAccess::ReadWrite);
    demand(connection.has_value(), "open");
    m_connection = *std::move(connection);
    demand(infrastructure::applyWriterPragmas(*m_connection).has_value() && m_connection->execute(rawTableSql).has_value(), "table");
    infrastructure::reserveWalSpace(path, walReserveBytes);
    auto insert = m_connection->prepare(rawInsertSql);
    auto begin = m_connection->prepare("BEGIN IMMEDIATE");
    auto commit = m_connection->prepare("COMMIT");
    demand(insert && begin && commit, "prepare");
    m_insert = *std::move(insert);
    m_begin = *std::move(begin);
    m_commit = *std::move(commit);
}

void LayerWriter::insert(int rows, const std::string& payload)
{
    const std::string id(16, '\7');
    const std::string hash(32, '\7');
    demand(m_begin.run() == SQLITE_DONE, "begin");
    ++m_stream;
    for (int version = 1; version <= rows; ++version) {
        m_insert.bindInteger(1, ++m_position);
        m_insert.bindInteger(2, m_stream);
        m_insert.bindInteger(3, version);
        m_insert.bindInteger(4, 1'767'268'800'000'000'000 + m_position);
        m_insert.bindBlob(5, id);
        m_insert.bindText(6, payload);
        m_insert.bindBlob(7, hash);
        demand(m_insert.run() == SQLITE_DONE, "insert");
    }
    demand(m_commit.run() == SQLITE_DONE, "commit");
}

void LayerWriter::checkpoint()
{
    sqlite3_wal_checkpoint_v2(m_connection->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace tradecore::bench
