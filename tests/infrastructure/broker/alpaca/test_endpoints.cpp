// Where a paper account may go: its own hosts, or this machine; and whose keys it takes.
#include "infrastructure/broker/alpaca/endpoints.h"

#include <QTest>

using namespace tradecore::infrastructure;

class TestAlpacaEndpoints : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void paperNamesNoLiveHost()
    {
        const auto paper = AlpacaEndpoints::paper();
        for (const auto& url : {paper.trading, paper.tradingStream})
            QCOMPARE(url.host(), QStringLiteral("paper-api.alpaca.markets"));
        for (const auto& url : {paper.trading, paper.tradingStream, paper.data, paper.stockStream, paper.cryptoStream})
            QVERIFY(url.scheme() == QStringLiteral("https") || url.scheme() == QStringLiteral("wss"));
    }
    void onlyThisMachineIsTakenUnencrypted_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("loopback") << QStringLiteral("http://127.0.0.1:8080") << true;
        QTest::newRow("localhost") << QStringLiteral("ws://localhost:8080/alpaca") << true;
        QTest::newRow("IPv6") << QStringLiteral("http://[::1]:1") << true;
        QTest::newRow("another host") << QStringLiteral("http://example.com") << false;
        QTest::newRow("a live host") << QStringLiteral("https://api.alpaca.markets") << false;
        QTest::newRow("like loopback") << QStringLiteral("http://127.0.0.1.example.com") << false;
        QTest::newRow("a user") << QStringLiteral("http://a@127.0.0.1") << false;
        QTest::newRow("a query") << QStringLiteral("http://127.0.0.1?x") << false;
        QTest::newRow("nothing") << QString() << false;
    }
    void onlyThisMachineIsTakenUnencrypted()
    {
        QFETCH(QString, base);
        QFETCH(bool, isTaken);
        const auto endpoints = AlpacaEndpoints::loopback(base);
        QCOMPARE(endpoints.has_value(), isTaken);
        if (endpoints)
            QVERIFY(endpoints->tradingStream.path().endsWith(QStringLiteral("/stream")));
        else
            QVERIFY(!endpoints.error().empty());
    }
    void liveKeysAreRefused()
    {
        QVERIFY(checkPaperKey("PKTEST"));
        QVERIFY(!checkPaperKey("AKLIVE"));
        QVERIFY(checkPaperKey("AKLIVE").error().find("AKLIVE") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestAlpacaEndpoints)
#include "test_endpoints.moc"
