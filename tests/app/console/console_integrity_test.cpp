// The self-check, backups, rebuilds, exports and a journal that is not what it was, with the real programs.
#include "tests/support/process/workstation_process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using tradecore::test::ConsoleAnswer;
using tradecore::test::WorkstationProcess;

namespace {

constexpr const char* dropGuards = "DROP TRIGGER events_no_update; DROP TRIGGER events_no_delete; DROP TRIGGER streams_no_rename;"
                                   "DROP TRIGGER streams_no_delete; DROP TRIGGER event_types_no_update; DROP TRIGGER event_types_no_delete;";

QStringList words(const QString& text)
{
    return text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void copyDirectory(const QString& from, const QString& to)
{
    const auto names = QDir(from).entryList(QDir::Files);
    for (const auto& name : names) {
        if (name != QStringLiteral("instance.json"))   // it names the socket of the other folder
            QFile::copy(from + QLatin1Char('/') + name, to + QLatin1Char('/') + name);
    }
}

// The triggers that guard the journal are put back as they were.
bool tamper(const QString& path, const QByteArray& sql)
{
    sqlite3* database = nullptr;
    if (sqlite3_open(QFile::encodeName(path).constData(), &database) != SQLITE_OK)
        return false;
    QByteArray guards;
    const auto keep = [](void* out, int, char** values, char**) {
        *static_cast<QByteArray*>(out) += QByteArray(values[0]) + ';';
        return 0;
    };
    bool done = sqlite3_exec(database, "SELECT sql FROM sqlite_schema WHERE type='trigger'", keep, &guards, nullptr) == SQLITE_OK;
    done = done && sqlite3_exec(database, QByteArray(dropGuards + sql + ';' + guards).constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(database);
    return done;
}

QJsonObject checkNamed(const QJsonObject& integrity, const char* name)
{
    for (const auto& check : integrity.value(QStringLiteral("checks")).toArray()) {
        if (check.toObject().value(QStringLiteral("name")).toString() == QLatin1String(name))
            return check.toObject();
    }
    return {};
}

}  // namespace

class ConsoleIntegrityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void statusHasTheSelfCheck();
    void checkIsCarriedOutAtOnce();
    void keyIsPrivateAndOutsideOfTheData();
    void anchorsAreSigned();
    void backupOfARunningDeskIsProved();
    void backupOverwritesNothing();
    void rebuildOfARunningDesk_data();
    void rebuildOfARunningDesk();
    void deadLettersAndActivity();
    void exportHasTheColumnsOfTheContract_data();
    void exportHasTheColumnsOfTheContract();
    void exportIsWrittenWholeAndPrivate();
    void wrongWordsAreUsage_data();
    void wrongWordsAreUsage();
    void closedFolderIsBackedUpAndRestored();
    void closedFolderIsRebuilt();
    void closedFolderIsExported();
    void tailBelowTheAnchorIsNamed();
    void forgedAnchorIsNamed();
    void oldCopyIsNotTradedOn();
    void damagedJournalIsShownAndNotTouched();
    void emptyFolderHasNothing();

private:
    ConsoleAnswer ask(const QString& text) const { return m_desk->console(words(text)); }
    // The folder as it was closed, in a copy.
    void closeInto(const QTemporaryDir& copy);

    QTemporaryDir m_directory;
    QTemporaryDir m_closed;
    std::unique_ptr<WorkstationProcess> m_desk;
};

void ConsoleIntegrityTest::initTestCase()
{
    m_desk = std::make_unique<WorkstationProcess>(m_directory.path());
    QVERIFY2(m_desk->start(), m_desk->errors().constData());
    QCOMPARE(ask(QStringLiteral("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 3 --client-order-id one --wait filled")).exitCode, 0);
    QCOMPARE(ask(QStringLiteral("order place --account practice-simulated --symbol AAPL --side buy --type limit --limit 5.00 --quantity 3 --client-order-id two --wait accepted")).exitCode, 0);
    QVERIFY(m_desk->stop());
    copyDirectory(m_directory.path(), m_closed.path());
    QVERIFY2(m_desk->start(), m_desk->errors().constData());
}

void ConsoleIntegrityTest::cleanupTestCase()
{
    QVERIFY(m_desk->stop());
}

void ConsoleIntegrityTest::closeInto(const QTemporaryDir& copy)
{
    copyDirectory(m_closed.path(), copy.path());
}

void ConsoleIntegrityTest::statusHasTheSelfCheck()
{
    const auto integrity = ask(QStringLiteral("status")).first().value(QStringLiteral("integrity")).toObject();
    for (const auto* key : {"ok", "running", "passes", "checked_at", "verified_position", "stops_trading", "checks", "views", "dead_letters"})
        QVERIFY2(integrity.contains(QLatin1String(key)), key);
}

void ConsoleIntegrityTest::checkIsCarriedOutAtOnce()
{
    const auto answer = ask(QStringLiteral("check"));
    QCOMPARE(answer.exitCode, 0);
    QVERIFY(answer.first().value(QStringLiteral("ok")).toBool());
    QVERIFY(answer.first().value(QStringLiteral("passes")).toInteger() > 0);
    QCOMPARE(checkNamed(answer.first(), "chain").value(QStringLiteral("verdict")).toString(), QStringLiteral("good"));
    QVERIFY(checkNamed(answer.first(), "chain").value(QStringLiteral("compared")).toInteger() > 5);
    QCOMPARE(checkNamed(answer.first(), "anchors").value(QStringLiteral("verdict")).toString(), QStringLiteral("good"));
    QCOMPARE(checkNamed(answer.first(), "space").value(QStringLiteral("verdict")).toString(), QStringLiteral("good"));
}

void ConsoleIntegrityTest::keyIsPrivateAndOutsideOfTheData()
{
    const QFileInfo key(WorkstationProcess::settingsFolder() + QStringLiteral("/tradecore/anchor.key"));
    QCOMPARE(key.size(), 32);
    QVERIFY(!(key.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    QVERIFY(QDir(m_directory.path()).entryList({QStringLiteral("*.key")}).isEmpty());
    QCOMPARE(QFileInfo(m_directory.filePath(QStringLiteral("journal.db.reserve"))).size(), 64 << 20);
}

void ConsoleIntegrityTest::anchorsAreSigned()
{
    const auto answer = WorkstationProcess(m_closed.path()).console({QStringLiteral("verify")});
    QCOMPARE(answer.exitCode, 0);
    QVERIFY(answer.first().value(QStringLiteral("anchors_signed")).toBool());
    QCOMPARE(answer.first().value(QStringLiteral("anchored_position")), answer.first().value(QStringLiteral("events")));
}

void ConsoleIntegrityTest::backupOfARunningDeskIsProved()
{
    QTemporaryDir target;
    const QString path = target.filePath(QStringLiteral("journal.db"));
    const auto answer = ask(QStringLiteral("backup ") + path);
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.first().value(QStringLiteral("path")).toString(), path);
    QVERIFY(answer.first().value(QStringLiteral("rows")).toInteger() > 5);
    const auto verified = WorkstationProcess(target.path()).console({QStringLiteral("verify")});
    QCOMPARE(verified.exitCode, 0);
    QCOMPARE(verified.first().value(QStringLiteral("events")), answer.first().value(QStringLiteral("rows")));
    QCOMPARE(verified.first().value(QStringLiteral("head_hash")), answer.first().value(QStringLiteral("head_hash")));
}

void ConsoleIntegrityTest::backupOverwritesNothing()
{
    QTemporaryDir target;
    QFile other(target.filePath(QStringLiteral("mine.db")));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("mine");
    other.close();
    const auto answer = ask(QStringLiteral("backup ") + other.fileName());
    QCOMPARE(answer.exitCode, 1);
    QVERIFY(answer.first().contains(QStringLiteral("error")));
    QCOMPARE(bytesOf(other.fileName()), QByteArray("mine"));
}

void ConsoleIntegrityTest::rebuildOfARunningDesk_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("views");
    QTest::newRow("all") << QString() << 5;
    QTest::newRow("orders") << QStringLiteral("orders") << 4;
    QTest::newRow("activity") << QStringLiteral("activity") << 1;
}

void ConsoleIntegrityTest::rebuildOfARunningDesk()
{
    QFETCH(QString, name);
    QFETCH(int, views);
    const QByteArray before = ask(QStringLiteral("orders")).output;
    const auto answer = ask(QStringLiteral("rebuild ") + name);
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.lines.size(), views);
    for (const auto* key : {"projection", "events", "rows", "elapsed_ms"})
        QVERIFY2(answer.first().contains(QLatin1String(key)), key);
    QCOMPARE(ask(QStringLiteral("orders")).output, before);
    QCOMPARE(ask(QStringLiteral("check")).exitCode, 0);
}

