// What a running workstation tells of itself: every counter that the source code makes stands in `status`, the channels and
// caches count, market time moves, the log is written, and a replay that is over rests.
#include "tests/support/process/workstation_process.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using tradecore::test::WorkstationProcess;

namespace {

QString sourceDirectory()
{
    return qEnvironmentVariable("TRADECORE_SOURCE_DIR");
}

// Every name that the code counts under.
QStringList countersInTheCode()
{
    static const QRegularExpression made(QStringLiteral("(?:named\\(|counters\\[)\"([a-z_]+)\"[)\\]]"));
    QStringList names;
    QDirIterator files(sourceDirectory() + QStringLiteral("/src"), {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        auto matches = made.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            names.append(matches.next().captured(1));
    }
    names.removeDuplicates();
    return names;
}

QJsonObject dataStreamOf(const QJsonObject& status)
{
    const auto streams = status.value(QStringLiteral("streams")).toArray();
    for (const auto& stream : streams) {
        if (stream.toObject().value(QStringLiteral("kind")) == QStringLiteral("data"))
            return stream.toObject();
    }
    return {};
}

}  // namespace

class StatusTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyCounterStandsInStatus();
    void channelsAndCachesCount_data();
    void channelsAndCachesCount();
    void marketTimeMoves();
    void subscriptionsAreActive();
    void theLogIsWrittenAtItsLevel();
    void aFinishedReplayRests();

private:
    [[nodiscard]] QJsonObject status() const { return m_desk->console({QStringLiteral("status")}).first(); }
    QTemporaryDir m_directory;
    std::unique_ptr<WorkstationProcess> m_desk;
};

void StatusTest::initTestCase()
{
    m_desk = std::make_unique<WorkstationProcess>(m_directory.path());
    QVERIFY2(m_desk->start({QStringLiteral("--log-level"), QStringLiteral("info")}), m_desk->errors().constData());
}

void StatusTest::cleanupTestCase()
{
    QVERIFY(m_desk->stop());
    QFile log(m_directory.filePath(QStringLiteral("tradecore.log")));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QVERIFY(log.readAll().endsWith("The workstation has stopped.\n"));
}

void StatusTest::everyCounterStandsInStatus()
{
    const QStringList made = countersInTheCode();
    QVERIFY(made.size() > 40);
    const auto counters = status().value(QStringLiteral("counters")).toObject();
    QStringList missing;
    for (const auto& name : made) {
        if (!counters.contains(name))
            missing.append(name);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
}

void StatusTest::channelsAndCachesCount_data()
{
    QTest::addColumn<QString>("counter");
    for (const char* name : {"quotes", "trades", "adapter_simulated_messages_per_second", "cache_misses", "connect_attempts",
                             "engine_commits", "practice_sessions", "reconciliation_runs"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void StatusTest::channelsAndCachesCount()
{
    QFETCH(const QString, counter);
    QTRY_VERIFY_WITH_TIMEOUT(status().value(QStringLiteral("counters")).toObject().value(counter).toInteger() > 0, 60'000);
}

void StatusTest::marketTimeMoves()
{
    const auto time = [this] { return status().value(QStringLiteral("market_time")).toString(); };
    const QString first = time();
    QVERIFY(!first.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(time() > first, 30'000);
}

void StatusTest::subscriptionsAreActive()
{
    const auto subscriptions = status().value(QStringLiteral("subscriptions")).toArray();
    QVERIFY(!subscriptions.isEmpty());
    for (const auto& subscription : subscriptions) {
        QCOMPARE(subscription.toObject().value(QStringLiteral("state")).toString(), QStringLiteral("active"));
        QVERIFY(subscription.toObject().value(QStringLiteral("wanted_by")).toArray().contains(QStringLiteral("watchlist")));
    }
}

void StatusTest::theLogIsWrittenAtItsLevel()
{
    const auto refused = m_desk->console({QStringLiteral("order"), QStringLiteral("place"), QStringLiteral("--account"),
                                          QStringLiteral("practice-simulated"), QStringLiteral("--symbol"), QStringLiteral("AAPL"),
                                          QStringLiteral("--side"), QStringLiteral("sell"), QStringLiteral("--type"),
                                          QStringLiteral("market"), QStringLiteral("--quantity"), QStringLiteral("5"),
                                          QStringLiteral("--client-order-id"), QStringLiteral("no-shares")});
    QCOMPARE(refused.exitCode, 1);
    const QString path = m_directory.filePath(QStringLiteral("tradecore.log"));
    const auto lines = [&path] {
        QFile log(path);
        return log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll()) : QString();
    };
    QTRY_VERIFY2(lines().contains(QStringLiteral("info tradecore.connection: simulated (data): connected\n")), qPrintable(lines()));
    QTRY_VERIFY2(lines().contains(QStringLiteral("info tradecore.orders: order no-shares of practice-simulated is denied: ")), qPrintable(lines()));
    QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
}

void StatusTest::aFinishedReplayRests()
{
    const QString recording = sourceDirectory() + QStringLiteral("/resources/recordings/first-light.tcr");
    if (!QFile::exists(recording))
        QSKIP("the recording that comes with the program is not here");
    const QTemporaryDir directory;
    WorkstationProcess desk(directory.path());
    QVERIFY2(desk.start({QStringLiteral("--replay"), recording, QStringLiteral("--speed"), QStringLiteral("max")}), desk.errors().constData());
    QJsonObject last;
    const auto state = [&desk, &last] {
        last = desk.console({QStringLiteral("status")}).first();
        return dataStreamOf(last).value(QStringLiteral("state")).toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("finished"), 60'000);
    QCOMPARE(dataStreamOf(last).value(QStringLiteral("reason")).toString(), QStringLiteral("replay finished"));
    const auto attempts = [&last] { return last.value(QStringLiteral("counters")).toObject().value(QStringLiteral("connect_attempts")).toInteger(); };
    QCOMPARE(attempts(), qint64{2});   // data and orders, once each
    QVERIFY(desk.stop());
}

QTEST_GUILESS_MAIN(StatusTest)
#include "status_test.moc"
