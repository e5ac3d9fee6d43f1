// The self-check over the local socket: progress before the answer, sentences as errors, refusals where there is none.
#include "tests/infrastructure/local_api/api_bench.h"

#include <QJsonArray>
#include <QtTest>

namespace tradecore::test {

class ApiIntegrityTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void statusHasTheChecks();
    void withoutASelfCheckItIsSaid_data();
    void withoutASelfCheckItIsSaid();
    void checkAnswersWithTheChecks();
    void rebuildTellsItsProgress();
    void rebuildThatFailsIsAnError();
    void backupNeedsAnAbsolutePath_data();
    void backupNeedsAnAbsolutePath();
    void backupSaysWhatItHolds();
    void deadLettersAreReadRetriedAndDismissed();
    void activityIsADayALine();
};

namespace {

void ask(QLocalSocket& socket, const char* line)
{
    socket.write(line);
    socket.write("\n");
}

QJsonObject resultOf(const QJsonObject& line)
{
    return line.value(QStringLiteral("result")).toObject();
}

application::IntegrityStatus soundStatus()
{
    application::IntegrityStatus status;
    status.passes = 3;
    status.verifiedPosition = 812;
    status.checkedAt = Timestamp::fromSeconds(1'767'369'600);
    status.checks.push_back({application::IntegrityCheckName::Chain, application::IntegrityVerdict::Good, 812, 0, status.checkedAt, {}});
    status.checks.push_back({application::IntegrityCheckName::CashSums, application::IntegrityVerdict::Bad, 9, 44, status.checkedAt, "Cash differs."});
    return status;
}

}  // namespace

void ApiIntegrityTest::statusHasTheChecks()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    bench.desk.statusAnswer.integrity = soundStatus();
    bench.desk.statusAnswer.blockedReason = "The disk is full.";
    const auto socket = bench.call();
    QVERIFY(socket);
    ask(*socket, R"({"id":1,"query":"Status"})");
    const auto status = resultOf(ApiBench::nextLine(*socket));
    QCOMPARE(status.value(QStringLiteral("blocked_reason")).toString(), QStringLiteral("The disk is full."));
    const auto integrity = status.value(QStringLiteral("integrity")).toObject();
    QCOMPARE(integrity.value(QStringLiteral("ok")), QJsonValue(false));
    QCOMPARE(integrity.value(QStringLiteral("verified_position")).toInteger(), 812);
    const auto cash = integrity.value(QStringLiteral("checks")).toArray().at(1).toObject();
    QCOMPARE(cash.value(QStringLiteral("name")).toString(), QStringLiteral("cash_sums"));
    QCOMPARE(cash.value(QStringLiteral("verdict")).toString(), QStringLiteral("bad"));
    QCOMPARE(cash.value(QStringLiteral("position")).toInteger(), 44);
    QCOMPARE(cash.value(QStringLiteral("reason")).toString(), QStringLiteral("Cash differs."));
}

void ApiIntegrityTest::withoutASelfCheckItIsSaid_data()
{
    QTest::addColumn<QByteArray>("line");
    for (const char* command : {"CheckIntegrity", "Rebuild", "CancelRebuild", "Backup", "RetryDeadLetter", "DismissDeadLetter"})
        QTest::newRow(command) << QByteArray("{\"id\":1,\"command\":\"") + command + "\"}";
    for (const char* query : {"DeadLetters", "Activity"})
        QTest::newRow(query) << QByteArray("{\"id\":1,\"query\":\"") + query + "\"}";
}

void ApiIntegrityTest::withoutASelfCheckItIsSaid()
{
    QFETCH(QByteArray, line);
    ApiBench bench({}, false);
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    ask(*socket, line.constData());
    QCOMPARE(ApiBench::errorOf(ApiBench::nextLine(*socket)), QStringLiteral("not_supported"));
}

void ApiIntegrityTest::checkAnswersWithTheChecks()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    bench.desk.statusAnswer.integrity = soundStatus();
    const auto socket = bench.call();
    QVERIFY(socket);
    ask(*socket, R"({"id":1,"command":"CheckIntegrity"})");
    QCOMPARE(resultOf(ApiBench::nextLine(*socket)).value(QStringLiteral("passes")).toInteger(), 3);
    QCOMPARE(bench.integrity.checks, 1);
}

void ApiIntegrityTest::rebuildTellsItsProgress()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    ask(*socket, R"({"id":"r","command":"Rebuild","arguments":{"projection":"orders"}})");
    QTRY_COMPARE(bench.integrity.rebuilt.size(), std::size_t(1));
    QCOMPARE(bench.integrity.rebuilt.front(), std::string("orders"));
    bench.integrity.progress(200, 812);
    bench.integrity.finishRebuild({{{"orders", 812, 40, std::chrono::milliseconds(7)}}, {}});
    const auto progress = ApiBench::nextLine(*socket);
    QCOMPARE(progress.value(QStringLiteral("id")).toString(), QStringLiteral("r"));
    QVERIFY(!progress.contains(QStringLiteral("ok")));
    QCOMPARE(progress.value(QStringLiteral("progress")).toObject().value(QStringLiteral("of_events")).toInteger(), 812);
    const auto row = ApiBench::nextLine(*socket).value(QStringLiteral("result")).toArray().at(0).toObject();
    QCOMPARE(row.value(QStringLiteral("projection")).toString(), QStringLiteral("orders"));
    QCOMPARE(row.value(QStringLiteral("rows")).toInteger(), 40);
    QCOMPARE(row.value(QStringLiteral("elapsed_ms")).toInteger(), 7);
}

