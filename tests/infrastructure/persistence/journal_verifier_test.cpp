// The verifier must find whatever is changed behind the journal's back, and name the position.
#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/journal_verifier.h"
#include "tests/infrastructure/persistence/journal_tools.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure;

class JournalVerifierTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::string fresh()
    {
        const std::string path = m_folder.filePath(QStringLiteral("j%1.db").arg(++m_count)).toStdString();
        return test::makeJournal(path) ? path : std::string();
    }
    static VerifyReport verify(const std::string& path)
    {
        const auto report = JournalVerifier::verify(path, JournalProjections::Trading);
        if (report)
            return *report;
        VerifyReport refused;
        refused.reason = "refused: " + report.error().text;
        return refused;
    }

private Q_SLOTS:
    void soundJournalIsProved()
    {
        const std::string path = fresh();
        const auto before = test::contentOf(path);
        const VerifyReport report = verify(path);
        QVERIFY2(report.ok, report.reason.c_str());
        QCOMPARE(report.events, 21);
        QCOMPARE(report.anchoredPosition, 21);
        QCOMPARE(report.projections.size(), 4U);
        for (const auto& projection : report.projections)
            QVERIFY2(projection.ok, projection.name.c_str());
        QVERIFY(test::contentOf(path) == before);
    }
    void emptyJournalIsProved()
    {
        const std::string path = m_folder.filePath(QStringLiteral("empty.db")).toStdString();
        QVERIFY(test::openJournal(path));
        const VerifyReport report = verify(path);
        QVERIFY2(report.ok, report.reason.c_str());
        QCOMPARE(report.events, 0);
    }
    void changeOfAnyStoredColumnIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("position");   // 0: any
        const auto event = [](const char* column, const char* value) {
            QTest::newRow(qPrintable(QStringLiteral("events.") + QString::fromLatin1(column)))
                << QStringLiteral("UPDATE events SET %1=%2 WHERE position=5").arg(QString::fromLatin1(column), QString::fromLatin1(value)) << 5;
        };
        event("position", "5000");
        event("stream", "999");
        event("version", "99");
        event("type", "(SELECT max(id) FROM event_types)");
        event("schema_version", "2");
        event("occurred_at", "occurred_at+1");
        event("recorded_at", "recorded_at-1");
        event("event_id", "zeroblob(16)");
        event("command_id", "zeroblob(16)");
        event("correlation_id", "zeroblob(16)");
        event("causation_id", "zeroblob(16)");
        event("actor", "'user '");
        event("payload", "payload||' '");
        event("pii", "zeroblob(0)");
        event("metadata", "'{ }'");
        event("hash", "zeroblob(32)");
        const auto stream = [](const char* column, const char* value, int position) {
            QTest::newRow(qPrintable(QStringLiteral("streams.") + QString::fromLatin1(column)))
                << QStringLiteral("UPDATE streams SET %1=%2 WHERE id=1").arg(QString::fromLatin1(column), QString::fromLatin1(value)) << position;
        };
        stream("id", "998", 1);
        stream("stream_id", "zeroblob(16)", 1);
        stream("category", "'Account'", 1);
        stream("version", "version+1", 0);
        stream("first_version", "2", 1);
        stream("state", "1", 1);
        stream("key_id", "1", 1);
        QTest::newRow("event_types.id") << QStringLiteral("UPDATE event_types SET id=997 WHERE id=1") << 1;
        QTest::newRow("event_types.name") << QStringLiteral("UPDATE event_types SET name='account.opened ' WHERE id=1") << 1;
        QTest::newRow("event_types row") << QStringLiteral("INSERT INTO event_types(id,name) VALUES(500,'order.expired')") << 0;
        QTest::newRow("stream twice") << QStringLiteral("UPDATE streams SET category=(SELECT category FROM streams WHERE id=2), "
                                                        "stream_id=(SELECT stream_id FROM streams WHERE id=2) WHERE id=1") << 1;
        QTest::newRow("streams row") << QStringLiteral("INSERT INTO streams(id,stream_id,category,version) VALUES(500,zeroblob(16),'order',1)") << 0;
    }
    void changeOfAnyStoredColumnIsFound()
    {
        QFETCH(const QString, sql);
        QFETCH(const int, position);
        const std::string path = fresh();
        QVERIFY(test::tamper(path, sql.toStdString()));
        const VerifyReport report = verify(path);
        QVERIFY(!report.ok);
        QVERIFY2(!QString::fromStdString(report.reason).startsWith(QStringLiteral("refused")), report.reason.c_str());
        if (position > 0)
            QCOMPARE(report.firstBadPosition, position);
    }
    void changedByteInTheFileIsFound()
    {
        const std::string path = fresh();
        QByteArray content = test::contentOf(path);
        const auto at = content.indexOf("{\"client_order_id\":\"order-2\",\"request\"");
        QVERIFY(at > 0);
        content[at + 21] = 'O';
        QVERIFY(test::overwrite(path, content));
        const VerifyReport report = verify(path);
        QVERIFY(!report.ok);
        QCOMPARE(report.firstBadPosition, 9);   // two of the account, four commands with six events of the first order
    }
    void missingAddedAndSwappedEventsAreFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("position");
        QTest::newRow("deleted") << QStringLiteral("DELETE FROM events WHERE position=4") << 4;
        QTest::newRow("first deleted") << QStringLiteral("DELETE FROM events WHERE position=1") << 1;
        QTest::newRow("tail cut") << QStringLiteral("DELETE FROM events WHERE position>18") << 19;
        QTest::newRow("all deleted") << QStringLiteral("DELETE FROM events") << 1;
        QTest::newRow("added") << QStringLiteral(
            "INSERT INTO events SELECT 22, stream, 77, type, schema_version, occurred_at, recorded_at, event_id, command_id, "
            "correlation_id, causation_id, actor, payload, pii, metadata, hash FROM events WHERE position=21") << 22;
        QTest::newRow("swapped") << QStringLiteral("UPDATE events SET position=-1 WHERE position=6; UPDATE events SET position=6 "
                                                   "WHERE position=7; UPDATE events SET position=7 WHERE position=-1") << 6;
        QTest::newRow("swapped payloads") << QStringLiteral(
            "UPDATE events SET payload=(SELECT payload FROM events WHERE position=9) WHERE position=3") << 3;
    }
    void missingAddedAndSwappedEventsAreFound()
    {
        QFETCH(const QString, sql);
        QFETCH(const int, position);
        const std::string path = fresh();
        QVERIFY(test::tamper(path, sql.toStdString()));
        const VerifyReport report = verify(path);
        QVERIFY(!report.ok);
        QCOMPARE(report.firstBadPosition, position);
    }
    void tailThatWasCutCleanlyIsFoundByTheAnchor()
    {
        const std::string path = fresh();
        // Everything that names the last command is taken away with it.
        QVERIFY(test::tamper(path, "DELETE FROM outbox WHERE position=21; DELETE FROM rm_orders_v1 WHERE changed_at=21;"
                                   "DELETE FROM commands_recent WHERE last_position=21; DELETE FROM events WHERE position=21;"
                                   "DELETE FROM streams WHERE id=(SELECT max(id) FROM streams);"
                                   "UPDATE projections SET position=20, hash=(SELECT hash FROM events WHERE position=20)"));
        const VerifyReport report = verify(path);
        QVERIFY(!report.ok);
        QCOMPARE(report.events, 20);
        QCOMPARE(report.firstBadPosition, 21);
        QVERIFY(!test::openJournal(path));
        QVERIFY(overwriteAnchors(path));
        QVERIFY2(verify(path).ok, verify(path).reason.c_str());   // without an anchor the cut is invisible
    }
    static bool overwriteAnchors(const std::string& path) { return test::overwrite(anchorsPathOf(path), {}); }

    void rowsOutsideTheChainAreHeldAgainstIt_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("command position") << QStringLiteral("UPDATE commands_recent SET first_position=2 WHERE first_position=3");
        QTest::newRow("command gone") << QStringLiteral("DELETE FROM commands_recent WHERE first_position=3");
        QTest::newRow("command twice") << QStringLiteral(
            "INSERT INTO commands SELECT command_id, first_position, last_position, result, ts FROM commands_recent WHERE sequence=1");
        QTest::newRow("request twice") << QStringLiteral(
            "INSERT INTO outbox SELECT 900, command_id, position, kind, account, client_order_id, request, payload, 0, 0, created_at, '' "
            "FROM outbox_done WHERE id=1");
        QTest::newRow("done outbox ahead") << QStringLiteral("UPDATE outbox_done SET position=400 WHERE id=1");
        QTest::newRow("outbox ahead") << QStringLiteral("UPDATE outbox SET position=400");
        QTest::newRow("outbox of nobody") << QStringLiteral("UPDATE outbox SET command_id=zeroblob(16)");
        QTest::newRow("listener ahead") << QStringLiteral("INSERT INTO listeners VALUES('router',400)");
        QTest::newRow("checkpoint") << QStringLiteral("UPDATE projections SET position=3 WHERE name='fills'");
        QTest::newRow("checkpoint hash") << QStringLiteral("UPDATE projections SET hash=zeroblob(32) WHERE name='fills'");
    }
    void rowsOutsideTheChainAreHeldAgainstIt()
    {
        QFETCH(const QString, sql);
        const std::string path = fresh();
        QVERIFY(test::tamper(path, sql.toStdString()));
        QVERIFY(!verify(path).ok);
    }
    void viewThatDiffersIsNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("sql");
        QTest::newRow("orders") << "orders" << "UPDATE rm_orders_v1 SET row=replace(row,'187.2','187.3') WHERE stream=2";
        QTest::newRow("orders time") << "orders" << "UPDATE rm_orders_v1 SET submitted_at=submitted_at+1 WHERE stream=2";
        QTest::newRow("fills") << "fills" << "DELETE FROM rm_fills_v1 WHERE changed_at=(SELECT min(changed_at) FROM rm_fills_v1)";
        QTest::newRow("positions") << "positions" << "UPDATE rm_positions_v1 SET row=replace(row,'\"30\"','\"31\"')";
        QTest::newRow("accounts") << "accounts" << "INSERT INTO rm_accounts_v1 SELECT 500, changed_at, row FROM rm_accounts_v1";
    }
    void viewThatDiffersIsNamed()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, sql);
        const std::string path = fresh();
        QVERIFY(test::tamper(path, sql.toStdString()));
        const VerifyReport report = verify(path);
        QVERIFY(!report.ok);
        QCOMPARE(report.events, 21);
        for (const auto& projection : report.projections)
            QCOMPARE(projection.ok, projection.name != name.toStdString());
    }
    void unknownEventIsNamedWithItsPosition()
    {
        const std::string path = fresh();
        QVERIFY(test::tamper(path, "UPDATE event_types SET name='order.teleported' WHERE name='order.filled'"));
        const auto opened = test::openJournal(path);
        QVERIFY(!opened);
        QVERIFY(opened.error().kind == application::StoreErrorKind::UnknownEvent);
        QCOMPARE(opened.error().position, 6);
    }
    void damagedAnchorsAreFound()
    {
        const std::string path = fresh();
        QVERIFY(test::overwrite(anchorsPathOf(path), QByteArray("{\"position\":21}\n")));
        QVERIFY(!verify(path).ok);
        QVERIFY(test::overwrite(anchorsPathOf(path), QByteArray("{\"position\":2")));   // a torn write is none
        QVERIFY2(verify(path).ok, verify(path).reason.c_str());
    }
};

QTEST_GUILESS_MAIN(JournalVerifierTest)
#include "journal_verifier_test.moc"