void ConsoleIntegrityTest::deadLettersAndActivity()
{
    const auto letters = ask(QStringLiteral("dead-letters"));
    QCOMPARE(letters.exitCode, 0);
    QVERIFY(letters.lines.isEmpty());
    QCOMPARE(ask(QStringLiteral("dead-letters retry 3")).exitCode, 1);
    QVERIFY(m_desk->waitFor({QStringLiteral("activity")}, QStringLiteral("placed"), 2));
}

void ConsoleIntegrityTest::exportHasTheColumnsOfTheContract_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QByteArray>("columns");
    QTest::newRow("fills") << QStringLiteral("fills")
                           << QByteArray("executed_at,symbol,side,quantity,price,gross,commission,currency,execution_id,client_order_id");
    QTest::newRow("orders") << QStringLiteral("orders") << QByteArray("submitted_at,updated_at,client_order_id,");
    QTest::newRow("positions") << QStringLiteral("positions") << QByteArray("account_id,symbol,quantity,");
    QTest::newRow("events") << QStringLiteral("events") << QByteArray("position,stream,version,event_id,type,");
}

void ConsoleIntegrityTest::exportHasTheColumnsOfTheContract()
{
    QFETCH(QString, what);
    QFETCH(QByteArray, columns);
    const auto csv = ask(QStringLiteral("export --format csv --what ") + what);
    QCOMPARE(csv.exitCode, 0);
    QVERIFY(csv.output.startsWith(columns));
    const auto rows = csv.output.split('\n').size() - 2;   // the header and the end
    QVERIFY(rows > 0);
    const auto json = ask(QStringLiteral("export --format json --what ") + what);
    QCOMPARE(json.exitCode, 0);
    QCOMPARE(json.lines.size(), rows);
}

