// The contract of tradecorectl against the real programs: keys, exit codes, refusals.
#include "tests/support/process/workstation_process.h"

#include <QDir>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using tradecore::test::ConsoleAnswer;
using tradecore::test::WorkstationProcess;

namespace {

QStringList words(const char* text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

}  // namespace

class ConsoleContractTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void keys_data();
    void keys();
    void exitCodes_data();
    void exitCodes();
    void versionAndHelpNeedNoDisplay();
    void orderIsPlacedFilledAndShown();
    void sameOrderIdIsTheSameOrder();
    void deniedOrderPrintsTheRowAndFails();
    void cancelAndReplace();
    void everyTimeframeHasBars_data();
    void everyTimeframeHasBars();
    void haltNeedsAReasonAndHolds();
    void eventsPageAndFilter();
    void verifyWorksWhileItRuns();
    void flattenProvesZero();
    void secondInstanceIsRefused();

private:
    ConsoleAnswer ask(const char* text) const { return m_desk->console(words(text)); }
    QTemporaryDir m_directory;
    std::unique_ptr<WorkstationProcess> m_desk;
};

void ConsoleContractTest::initTestCase()
{
    m_desk = std::make_unique<WorkstationProcess>(m_directory.path());
    QVERIFY2(m_desk->start(), m_desk->errors().constData());
    QCOMPARE(ask("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 3 --client-order-id first --wait filled").exitCode, 0);
}

void ConsoleContractTest::cleanupTestCase()
{
    QVERIFY(m_desk->stop());
}

void ConsoleContractTest::keys_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("keys");
    QTest::newRow("status") << "status" << "state mode streams engine_queue event_position head_hash trading_state counters";
    QTest::newRow("accounts") << "accounts" << "account_id broker mode currency cash equity buying_power realised_pnl unrealised_pnl day_pnl";
    QTest::newRow("orders") << "orders" << "client_order_id broker_order_id account_id symbol side type time_in_force quantity filled_quantity limit_price stop_price average_fill_price status reason parent_id submitted_at updated_at";
    QTest::newRow("fills") << "fills" << "execution_id client_order_id account_id symbol side quantity price commission currency liquidity source executed_at";
    QTest::newRow("positions") << "positions" << "account_id symbol quantity average_price cost_basis mark_price unrealised_pnl realised_pnl currency";
    QTest::newRow("positions fifo") << "positions --method fifo" << "account_id symbol quantity average_price cost_basis mark_price unrealised_pnl realised_pnl currency";
    QTest::newRow("quotes") << "quotes AAPL" << "symbol bid bid_size ask ask_size last last_size at age_ms";
    QTest::newRow("bars") << "bars AAPL --timeframe 1m --count 2" << "symbol start open high low close volume trades complete";
    QTest::newRow("events") << "events --limit 1" << "position stream version event_id type type_version occurred_at recorded_at correlation_id causation_id actor payload hash";
    QTest::newRow("verify") << "verify" << "events head_hash ok first_bad_position reason projections";
}

void ConsoleContractTest::keys()
{
    QFETCH(QString, command);
    QFETCH(QString, keys);
    const auto answer = m_desk->console(command.split(QLatin1Char(' ')));
    QCOMPARE(answer.exitCode, 0);
    QVERIFY(!answer.lines.isEmpty());
    const auto wanted = keys.split(QLatin1Char(' '));
    for (const auto& key : wanted)
        QVERIFY2(answer.first().contains(key), qPrintable(key));
    for (const auto& number : {"cash", "quantity", "price", "average_price", "open", "bid", "commission", "cost_basis"}) {
        const auto value = answer.first().value(QLatin1String(number));
        QVERIFY2(value.isUndefined() || value.isNull() || value.isString(), number);
    }
}

