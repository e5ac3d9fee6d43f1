#include "infrastructure/persistence/sqlite_connection.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>
#include <QVariant>

#include <atomic>
#include <cstring>
#include <sqlite3.h>

namespace tradecore::infrastructure {

using application::StoreError;
using application::StoreErrorKind;

namespace {

QString nextConnectionName()
{
    static std::atomic<std::uint64_t> count{0};
    return QStringLiteral("tradecore-journal-") + QString::number(count.fetch_add(1));
}

QString databaseName(const std::string& path, SqliteAccess access, const std::string& vfs)
{
    const QString plain = QString::fromStdString(path);
    if (access == SqliteAccess::ReadWrite && vfs.empty())
        return plain;
    QStringList parameters;
    if (access == SqliteAccess::Immutable)
        parameters << QStringLiteral("immutable=1");
    else if (access == SqliteAccess::ReadOnly)
        parameters << QStringLiteral("mode=ro");
    if (!vfs.empty())
        parameters << QStringLiteral("vfs=") + QString::fromStdString(vfs);
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(plain, "/"));
    return QStringLiteral("file:") + encoded + QLatin1Char('?') + parameters.join(QLatin1Char('&'));
}

sqlite3* nativeHandle(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    if (!handle.isValid() || std::strcmp(handle.typeName(), "sqlite3*") != 0)
        return nullptr;
    return *static_cast<sqlite3* const*>(handle.constData());
}

}  // namespace

StoreErrorKind kindOfSqliteCode(int code)
{
    if (code == SQLITE_READONLY_DBMOVED)
        return StoreErrorKind::Broken;
    switch (code & 0xFF) {
    case SQLITE_FULL: return StoreErrorKind::Full;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return StoreErrorKind::Corrupt;
    case SQLITE_READONLY:
    case SQLITE_PERM: return StoreErrorKind::ReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return StoreErrorKind::Locked;
    default: return StoreErrorKind::Broken;
    }
}

Result<std::unique_ptr<SqliteConnection>, StoreError> SqliteConnection::open(const std::string& path, SqliteAccess access,
                                                                           const std::string& vfs)
{
    std::unique_ptr<SqliteConnection> connection(new SqliteConnection);
    connection->m_path = path;
    connection->m_vfs = vfs;
    connection->m_name = nextConnectionName();
    connection->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection->m_name);
    QSqlDatabase& database = connection->m_database;
    if (!database.isValid())
        return failure(StoreError{StoreErrorKind::Broken, "The Qt SQLite plugin is not installed.", 0, {}});
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=2000");
    if (access != SqliteAccess::ReadWrite)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (access != SqliteAccess::ReadWrite || !vfs.empty())
        options += QStringLiteral(";QSQLITE_OPEN_URI");
    database.setConnectOptions(options);
    database.setDatabaseName(databaseName(path, access, vfs));
    if (!database.open()) {
        const int code = database.lastError().nativeErrorCode().toInt();
        const auto kind = (code & 0xFF) == SQLITE_CANTOPEN ? StoreErrorKind::ReadOnly : kindOfSqliteCode(code);
        return failure(StoreError{kind, "The journal " + path + " cannot be opened: " + database.lastError().text().toStdString(), 0, {}});
    }
    connection->m_handle = nativeHandle(database);
    if (connection->m_handle == nullptr)
        return failure(StoreError{StoreErrorKind::Broken, "The Qt SQLite plugin gives no native handle.", 0, {}});
    const auto source = connection->queryText("SELECT sqlite_source_id()");
    if (!source)
        return failure(source.error());
    // Two copies of SQLite on one file would break each other's locks.
    if (*source != sqlite3_sourceid())
        return failure(StoreError{StoreErrorKind::Broken, "The Qt SQLite plugin uses another SQLite than this program.", 0, {}});
    connection->setCheckpointOnClose(false);
    return connection;
}

SqliteConnection::~SqliteConnection()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<void, StoreError> SqliteConnection::execute(const std::string& sql)
{
    if (sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure(lastError("The journal refused a statement"));
    return {};
}

Result<SqliteStatement, StoreError> SqliteConnection::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(m_handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr)
        != SQLITE_OK)
        return failure(lastError("The journal cannot be read"));
    return SqliteStatement(statement);
}

Result<std::int64_t, StoreError> SqliteConnection::queryInteger(std::string_view sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return failure(statement.error());
    const int outcome = statement->step();
    if (outcome == SQLITE_ROW)
        return statement->integer(0);
    if (outcome == SQLITE_DONE)
        return 0;
    return failure(lastError("The journal cannot be read"));
}

Result<std::string, StoreError> SqliteConnection::queryText(std::string_view sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return failure(statement.error());
    const int outcome = statement->step();
    if (outcome == SQLITE_ROW)
        return std::string(statement->text(0));
    if (outcome == SQLITE_DONE)
        return std::string();
    return failure(lastError("The journal cannot be read"));
}

StoreError SqliteConnection::lastError(std::string_view what) const
{
    const int code = sqlite3_extended_errcode(m_handle);
    return {kindOfSqliteCode(code),
            std::string(what) + " (" + m_path + "): " + sqlite3_errmsg(m_handle) + " (" + std::to_string(code) + ")", 0, {}};
}

bool SqliteConnection::isInTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

void SqliteConnection::setCheckpointOnClose(bool enabled)
{
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, enabled ? 0 : 1, nullptr);
}

}  // namespace tradecore::infrastructure
