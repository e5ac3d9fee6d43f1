// The whole way as a stranger walks it: the real workstation on a Coinbase of this machine, real processes and real sockets. Prices
// from the socket are seen, an order fills against them, silence is told as staleness, and the journal holds it all.
#include "tests/support/process/workstation_process.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using tradecore::test::WorkstationProcess;

namespace {

constexpr int patience = 60'000;   // milliseconds; the sanitizers on a busy machine

// tradecore-local-coinbase, with orders to misbehave on its standard input. Its market stands still until it is told to step, so
// that the price of a fill is known beforehand; heartbeats go on each second.
class LocalCoinbaseProcess {
public:
    ~LocalCoinbaseProcess()
    {
        m_process.kill();
        m_process.waitForFinished(patience);
    }
    [[nodiscard]] bool start()
    {
        m_process.start(WorkstationProcess::program("tradecore-local-coinbase"),
                        {QStringLiteral("--control"), QStringLiteral("--step-ms"), QStringLiteral("86400000")});
        const QDeadlineTimer deadline(patience);
        while (!m_process.canReadLine() && !deadline.hasExpired()) {
            if (!m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
                return false;
        }
        m_address = QString::fromLatin1(m_process.readLine()).trimmed();
        return m_address.startsWith(QStringLiteral("http://127.0.0.1:"));
    }
    // True once the server has obeyed.
    [[nodiscard]] bool tell(const QByteArray& order)
    {
        m_process.write(order);
        m_process.write("\n");
        const QDeadlineTimer deadline(patience);
        while (!m_process.canReadLine() && !deadline.hasExpired())
            m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
        return m_process.readLine().trimmed() == QByteArray("done: ").append(order);
    }
    [[nodiscard]] QString address() const { return m_address; }

private:
    QProcess m_process;
    QString m_address;
};

QStringList words(const QString& text)
{
    return text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

// Asks again and again, as a script would, until the answer is right or patience ends; each question is a process of its own.
bool becomes(const std::function<bool()>& isTrue)
{
    const QDeadlineTimer deadline(patience);
    do {
        if (isTrue())
            return true;
    } while (!deadline.hasExpired());
    return false;
}

}  // namespace

class LiveCoinbaseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void pricesComeFromTheSocket();
    void marketOrderFillsAgainstThem();
    void silenceIsToldAndEnds();
    void refusedConnectionIsTriedAgainWhenAsked();
    void journalHoldsIt();

private:
    [[nodiscard]] QJsonObject quote() const { return m_desk->console(words(QStringLiteral("quotes BTC-USD"))).first(); }
    [[nodiscard]] QJsonObject dataStream() const
    {
        const auto streams = m_desk->console({QStringLiteral("status")}).first().value(QStringLiteral("streams")).toArray();
        for (const auto& stream : streams) {
            if (stream.toObject().value(QStringLiteral("kind")).toString() == QStringLiteral("data"))
                return stream.toObject();
        }
        return {};
    }
    [[nodiscard]] QString dataState() const { return dataStream().value(QStringLiteral("state")).toString(); }
    [[nodiscard]] tradecore::test::ConsoleAnswer buy(const QString& id) const
    {
        return m_desk->console(words(QStringLiteral("order place --account practice-coinbase --symbol BTC-USD --side buy --type market "
                                                    "--quantity 0.001 --wait filled --timeout 30 --client-order-id %1").arg(id)));
    }

