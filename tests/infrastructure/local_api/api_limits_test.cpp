// The limits R1 to R7 through the local socket.
#include "tests/infrastructure/local_api/api_bench.h"

#include <QJsonArray>
#include <QTest>

using namespace tradecore;
using test::ApiBench;

class ApiLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void limitsAreReadAndChanged();
    void badLimitsAreRefused_data();
    void badLimitsAreRefused();
};

void ApiLimitsTest::limitsAreReadAndChanged()
{
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    socket->write("{\"id\":1,\"query\":\"Limits\"}\n");
    const auto rows = ApiBench::nextLine(*socket).value(QStringLiteral("result")).toArray();
    QCOMPARE(rows.size(), 7);
    QCOMPARE(rows.at(3).toObject().value(QStringLiteral("number")).toString(), QStringLiteral("R4"));
    QCOMPARE(rows.at(3).toObject().value(QStringLiteral("value")).toString(), QStringLiteral("60"));
    QVERIFY(rows.at(6).toObject().value(QStringLiteral("value")).isNull());
    socket->write("{\"id\":2,\"command\":\"ChangeLimit\",\"arguments\":{\"name\":\"order_rate\",\"value\":null}}\n");
    const auto changed = ApiBench::nextLine(*socket).value(QStringLiteral("result")).toArray();
    QVERIFY(changed.at(3).toObject().value(QStringLiteral("value")).isNull());
    QVERIFY(!bench.market.risk.limits.at(domain::RiskLimit::OrderRate));
}

void ApiLimitsTest::badLimitsAreRefused_data()
{
    QTest::addColumn<QByteArray>("arguments");
    QTest::newRow("name") << QByteArray("{\"name\":\"leverage\",\"value\":\"1\"}");
    QTest::newRow("no name") << QByteArray("{\"value\":\"1\"}");
    QTest::newRow("no value") << QByteArray("{\"name\":\"order_rate\"}");
    QTest::newRow("number") << QByteArray("{\"name\":\"order_rate\",\"value\":5}");
    QTest::newRow("words") << QByteArray("{\"name\":\"order_rate\",\"value\":\"many\"}");
}

void ApiLimitsTest::badLimitsAreRefused()
{
    QFETCH(const QByteArray, arguments);
    ApiBench bench;
    QVERIFY(bench.listen());
    const auto socket = bench.call();
    socket->write("{\"id\":1,\"command\":\"ChangeLimit\",\"arguments\":" + arguments + "}\n");
    QCOMPARE(ApiBench::errorOf(ApiBench::nextLine(*socket)), QStringLiteral("bad_argument"));
    QVERIFY(bench.market.risk == domain::RiskState{});
}

QTEST_GUILESS_MAIN(ApiLimitsTest)
#include "api_limits_test.moc"