void ApiIntegrityTest::rebuildThatFailsIsAnError()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    ask(*socket, R"({"id":1,"command":"Rebuild"})");
    QTRY_COMPARE(bench.integrity.rebuilt.size(), std::size_t(1));
    bench.integrity.finishRebuild({{}, "Event 3 is unknown."});
    QCOMPARE(ApiBench::errorOf(ApiBench::nextLine(*socket)), QStringLiteral("rebuild_failed"));
    QVERIFY(ApiBench::answers(*socket));
}

void ApiIntegrityTest::backupNeedsAnAbsolutePath_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::newRow("none") << QByteArray("{}");
    QTest::newRow("empty") << QByteArray(R"({"path":""})");
    QTest::newRow("relative") << QByteArray(R"({"path":"copy.db"})");
    QTest::newRow("a number") << QByteArray(R"({"path":7})");
}

void ApiIntegrityTest::backupNeedsAnAbsolutePath()
{
    QFETCH(QByteArray, arguments);
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    ask(*socket, QByteArray(R"({"id":1,"command":"Backup","arguments":)" + arguments + '}').constData());
    QCOMPARE(ApiBench::errorOf(ApiBench::nextLine(*socket)), QStringLiteral("bad_argument"));
    QVERIFY(bench.integrity.backups.empty());
}

void ApiIntegrityTest::backupSaysWhatItHolds()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    QVERIFY(socket);
    ask(*socket, R"({"id":1,"command":"Backup","arguments":{"path":"/tmp/copy.db"}})");
    QTRY_COMPARE(bench.integrity.backups.size(), std::size_t(1));
    bench.integrity.finishBackup({"/tmp/copy.db", 812, 4096, "ab", {}});
    QCOMPARE(resultOf(ApiBench::nextLine(*socket)).value(QStringLiteral("rows")).toInteger(), 812);
    ask(*socket, R"({"id":2,"command":"Backup","arguments":{"path":"/tmp/copy.db"}})");
    QTRY_COMPARE(bench.integrity.backups.size(), std::size_t(2));
    bench.integrity.finishBackup({"/tmp/copy.db", 0, 0, {}, "It exists already."});
    QCOMPARE(ApiBench::errorOf(ApiBench::nextLine(*socket)), QStringLiteral("backup_failed"));
}

void ApiIntegrityTest::deadLettersAreReadRetriedAndDismissed()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    bench.integrity.letters = {{"activity", 17, "order-1", 2, "failed", "It does not fit."}, {"activity", 19, "order-1", 0, "waiting", "It waits."}};
    const auto socket = bench.call();
    QVERIFY(socket);
    ask(*socket, R"({"id":1,"query":"DeadLetters"})");
    const auto rows = ApiBench::nextLine(*socket).value(QStringLiteral("result")).toArray();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.at(0).toObject().value(QStringLiteral("reason")).toString(), QStringLiteral("It does not fit."));
    ask(*socket, R"({"id":2,"command":"RetryDeadLetter","arguments":{"projection":"activity","position":17}})");
    QVERIFY(ApiBench::nextLine(*socket).value(QStringLiteral("ok")).toBool());
    bench.integrity.refusal = "It failed again.";
    ask(*socket, R"({"id":3,"command":"DismissDeadLetter","arguments":{"projection":"activity","position":19}})");
    QCOMPARE(ApiBench::errorOf(ApiBench::nextLine(*socket)), QStringLiteral("dismiss_failed"));
    QCOMPARE(bench.integrity.retried.front(), std::int64_t(17));
    QCOMPARE(bench.integrity.dismissed.front(), std::int64_t(19));
}

void ApiIntegrityTest::activityIsADayALine()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    bench.integrity.days = {{"2026-11-24", 4, 1, 0, 1, 0, 3}};
    const auto socket = bench.call();
    QVERIFY(socket);
    ask(*socket, R"({"id":1,"query":"Activity"})");
    const auto day = ApiBench::nextLine(*socket).value(QStringLiteral("result")).toArray().at(0).toObject();
    QCOMPARE(day.value(QStringLiteral("day")).toString(), QStringLiteral("2026-11-24"));
    QCOMPARE(day.value(QStringLiteral("fills")).toInteger(), 3);
}

}  // namespace tradecore::test

QTEST_GUILESS_MAIN(tradecore::test::ApiIntegrityTest)
#include "api_integrity_test.moc"