    QTemporaryDir m_directory;
    LocalCoinbaseProcess m_venue;
    std::unique_ptr<WorkstationProcess> m_desk;
};

void LiveCoinbaseTest::initTestCase()
{
    QVERIFY(m_venue.start());
    m_desk = std::make_unique<WorkstationProcess>(m_directory.path());
    QVERIFY2(m_desk->start({QStringLiteral("--market"), QStringLiteral("coinbase"), QStringLiteral("--symbols"), QStringLiteral("BTC-USD"),
                            QStringLiteral("--endpoint"), m_venue.address()}),
             m_desk->errors().constData());
}

void LiveCoinbaseTest::cleanupTestCase()
{
    if (m_desk)
        QVERIFY(m_desk->stop());
}

void LiveCoinbaseTest::pricesComeFromTheSocket()
{
    QVERIFY(becomes([this] { return quote().value(QStringLiteral("ask")).isString(); }));
    const QJsonObject first = quote();
    QCOMPARE(first.value(QStringLiteral("symbol")).toString(), QStringLiteral("BTC-USD.COINBASE"));
    const double bid = first.value(QStringLiteral("bid")).toString().toDouble();
    const double ask = first.value(QStringLiteral("ask")).toString().toDouble();
    QVERIFY(bid > 60'000 && bid < ask && ask < 70'000);
    QVERIFY(becomes([this] { return dataState() == QStringLiteral("live"); }));
    // Nothing moves but what the venue moves.
    QVERIFY(becomes([this, &first] {
        return m_venue.tell("step") && quote().value(QStringLiteral("at")) != first.value(QStringLiteral("at"));
    }));
}

void LiveCoinbaseTest::marketOrderFillsAgainstThem()
{
    const QJsonObject before = quote();
    const auto order = buy(QStringLiteral("against-the-ask"));
    QVERIFY2(order.exitCode == 0, order.errors.constData());
    QCOMPARE(order.first().value(QStringLiteral("status")).toString(), QStringLiteral("filled"));
    QCOMPARE(quote().value(QStringLiteral("ask")), before.value(QStringLiteral("ask")));
    const auto fills = m_desk->console({QStringLiteral("fills")}).lines;
    QCOMPARE(fills.size(), 1);
    QCOMPARE(fills.first().value(QStringLiteral("price")), before.value(QStringLiteral("ask")));
    QCOMPARE(fills.first().value(QStringLiteral("quantity")).toString(), QStringLiteral("0.001"));
}

void LiveCoinbaseTest::silenceIsToldAndEnds()
{
    // The connection stays open, and pings are answered: only what arrives counts.
    QVERIFY(m_venue.tell("mute"));
    QVERIFY(becomes([this] { return dataState() == QStringLiteral("stale"); }));
    QVERIFY(dataStream().value(QStringLiteral("age_ms")).toInteger() >= 5'000);
    QVERIFY(!dataStream().value(QStringLiteral("reason")).toString().isEmpty());
    QVERIFY(m_venue.tell("speak"));
    QVERIFY(becomes([this] { return dataState() == QStringLiteral("live"); }));
    QVERIFY(becomes([this] { return quote().value(QStringLiteral("ask")).isString(); }));
    const auto order = buy(QStringLiteral("after-the-silence"));
    QVERIFY2(order.exitCode == 0, order.errors.constData());
}

void LiveCoinbaseTest::refusedConnectionIsTriedAgainWhenAsked()
{
    QVERIFY(m_venue.tell("refuse 3"));
    QVERIFY(m_venue.tell("close"));
    QVERIFY(becomes([this] { return dataStream().value(QStringLiteral("reason")).toString().contains(QStringLiteral("asks to wait 3 s")); }));
    QVERIFY(becomes([this] { return dataState() == QStringLiteral("live"); }));
    QVERIFY(becomes([this] { return quote().value(QStringLiteral("ask")).isString(); }));
}

void LiveCoinbaseTest::journalHoldsIt()
{
    QVERIFY(m_desk->stop());
    const auto verified = m_desk->console({QStringLiteral("verify")});
    QVERIFY2(verified.exitCode == 0, verified.errors.constData());
    QCOMPARE(verified.first().value(QStringLiteral("ok")).toBool(), true);
    QCOMPARE(m_desk->console({QStringLiteral("fills")}).lines.size(), 2);
    int silences = 0;
    const auto events = m_desk->console(words(QStringLiteral("events --limit 1000"))).lines;
    for (const auto& event : events)
        silences += event.value(QStringLiteral("type")).toString().contains(QStringLiteral("stale"), Qt::CaseInsensitive) ? 1 : 0;
    QVERIFY(silences >= 1);
}

QTEST_GUILESS_MAIN(LiveCoinbaseTest)
#include "live_coinbase_test.moc"