void ConsoleContractTest::exitCodes_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<int>("code");
    QTest::newRow("no such command") << "dance" << 2;
    QTest::newRow("no such option") << "status --loud" << 2;
    QTest::newRow("missing option") << "order place --symbol AAPL" << 2;
    QTest::newRow("timeframe missing") << "bars AAPL" << 2;
    QTest::newRow("unknown timeframe") << "bars AAPL --timeframe 7m" << 1;
    QTest::newRow("bad quantity") << "order place --account practice-simulated --symbol AAPL --side buy --type market --quantity ten" << 1;
    QTest::newRow("unknown symbol") << "order place --account practice-simulated --symbol NOPE --side buy --type market --quantity 1" << 1;
    QTest::newRow("unknown account") << "order place --account nobody --symbol AAPL --side buy --type market --quantity 1" << 1;
    QTest::newRow("unknown order") << "order cancel no-such-order" << 1;
    QTest::newRow("timed out") << "order place --account practice-simulated --symbol AAPL --side buy --type limit --limit 1.00 --quantity 1 --wait filled --timeout 1" << 5;
    QTest::newRow("reason missing") << "halt" << 2;
}

void ConsoleContractTest::exitCodes()
{
    QFETCH(QString, command);
    QFETCH(int, code);
    const auto answer = m_desk->console(command.split(QLatin1Char(' ')));
    QCOMPARE(answer.exitCode, code);
    QVERIFY(!answer.errors.isEmpty());
}

void ConsoleContractTest::versionAndHelpNeedNoDisplay()
{
    for (const char* program : {"tradecore", "tradecorectl"}) {
        for (const char* option : {"--help", "--version"}) {
            QProcess process;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.remove(QStringLiteral("DISPLAY"));
            environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
            process.setProcessEnvironment(environment);
            process.start(WorkstationProcess::program(program), {QString::fromLatin1(option)});
            QVERIFY(process.waitForFinished(30'000));
            QCOMPARE(process.exitCode(), 0);
            QVERIFY(process.readAllStandardOutput().contains("tradecore"));
        }
    }
}

void ConsoleContractTest::orderIsPlacedFilledAndShown()
{
    const auto answer = ask("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 2 --wait terminal");
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.first().value(QStringLiteral("status")).toString(), QStringLiteral("filled"));
    QCOMPARE(answer.first().value(QStringLiteral("filled_quantity")).toString(), QStringLiteral("2"));
    QVERIFY(ask("fills").lines.size() >= 2);
}

void ConsoleContractTest::sameOrderIdIsTheSameOrder()
{
    const auto before = ask("orders").lines.size();
    QCOMPARE(ask("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 3 --client-order-id first").exitCode, 0);
    QCOMPARE(ask("orders").lines.size(), before);
    const auto conflict = ask("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 4 --client-order-id first");
    QCOMPARE(conflict.exitCode, 1);
    QCOMPARE(conflict.first().value(QStringLiteral("error")).toObject().value(QStringLiteral("code")).toString(), QStringLiteral("conflict"));
}

void ConsoleContractTest::deniedOrderPrintsTheRowAndFails()
{
    const auto answer = ask("order place --account practice-simulated --symbol AAPL --side buy --type limit --limit 1.005 --quantity 1");
    QCOMPARE(answer.exitCode, 1);
    QCOMPARE(answer.first().value(QStringLiteral("status")).toString(), QStringLiteral("denied"));
    QVERIFY(answer.first().value(QStringLiteral("reason")).toString().contains(QStringLiteral("1.005")));
}

void ConsoleContractTest::cancelAndReplace()
{
    QCOMPARE(ask("order place --account practice-simulated --symbol AAPL --side buy --type limit --limit 10.00 --quantity 1 --client-order-id rest --wait accepted").exitCode, 0);
    QCOMPARE(ask("order replace rest --limit 11.00 --quantity 2").exitCode, 0);
    QVERIFY(m_desk->waitFor(words("orders --client-order-id rest"), QStringLiteral("limit_price"), QStringLiteral("11")));
    QCOMPARE(ask("order cancel rest").exitCode, 0);
    QVERIFY(m_desk->waitFor(words("orders --client-order-id rest"), QStringLiteral("status"), QStringLiteral("canceled")));
    QCOMPARE(ask("order cancel rest").exitCode, 1);
    QCOMPARE(ask("order place --account practice-simulated --symbol MSFT --side buy --type limit --limit 10.00 --quantity 1 --client-order-id rest-2 --wait accepted").exitCode, 0);
    QCOMPARE(ask("order cancel --all --symbol MSFT").lines.size(), 1);
    QVERIFY(m_desk->waitFor(words("orders --client-order-id rest-2"), QStringLiteral("status"), QStringLiteral("canceled")));
}

void ConsoleContractTest::everyTimeframeHasBars_data()
{
    QTest::addColumn<QString>("timeframe");
    for (const char* timeframe : {"1s", "1m", "5m", "15m", "1h", "1d"})
        QTest::newRow(timeframe) << QString::fromLatin1(timeframe);
}

void ConsoleContractTest::everyTimeframeHasBars()
{
    QFETCH(QString, timeframe);
    const auto answer = m_desk->console({QStringLiteral("bars"), QStringLiteral("AAPL"), QStringLiteral("--timeframe"), timeframe, QStringLiteral("--count"), QStringLiteral("3")});
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.lines.size(), 3);
    QVERIFY(answer.lines[0].value(QStringLiteral("start")).toString() < answer.lines[1].value(QStringLiteral("start")).toString());
}

