// SqliteConnection: a QSqlDatabase (QSQLITE) under a name of its own, and the plugin's native handle for the hot statements.
// Made, used and destroyed on one thread. Statements must be destroyed before it.
#pragma once

#include "application/port/event_store.h"
#include "infrastructure/persistence/sqlite_statement.h"

#include <QSqlDatabase>

#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace tradecore::infrastructure {

enum class SqliteAccess {
    ReadWrite,
    ReadOnly,    // mode=ro: follows a -wal that is there
    Immutable,   // no locks and no -wal: for a file that nobody has open
};

class SqliteConnection {
public:
    [[nodiscard]] static Result<std::unique_ptr<SqliteConnection>, application::StoreError> open(const std::string& path,
                                                                                                SqliteAccess access,
                                                                                                const std::string& vfs = {});
    ~SqliteConnection();
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    [[nodiscard]] Result<void, application::StoreError> execute(const std::string& sql);
    [[nodiscard]] Result<SqliteStatement, application::StoreError> prepare(std::string_view sql);
    // The first column of the first row; 0 where there is none.
    [[nodiscard]] Result<std::int64_t, application::StoreError> queryInteger(std::string_view sql);
    [[nodiscard]] Result<std::string, application::StoreError> queryText(std::string_view sql);

    // What the handle says of its last failure, with the words "<what>: <SQLite's text>".
    [[nodiscard]] application::StoreError lastError(std::string_view what) const;
    [[nodiscard]] bool isInTransaction() const;
    // Whether closing the last connection may checkpoint and remove the -wal. Off until a journal has proved sound, so that
    // opening a broken one changes nothing.
    void setCheckpointOnClose(bool enabled);
    [[nodiscard]] sqlite3* handle() const { return m_handle; }
    [[nodiscard]] const std::string& path() const { return m_path; }
    [[nodiscard]] const std::string& vfs() const { return m_vfs; }

private:
    SqliteConnection() = default;

    QString m_name;
    QSqlDatabase m_database;
    sqlite3* m_handle = nullptr;
    std::string m_path;
    std::string m_vfs;   // empty: the system's
};

// Which failure an (extended) result code of SQLite is.
[[nodiscard]] application::StoreErrorKind kindOfSqliteCode(int code);

}  // namespace tradecore::infrastructure