void ConsoleIntegrityTest::exportIsWrittenWholeAndPrivate()
{
    QTemporaryDir target;
    const QString path = target.filePath(QStringLiteral("fills.csv"));
    const auto answer = ask(QStringLiteral("export --what fills --format csv --out ") + path);
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.first().value(QStringLiteral("path")).toString(), path);
    QVERIFY(answer.first().value(QStringLiteral("rows")).toInteger() >= 1);
    QVERIFY(bytesOf(path).contains("AAPL.SIM,buy,"));
    QVERIFY(!(QFileInfo(path).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    const auto refused = ask(QStringLiteral("export --what fills --format csv --out /nowhere/fills.csv"));
    QCOMPARE(refused.exitCode, 1);
}

void ConsoleIntegrityTest::wrongWordsAreUsage_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("code");
    QTest::newRow("backup of nothing") << QStringLiteral("backup") << 2;
    QTest::newRow("export of nothing") << QStringLiteral("export --format csv") << 2;
    QTest::newRow("unknown format") << QStringLiteral("export --what fills --format xml") << 2;
    QTest::newRow("unknown what") << QStringLiteral("export --what moods --format csv") << 2;
    QTest::newRow("unknown view") << QStringLiteral("rebuild moods") << 1;
    QTest::newRow("two views") << QStringLiteral("rebuild orders fills") << 2;
    QTest::newRow("letter without a position") << QStringLiteral("dead-letters retry") << 2;
    QTest::newRow("no verb") << QStringLiteral("dead-letters eat 3") << 2;
}

