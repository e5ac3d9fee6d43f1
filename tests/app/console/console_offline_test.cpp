// A directory that nobody has open: read commands, verification, damage of every kind. And the end and the start in between.
#include "tests/support/process/workstation_process.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using tradecore::test::ConsoleAnswer;
using tradecore::test::WorkstationProcess;

namespace {

QStringList words(const char* text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void copyDirectory(const QString& from, const QString& to)
{
    const auto names = QDir(from).entryList(QDir::Files);
    for (const auto& name : names)
        QFile::copy(from + QLatin1Char('/') + name, to + QLatin1Char('/') + name);
}

// Whoever changes a file behind the program's back drops what guards it first.
constexpr const char* dropGuards = "DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete; DROP TRIGGER streams_no_rename;"
                                   "DROP TRIGGER streams_no_delete; DROP TRIGGER event_types_no_update; DROP TRIGGER event_types_no_delete;";

bool execute(const QString& path, const char* sql)
{
    sqlite3* database = nullptr;
    const bool opened = sqlite3_open(QFile::encodeName(path).constData(), &database) == SQLITE_OK;
    const bool done = opened && sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(database);
    return done;
}

}  // namespace

class ConsoleOfflineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsChangeNoByte();
    void nothingRunningExitsWithFour();
    void restartFindsEverything();
    void intactJournalVerifies();
    void changedColumnIsFound_data();
    void changedColumnIsFound();
    void cutTailIsFound();
    void damagedFileIsRefusedAndKept_data();
    void damagedFileIsRefusedAndKept();

private:
    ConsoleAnswer ask(const char* text) const { return WorkstationProcess(m_directory.path()).console(words(text)); }
    QTemporaryDir m_directory;
    QByteArray m_ordersWhileRunning;
    QByteArray m_fillsWhileRunning;
};

void ConsoleOfflineTest::initTestCase()
{
    WorkstationProcess desk(m_directory.path());
    QVERIFY2(desk.start(), desk.errors().constData());
    QCOMPARE(desk.console(words("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 3 --client-order-id one --wait filled")).exitCode, 0);
    QCOMPARE(desk.console(words("order place --account practice-simulated --symbol AAPL --side buy --type limit --limit 5.00 --quantity 3 --client-order-id two --wait accepted")).exitCode, 0);
    m_ordersWhileRunning = desk.console(words("orders")).output;
    m_fillsWhileRunning = desk.console(words("fills")).output;
    QVERIFY(desk.stop());
}

void ConsoleOfflineTest::readsChangeNoByte()
{
    const QByteArray journal = bytesOf(m_directory.filePath(QStringLiteral("journal.db")));
    const QByteArray wal = bytesOf(m_directory.filePath(QStringLiteral("journal.db-wal")));
    QCOMPARE(ask("orders").output, m_ordersWhileRunning);
    QCOMPARE(ask("fills").output, m_fillsWhileRunning);
    QCOMPARE(ask("positions").first().value(QStringLiteral("quantity")).toString(), QStringLiteral("3"));
    QVERIFY(ask("positions").first().value(QStringLiteral("mark_price")).isNull());
    QCOMPARE(ask("accounts").exitCode, 0);
    QVERIFY(ask("events").lines.size() > 5);
    QCOMPARE(bytesOf(m_directory.filePath(QStringLiteral("journal.db"))), journal);
    QCOMPARE(bytesOf(m_directory.filePath(QStringLiteral("journal.db-wal"))), wal);
}

void ConsoleOfflineTest::nothingRunningExitsWithFour()
{
    QCOMPARE(ask("status").exitCode, 4);
    QCOMPARE(ask("quotes").exitCode, 4);
    QCOMPARE(ask("order cancel one").exitCode, 4);
}

void ConsoleOfflineTest::restartFindsEverything()
{
    WorkstationProcess desk(m_directory.path());
    QVERIFY2(desk.start(), desk.errors().constData());
    QCOMPARE(desk.console(words("orders")).output, m_ordersWhileRunning);
    QCOMPARE(desk.console(words("fills")).output, m_fillsWhileRunning);
    QVERIFY(desk.stop());
}

void ConsoleOfflineTest::intactJournalVerifies()
{
    const auto answer = ask("verify");
    QCOMPARE(answer.exitCode, 0);
    QVERIFY(answer.first().value(QStringLiteral("ok")).toBool());
    QVERIFY(answer.first().value(QStringLiteral("events")).toInteger() > 5);
    QVERIFY(answer.first().value(QStringLiteral("practice")).toObject().value(QStringLiteral("ok")).toBool());
}

