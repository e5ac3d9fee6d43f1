#include "tests/infrastructure/persistence/journal_tools.h"

#include "tests/support/store/sample_trading.h"

#include <QFile>

#include <sqlite3.h>

namespace tradecore::test {

namespace {

class RawDatabase {
public:
    explicit RawDatabase(const std::string& path) { sqlite3_open_v2(path.c_str(), &m_handle, SQLITE_OPEN_READWRITE, nullptr); }
    ~RawDatabase() { sqlite3_close(m_handle); }
    RawDatabase(const RawDatabase&) = delete;
    RawDatabase& operator=(const RawDatabase&) = delete;
    bool run(const std::string& sql)
    {
        char* error = nullptr;
        const bool done = sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, &error) == SQLITE_OK;
        if (!done)
            qWarning("%s: %s", sql.c_str(), error != nullptr ? error : "?");
        sqlite3_free(error);
        return done;
    }
    std::vector<std::string> column(const std::string& sql)
    {
        std::vector<std::string> out;
        sqlite3_exec(
            m_handle, sql.c_str(),
            [](void* list, int, char** values, char**) {
                static_cast<std::vector<std::string>*>(list)->emplace_back(values[0] != nullptr ? values[0] : "");
                return 0;
            },
            &out, nullptr);
        return out;
    }

private:
    sqlite3* m_handle = nullptr;
};

}  // namespace

Result<std::unique_ptr<infrastructure::Journal>, application::StoreError> openJournal(const std::string& path)
{
    return infrastructure::Journal::open({path, infrastructure::JournalProjections::Trading, 0});
}

bool makeJournal(const std::string& path, int orders)
{
    const auto journal = openJournal(path);
    return journal && SampleTrading(**journal).run(orders);
}

bool tamper(const std::string& path, const std::string& sql)
{
    RawDatabase database(path);
    const auto triggers = database.column("SELECT sql FROM sqlite_schema WHERE type='trigger'");
    bool done = database.run("PRAGMA foreign_keys=OFF");
    for (const auto& name : database.column("SELECT name FROM sqlite_schema WHERE type='trigger'"))
        done = done && database.run("DROP TRIGGER " + name);
    done = done && database.run(sql);
    for (const auto& trigger : triggers)
        done = done && database.run(trigger);
    return done;
}

std::string queryText(const std::string& path, const std::string& sql)
{
    RawDatabase database(path);
    const auto rows = database.column(sql);
    std::string out;
    for (const auto& row : rows)
        out += row + '\n';
    return out;
}

QByteArray contentOf(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool overwrite(const std::string& path, const QByteArray& content)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size();
}

bool copyAsAfterCrash(const std::string& from, const std::string& to)
{
    return overwrite(to, contentOf(from)) && overwrite(to + "-wal", contentOf(from + "-wal"));
}

}  // namespace tradecore::test