void ConsoleIntegrityTest::wrongWordsAreUsage()
{
    QFETCH(QString, command);
    QFETCH(int, code);
    QCOMPARE(ask(command).exitCode, code);
}

void ConsoleIntegrityTest::closedFolderIsBackedUpAndRestored()
{
    QTemporaryDir closed, restored;
    closeInto(closed);
    const auto answer = WorkstationProcess(closed.path()).console({QStringLiteral("backup"), restored.filePath(QStringLiteral("journal.db"))});
    QCOMPARE(answer.exitCode, 0);
    WorkstationProcess desk(restored.path());
    QVERIFY2(desk.start(), desk.errors().constData());
    QCOMPARE(desk.console({QStringLiteral("fills")}).output, ask(QStringLiteral("fills")).output);
    QVERIFY(desk.stop());
}

void ConsoleIntegrityTest::closedFolderIsRebuilt()
{
    QTemporaryDir closed;
    closeInto(closed);
    const WorkstationProcess desk(closed.path());
    const QByteArray orders = desk.console({QStringLiteral("orders")}).output;
    QVERIFY(tamper(closed.filePath(QStringLiteral("journal.db")), "UPDATE rm_orders_v1 SET row=replace(row, 'filled', 'new')"));
    QCOMPARE(desk.console({QStringLiteral("verify")}).exitCode, 3);
    const auto rebuilt = desk.console({QStringLiteral("rebuild")});
    QCOMPARE(rebuilt.exitCode, 0);
    QCOMPARE(rebuilt.lines.size(), 4);
    QCOMPARE(desk.console({QStringLiteral("verify")}).exitCode, 0);
    QCOMPARE(desk.console({QStringLiteral("orders")}).output, orders);
}

void ConsoleIntegrityTest::closedFolderIsExported()
{
    const WorkstationProcess closed(m_closed.path());
    const auto arguments = words(QStringLiteral("export --what fills --format csv"));
    QCOMPARE(closed.console(arguments).output, m_desk->console(arguments).output);
}

void ConsoleIntegrityTest::tailBelowTheAnchorIsNamed()
{
    QTemporaryDir cut;
    closeInto(cut);
    const QString journal = cut.filePath(QStringLiteral("journal.db"));
    const auto before = WorkstationProcess(cut.path()).console({QStringLiteral("verify")}).first().value(QStringLiteral("events")).toInteger();
    QVERIFY(tamper(journal, "DELETE FROM events WHERE position=(SELECT max(position) FROM events)"));
    const auto answer = WorkstationProcess(cut.path()).console({QStringLiteral("verify")});
    QCOMPARE(answer.exitCode, 3);
    QCOMPARE(answer.first().value(QStringLiteral("first_bad_position")).toInteger(), before);
    QVERIFY(answer.first().value(QStringLiteral("reason")).toString().contains(QStringLiteral("anchor")));
}

void ConsoleIntegrityTest::forgedAnchorIsNamed()
{
    QTemporaryDir forged;
    closeInto(forged);
    QFile anchors(forged.filePath(QStringLiteral("journal.anchors")));
    QVERIFY(anchors.open(QIODevice::ReadOnly));
    QByteArray lines = anchors.readAll();
    anchors.close();
    // What somebody would do who has changed the journal and cannot sign: the same line, said to be unsigned.
    const auto signature = lines.lastIndexOf(",\"signed\":true");
    QVERIFY(signature > 0);
    lines = lines.left(signature) + ",\"signed\":false}\n" + lines;
    lines += lines.left(lines.indexOf('\n') + 1);
    QVERIFY(anchors.open(QIODevice::WriteOnly));
    anchors.write(lines);
    anchors.close();
    const auto answer = WorkstationProcess(forged.path()).console({QStringLiteral("verify")});
    QCOMPARE(answer.exitCode, 3);
    QVERIFY(answer.first().value(QStringLiteral("reason")).toString().contains(QStringLiteral("key did not sign")));
}