void ConsoleOfflineTest::changedColumnIsFound_data()
{
    QTest::addColumn<QString>("change");
    const char* textColumns[] = {"actor", "payload"};
    const char* blobColumns[] = {"event_id", "command_id", "correlation_id", "causation_id", "hash"};
    const char* numberColumns[] = {"schema_version", "occurred_at", "recorded_at", "version"};
    for (const char* column : textColumns)
        QTest::newRow(column) << QStringLiteral("UPDATE events SET %1 = %1 || ' ' WHERE position = 4").arg(QLatin1String(column));
    for (const char* column : blobColumns) {
        QTest::newRow(column) << QStringLiteral("UPDATE events SET %1 = CAST(substr(%1, 1, length(%1) - 1) || "
                                                "CASE hex(substr(%1, -1)) WHEN '41' THEN x'42' ELSE x'41' END AS BLOB) WHERE position = 4")
                                     .arg(QLatin1String(column));
    }
    for (const char* column : numberColumns)
        QTest::newRow(column) << QStringLiteral("UPDATE events SET %1 = %1 + 1000 WHERE position = 4").arg(QLatin1String(column));
    QTest::newRow("type") << QStringLiteral("UPDATE events SET type = (SELECT max(id) FROM event_types) WHERE position = 1");
    QTest::newRow("stream") << QStringLiteral("UPDATE events SET stream = (SELECT max(id) FROM streams), version = 900 WHERE position = 1");
    QTest::newRow("deleted") << QStringLiteral("DELETE FROM events WHERE position = 4");
    QTest::newRow("type name") << QStringLiteral("UPDATE event_types SET name = name || 'x' WHERE id = 1");
    QTest::newRow("stream id") << QStringLiteral("UPDATE streams SET stream_id = x'00112233445566778899aabbccddeeff' WHERE id = 1");
}

void ConsoleOfflineTest::changedColumnIsFound()
{
    QFETCH(QString, change);
    QTemporaryDir copy;
    copyDirectory(m_directory.path(), copy.path());
    const QString journal = copy.filePath(QStringLiteral("journal.db"));
    QVERIFY(execute(journal, dropGuards));
    QVERIFY(execute(journal, change.toUtf8().constData()));
    const auto answer = WorkstationProcess(copy.path()).console(words("verify"));
    QCOMPARE(answer.exitCode, 3);
    QVERIFY(!answer.first().value(QStringLiteral("ok")).toBool(true));
    QVERIFY(!answer.first().value(QStringLiteral("reason")).toString().isEmpty());
}

void ConsoleOfflineTest::cutTailIsFound()
{
    QTemporaryDir copy;
    copyDirectory(m_directory.path(), copy.path());
    const QString journal = copy.filePath(QStringLiteral("journal.db"));
    QVERIFY(execute(journal, dropGuards));
    QVERIFY(execute(journal, "DELETE FROM events WHERE position = (SELECT max(position) FROM events)"));
    QCOMPARE(WorkstationProcess(copy.path()).console(words("verify")).exitCode, 3);
}

void ConsoleOfflineTest::damagedFileIsRefusedAndKept_data()
{
    QTest::addColumn<int>("damage");
    QTest::newRow("header overwritten") << 0;
    QTest::newRow("cut in half") << 1;
    QTest::newRow("made by a newer program") << 2;
}

void ConsoleOfflineTest::damagedFileIsRefusedAndKept()
{
    QFETCH(int, damage);
    QTemporaryDir copy;
    copyDirectory(m_directory.path(), copy.path());
    const QString journal = copy.filePath(QStringLiteral("journal.db"));
    if (damage == 2) {
        QVERIFY(execute(journal, "PRAGMA user_version = 999"));
    } else {
        QFile file(journal);
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (damage == 0)
            file.write(QByteArray(100, 'x'));
        else
            file.resize(file.size() / 2);
    }
    const QByteArray before = bytesOf(journal);
    WorkstationProcess desk(copy.path());
    QVERIFY(!desk.start());
    QCOMPARE(desk.exitCode(), 1);
    QVERIFY(!desk.errors().trimmed().isEmpty());
    QCOMPARE(bytesOf(journal), before);
}

QTEST_GUILESS_MAIN(ConsoleOfflineTest)
#include "console_offline_test.moc"