void ConsoleContractTest::haltNeedsAReasonAndHolds()
{
    QCOMPARE(m_desk->console({QStringLiteral("halt"), QStringLiteral("--reason"), QStringLiteral("test")}).exitCode, 0);
    QCOMPARE(ask("order place --account practice-simulated --symbol AAPL --side buy --type market --quantity 1").exitCode, 1);
    QCOMPARE(ask("status").first().value(QStringLiteral("trading_state")).toString(), QStringLiteral("halted"));
    QCOMPARE(m_desk->console({QStringLiteral("resume"), QStringLiteral("--reason"), QStringLiteral("test is over")}).exitCode, 0);
    QCOMPARE(ask("status").first().value(QStringLiteral("trading_state")).toString(), QStringLiteral("active"));
}

void ConsoleContractTest::eventsPageAndFilter()
{
    const auto all = ask("events");
    QCOMPARE(all.exitCode, 0);
    for (qsizetype i = 0; i < all.lines.size(); ++i)
        QCOMPARE(all.lines[i].value(QStringLiteral("position")).toInteger(), i + 1);
    QCOMPARE(ask("events --from 2 --limit 3").lines.size(), 3);
    const QString stream = all.lines.last().value(QStringLiteral("stream")).toString();
    const auto one = m_desk->console({QStringLiteral("events"), QStringLiteral("--stream"), stream});
    QVERIFY(!one.lines.isEmpty());
    for (const auto& line : one.lines)
        QCOMPARE(line.value(QStringLiteral("stream")).toString(), stream);
}

void ConsoleContractTest::verifyWorksWhileItRuns()
{
    const auto answer = ask("verify");
    QCOMPARE(answer.exitCode, 0);
    QVERIFY(answer.first().value(QStringLiteral("ok")).toBool());
}

void ConsoleContractTest::flattenProvesZero()
{
    const auto answer = ask("flatten");
    QCOMPARE(answer.exitCode, 0);
    QCOMPARE(answer.first().value(QStringLiteral("remaining")).toInteger(), 0);
    const auto positions = ask("positions").lines;
    for (const auto& position : positions)
        QCOMPARE(position.value(QStringLiteral("quantity")).toString(), QStringLiteral("0"));
}

void ConsoleContractTest::secondInstanceIsRefused()
{
    WorkstationProcess second(m_directory.path());
    QVERIFY(!second.start());
    QCOMPARE(second.exitCode(), 1);
    QVERIFY(second.errors().contains(QByteArray::number(m_desk->processId())));
    QCOMPARE(ask("status").exitCode, 0);
}

QTEST_GUILESS_MAIN(ConsoleContractTest)
#include "console_contract_test.moc"
