// The tables of a journal file, and the checks that a file is one of ours and has them unchanged.
#pragma once

#include "infrastructure/persistence/sqlite_connection.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

inline constexpr std::int64_t journalApplicationId = 0x54436A6C;   // "TCjl"
inline constexpr std::int64_t journalFormatVersion = 3;            // PRAGMA user_version

struct SchemaObject {
    std::string_view name;
    std::string_view sql;   // as sqlite_schema keeps it
};

// The tables of the inline projections under another schema ("temp"), for a shadow fold.
[[nodiscard]] std::string projectionTablesSql(std::string_view schema);

// Makes all tables in one transaction of the rollback journal, so that a crash leaves an empty file or a whole one.
[[nodiscard]] Result<void, application::StoreError> createJournalSchema(SqliteConnection& connection);
// Newer, foreign or changed schema: an error, nothing is written.
[[nodiscard]] Result<void, application::StoreError> checkJournalSchema(SqliteConnection& connection);
// Takes a file of an earlier format to this one, in one transaction; the file of the present format is left alone.
[[nodiscard]] Result<void, application::StoreError> migrateJournal(SqliteConnection& connection);
// For readers of an earlier format: empty temporary tables where it has none.
[[nodiscard]] Result<void, application::StoreError> standInForNewerTables(SqliteConnection& connection);
// Per connection.
[[nodiscard]] Result<void, application::StoreError> applyWriterPragmas(SqliteConnection& connection);
[[nodiscard]] Result<void, application::StoreError> applyReaderPragmas(SqliteConnection& connection);

}  // namespace tradecore::infrastructure
