// SqliteStatement: one prepared statement on the native handle. Bound text and bytes must live until reset(). A column's view
// is valid until the next step() or reset(). On the thread of its connection; finalised before the connection closes.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

struct sqlite3_stmt;

namespace tradecore::infrastructure {

class SqliteStatement {
public:
    SqliteStatement() = default;
    explicit SqliteStatement(sqlite3_stmt* statement) : m_statement(statement) {}
    ~SqliteStatement();
    SqliteStatement(SqliteStatement&& other) noexcept : m_statement(std::exchange(other.m_statement, nullptr)) {}
    SqliteStatement& operator=(SqliteStatement&& other) noexcept;
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    // Parameters count from 1.
    void bindInteger(int parameter, std::int64_t value);
    void bindText(int parameter, std::string_view value);
    void bindBlob(int parameter, std::string_view value);
    void bindNull(int parameter);

    // SQLITE_ROW, SQLITE_DONE or an error code of SQLite.
    [[nodiscard]] int step();
    void reset();
    // step() and reset() of a statement that gives no row: SQLITE_DONE or an error code.
    [[nodiscard]] int run();

    // Columns count from 0.
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] sqlite3_stmt* handle() const { return m_statement; }

private:
    sqlite3_stmt* m_statement = nullptr;
};

// Resets the statement when the scope ends.
class StatementScope {
public:
    explicit StatementScope(SqliteStatement& statement) : m_statement(statement) {}
    ~StatementScope() { m_statement.reset(); }
    StatementScope(const StatementScope&) = delete;
    StatementScope& operator=(const StatementScope&) = delete;

private:
    SqliteStatement& m_statement;
};

}  // namespace tradecore::infrastructure