void ConsoleIntegrityTest::oldCopyIsNotTradedOn()
{
    // The journal of an earlier day put back beside today's anchors.
    QTemporaryDir folder;
    copyDirectory(m_closed.path(), folder.path());
    const QByteArray old = bytesOf(folder.filePath(QStringLiteral("journal.db")));
    WorkstationProcess desk(folder.path());
    QVERIFY2(desk.start(), desk.errors().constData());
    QCOMPARE(desk.console(words(QStringLiteral("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 1 --wait filled"))).exitCode, 0);
    QVERIFY(desk.stop());
    for (const char* suffix : {"-wal", "-shm"})
        QFile::remove(folder.filePath(QStringLiteral("journal.db")) + QLatin1String(suffix));
    QFile journal(folder.filePath(QStringLiteral("journal.db")));
    QVERIFY(journal.open(QIODevice::WriteOnly));
    journal.write(old);
    journal.close();
    QVERIFY2(desk.start(), desk.errors().constData());
    const auto status = desk.console({QStringLiteral("status")}).first();
    QCOMPARE(status.value(QStringLiteral("state")).toString(), QStringLiteral("trading_stopped"));
    QVERIFY(status.value(QStringLiteral("stopped_reason")).toString().contains(QStringLiteral("anchor")));
    const auto order = desk.console(words(QStringLiteral("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 1")));
    QCOMPARE(order.exitCode, 1);
    QVERIFY(desk.stop());
    QCOMPARE(bytesOf(journal.fileName()), old);
}

void ConsoleIntegrityTest::damagedJournalIsShownAndNotTouched()
{
    QTemporaryDir damaged;
    closeInto(damaged);
    const QString path = damaged.filePath(QStringLiteral("journal.db"));
    QVERIFY(tamper(path, "UPDATE events SET payload=payload||' ' WHERE position=4"));
    const QByteArray before = bytesOf(path);
    WorkstationProcess desk(damaged.path());
    QVERIFY2(desk.start(), desk.errors().constData());
    const auto status = desk.console({QStringLiteral("status")}).first();
    QCOMPARE(status.value(QStringLiteral("state")).toString(), QStringLiteral("trading_stopped"));
    const QString reason = status.value(QStringLiteral("stopped_reason")).toString();
    QVERIFY2(reason.contains(QStringLiteral("event 4")), qPrintable(reason));
    QVERIFY(reason.contains(QStringLiteral("backup")));
    const auto refused = desk.console(words(QStringLiteral("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 1")));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY(desk.console({QStringLiteral("orders")}).lines.size() >= 2);       // it can be looked at
    QCOMPARE(desk.console(words(QStringLiteral("export --what fills --format csv"))).exitCode, 0);
    QVERIFY(desk.stop());
    QCOMPARE(bytesOf(path), before);
}

void ConsoleIntegrityTest::emptyFolderHasNothing()
{
    QTemporaryDir empty;
    const WorkstationProcess desk(empty.path());
    for (const auto& command : {QStringLiteral("backup /tmp/nothing.db"), QStringLiteral("rebuild"), QStringLiteral("check"),
                                QStringLiteral("dead-letters"), QStringLiteral("export --what fills --format csv")})
        QCOMPARE(desk.console(words(command)).exitCode, 4);
}

QTEST_GUILESS_MAIN(ConsoleIntegrityTest)
#include "console_integrity_test.moc"
