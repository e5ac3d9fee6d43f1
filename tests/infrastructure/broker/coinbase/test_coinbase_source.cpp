// The live source against the local server on a real socket: subscriptions, and each way in which the peer can misbehave.
#include "tests/infrastructure/broker/coinbase/live_bench.h"
#include "tests/support/broker/coinbase/capture.h"

#include <QWebSocket>

#include <algorithm>

using namespace tradecore;
using namespace tradecore::test;
using namespace tradecore::test::coinbase;
using namespace std::chrono_literals;

namespace {

// JSON with single quotes, so that it can be read here.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

}  // namespace

class TestCoinbaseSource : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aClientThatNeverSubscribesGetsNothing()
    {
        LocalCoinbaseServer server({.subscribeDeadline = 150ms, .stepInterval = 5ms, .heartbeatInterval = 5ms});
        QVERIFY(server.listen());
        QWebSocket client;
        int received = 0;
        connect(&client, &QWebSocket::textMessageReceived, &client, [&](const QString&) { ++received; });
        QSignalSpy closed(&client, &QWebSocket::disconnected);
        client.open(QUrl(server.baseUrl().replace(u"http"_qs, u"ws"_qs)));
        QTRY_COMPARE(closed.count(), 1);
        QCOMPARE(received, 0);
        QCOMPARE(server.framesSent(), 0);
        QCOMPARE(server.closedForSilence(), 1);
    }
    void quoteTradeAndStatisticsArrive()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        QVERIFY(bench.hasQuotes(1));
        bench.server.trade(u"BTC-USD"_qs);
        QTRY_COMPARE(bench.sink.trades.size(), std::size_t(1));
        QVERIFY(*bench.sink.quotes[0].bid < *bench.sink.quotes[0].ask);
        QCOMPARE(bench.sink.trades[0].price.toString(), bench.sink.quotes[0].ask->toString());
        QVERIFY(!bench.sink.statistics.empty());
        QVERIFY(bench.sink.malformed.empty());
    }
    void subscribesToTheFourChannels()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc, eth}));
        for (const auto& channel : {u"ticker"_qs, u"matches"_qs, u"level2_batch"_qs, u"heartbeat"_qs}) {
            QVERIFY(bench.server.isSubscribed(channel, u"BTC-USD"_qs));
            QVERIFY(bench.server.isSubscribed(channel, u"ETH-USD"_qs));
        }
        QCOMPARE(bench.observer.history["BTC-USD"], (std::vector{State::Wanted, State::Sent, State::Active}));
    }
    void acceptsTheOtherNameOfTheBookChannel()
    {
        LiveBench bench({.bookAcknowledgedAs = u"level2_50"_qs});
        QVERIFY(bench.connectAndSubscribe({btc}));
    }
    void withoutWishesTheStreamIsKeptAlive()
    {
        LiveBench bench({.subscribeDeadline = 100ms, .heartbeatInterval = 20ms});
        QVERIFY(bench.connectAndSubscribe({}));
        QTRY_VERIFY(bench.observer.activity >= 10);
        QCOMPARE(bench.server.closedForSilence(), 0);
        QVERIFY(bench.sink.quotes.empty() && bench.sink.trades.empty() && bench.sink.malformed.empty());
    }
    void onlyTheDifferenceIsSent()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        const auto before = bench.server.requests().size();
        bench.source.setSubscriptions({btc});
        bench.source.setSubscriptions({btc, eth});
        QTRY_COMPARE(bench.observer.states["ETH-USD"], State::Active);
        bench.source.setSubscriptions({eth});
        QTRY_VERIFY(!bench.server.isSubscribed(u"matches"_qs, u"BTC-USD"_qs));
        QCOMPARE(bench.server.requests().size(), before + 2);
    }
    void anUnknownProductIsRefusedAndTheRestServed()
    {
        LiveBench bench;
        bench.source.connectNow();
        QTRY_COMPARE(bench.observer.connected, 1);
        bench.source.setSubscriptions({btc, {"NO-SUCH", "COINBASE"}, {"AAPL", "SIM"}});
        QTRY_COMPARE(bench.observer.states["BTC-USD"], State::Active);
        QCOMPARE(bench.observer.states["NO-SUCH"], State::Refused);
        QCOMPARE(bench.observer.reasons["NO-SUCH"], std::string("NO-SUCH is not a valid product"));
        QCOMPARE(bench.observer.states["AAPL"], State::Refused);
    }
    void withoutAcknowledgementNothingIsActive()
    {
        VirtualBench bench;
        bench.server.strike(FrameFault::Drop, u"subscriptions"_qs);
        bench.source.setSubscriptions({btc});
        bench.source.connectNow();
        QTRY_VERIFY(!bench.sink.quotes.empty());
        QCOMPARE(bench.observer.states["BTC-USD"], State::Sent);
        bench.world.advance(11s);
        QCOMPARE(bench.observer.states["BTC-USD"], State::Refused);
        QVERIFY(!bench.observer.reasons["BTC-USD"].empty());
    }
    void aRefusedHandshakeSaysWhenToComeAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("seconds");
        QTest::newRow("too many requests") << 429 << QByteArray("Retry-After: 40\r\n") << 40;
        QTest::newRow("unavailable, other case") << 503 << QByteArray("X: y\r\nretry-after:7\r\n") << 7;
        QTest::newRow("at most an hour") << 429 << QByteArray("Retry-After: 999999\r\n") << 3600;
        QTest::newRow("not said") << 429 << QByteArray() << -1;
        QTest::newRow("a date") << 429 << QByteArray("Retry-After: Wed, 21 Oct 2026 07:28:00 GMT\r\n") << -1;
        QTest::newRow("negative") << 429 << QByteArray("Retry-After: -3\r\n") << -1;
        QTest::newRow("another refusal") << 403 << QByteArray("Retry-After: 40\r\n") << -1;
    }
    void aRefusedHandshakeSaysWhenToComeAgain()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, headers);
        QFETCH(int, seconds);
        LiveBench bench;
        bench.server.refuseHandshakeNext({status, "{}", "application/json", headers});
        bench.source.connectNow();
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
        QCOMPARE(bench.observer.connected, 0);
        QCOMPARE(bench.observer.retryDelays.size(), std::size_t(seconds < 0 ? 0 : 1));
        if (seconds >= 0) {
            QVERIFY(bench.observer.retryDelays[0].first == std::chrono::seconds(seconds));
            QCOMPARE(bench.observer.retryDelays[0].second, std::size_t(0));
        }
        QVERIFY(bench.connectAndSubscribe({btc}));
    }
    void aStalledHandshakeEndsAtTheDeadline()
    {
        VirtualBench bench;
        bench.server.setStallsHandshake(true);
        bench.source.connectNow();
        bench.world.advance(9s);
        QVERIFY(bench.observer.disconnects.empty());
        bench.world.advance(2s);
        QCOMPARE(bench.observer.disconnects.size(), std::size_t(1));
        QCOMPARE(bench.observer.connected, 0);
    }
    void nobodyListensIsSaid()
    {
        LiveBench bench;
        infrastructure::CoinbaseSource source(bench.sink, bench.observer, bench.clock, bench.scheduler,
                                              *infrastructure::CoinbaseEndpoints::loopback(u"ws://127.0.0.1:1"_qs));
        source.connectNow();
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
    }
    void aCloseIsReportedOnceWithItsReason()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        QVERIFY(bench.hasQuotes(1));
        bench.server.closeAll(u"maintenance"_qs);
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
        QVERIFY(bench.observer.disconnects[0].find("maintenance") != std::string::npos);
        QCOMPARE(bench.sink.invalid.size(), std::size_t(1));
    }
    void aConnectionCutInsideAFrameIsReportedOnce()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        bench.server.cutFrameAll();
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
        QTest::qWait(0);
        QCOMPARE(bench.observer.disconnects.size(), std::size_t(1));
    }
    void afterAReconnectQuotesComeAgain()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        QVERIFY(bench.hasQuotes(1));
        bench.server.abortAll();
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
        const auto before = bench.sink.quotes.size();
        QVERIFY(bench.connectAndSubscribe({btc}));
        QVERIFY(bench.hasQuotes(before + 1));
        QVERIFY(bench.sink.trades.empty());
    }
    void tradesMissedWhileAwayAreCounted()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        QVERIFY(bench.hasQuotes(1));
        bench.server.abortAll();
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
        bench.server.loseTrade(u"BTC-USD"_qs);
        QVERIFY(bench.connectAndSubscribe({btc}));
        QTRY_COMPARE(bench.source.counters().missedTrades, std::uint64_t(1));
    }
    void aDroppedTradeIsNoticedByTheHeartbeat()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        bench.server.strike(FrameFault::Drop, u"match"_qs);
        bench.server.trade(u"BTC-USD"_qs);
        bench.server.beat();
        QTRY_COMPARE(bench.source.counters().missedTrades, std::uint64_t(1));
        QCOMPARE(bench.sink.malformed, std::vector<std::string>{"missed 1 trade of BTC-USD.COINBASE"});
    }
    void aDelayedTradeCountsOnceAndIsTakenBack()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        bench.server.strike(FrameFault::Hold, u"match"_qs);
        bench.server.trade(u"BTC-USD"_qs);
        bench.server.trade(u"BTC-USD"_qs);
        QTRY_COMPARE(bench.source.counters().missedTrades, std::uint64_t(1));
        bench.server.releaseHeld();
        QTRY_COMPARE(bench.sink.trades.size(), std::size_t(2));
        QCOMPARE(bench.source.counters().missedTrades, std::uint64_t(0));
        QCOMPARE(bench.source.counters().lateTrades, std::uint64_t(1));
    }
    void aDuplicatedTradeArrivesOnce()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        bench.server.strike(FrameFault::Duplicate, u"match"_qs);
        bench.server.trade(u"BTC-USD"_qs);
        QTRY_COMPARE(bench.source.counters().duplicateTrades, std::uint64_t(1));
        QCOMPARE(bench.sink.trades.size(), std::size_t(1));
    }
    void aDamagedBookIsAskedForAgain_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("garbled") << static_cast<int>(FrameFault::Garble);
        QTest::newRow("truncated") << static_cast<int>(FrameFault::Truncate);
    }
    void aDamagedBookIsAskedForAgain()
    {
        QFETCH(int, fault);
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        QVERIFY(bench.hasQuotes(1));
        bench.server.strike(static_cast<FrameFault>(fault), u"l2update"_qs);
        bench.server.step();
        QTRY_COMPARE(bench.sink.invalid.size(), std::size_t(1));
        QTRY_COMPARE(bench.source.resyncs(), std::uint64_t(1));
        QTRY_COMPARE(bench.source.counters().snapshots, std::uint64_t(2));
        QCOMPARE(bench.source.counters().malformed, std::uint64_t(1));
        QCOMPARE(bench.observer.states["BTC-USD"], State::Active);
        QVERIFY(std::ranges::count(bench.observer.history["BTC-USD"], State::Refused) == 0);
    }
    void aLostSnapshotIsAskedForAgain()
    {
        LiveBench bench;
        bench.server.strike(FrameFault::Drop, u"snapshot"_qs);
        QVERIFY(bench.connectAndSubscribe({btc}));
        bench.server.step();
        QVERIFY(bench.hasQuotes(1));
        QCOMPARE(bench.source.resyncs(), std::uint64_t(1));
    }
    void aLostUpdateCrossesTheBookAndIsHealed()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        QVERIFY(bench.hasQuotes(1));
        const QByteArray price = QByteArray::fromStdString(bench.sink.quotes[0].ask->toString());
        bench.server.send(u"level2_batch"_qs, u"BTC-USD"_qs,
                          json("{'type':'l2update','product_id':'BTC-USD','changes':[['buy','" + price + "','1']],'time':'"
                               + nowText() + "'}"));
        QTRY_COMPARE(bench.sink.invalid.size(), std::size_t(1));
        QVERIFY(bench.hasQuotes(2));
    }
    void aBinaryFrameIsCounted()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        bench.server.sendBinaryToAll(QByteArrayLiteral("\x01\x02"));
        QTRY_COMPARE(bench.source.counters().malformed, std::uint64_t(1));
        QVERIFY(bench.observer.disconnects.empty());
    }
    void aFrameOfFiveMegabytesIsRead()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        QByteArray text = json("{'type':'snapshot','product_id':'BTC-USD','asks':[['9000000.5','1']],'bids':[['1000001','2']");
        for (int i = 0; text.size() < 5'000'000; ++i)
            text += ",[\"" + QByteArray::number(1'000'000 - i) + ".25\",\"0.125\"]";
        bench.server.send(u"level2_batch"_qs, u"BTC-USD"_qs, text + "]}");
        QTRY_VERIFY(!bench.sink.quotes.empty() && bench.sink.quotes.back().bid->toString() == "1000001");
        QVERIFY(bench.sink.malformed.empty());
    }
    void aFrameOverSixteenMegabytesEndsTheConnection()
    {
        LiveBench bench;
        QVERIFY(bench.connectAndSubscribe({btc}));
        bench.server.sendToAll(QByteArray(17 * 1024 * 1024, ' '));
        QTRY_COMPARE(bench.observer.disconnects.size(), std::size_t(1));
        QVERIFY(bench.observer.disconnects[0].find("16 MiB") != std::string::npos);
        QCOMPARE(bench.source.counters().malformed, std::uint64_t(1));
    }
    void aMutePeerGivesNoActivityThoughItAnswersPings()
    {
        LiveBench bench({.stepInterval = 5ms, .heartbeatInterval = 5ms});
        QVERIFY(bench.connectAndSubscribe({btc}));
        bench.server.setMute(true);
        QTest::qWait(50);
        const int activity = bench.observer.activity;
        QWebSocket* const socket = bench.source.findChild<QWebSocket*>();
        QVERIFY(socket);
        QSignalSpy pongs(socket, &QWebSocket::pong);
        socket->ping();
        QTRY_COMPARE(pongs.count(), 1);
        QCOMPARE(bench.observer.activity, activity);
        QVERIFY(bench.observer.disconnects.empty());
    }
    void theRecordingArrivesThroughTheSocketAsItIs()
    {
        const auto folder = sharedDataFolder();
        LiveBench bench;
        if (!folder
            || !bench.server.loadCapture(QString::fromStdString(*folder + "/data/ws/cryptofeed/COINBASE.ws.28.0")))
            QSKIP("no recorded session (TRADECORE_TEST_DATA)");
        std::set<domain::InstrumentId> wanted;
        for (const auto& frame : coinbaseCapture()) {
            if (frame.text.find("\"last_match\"") == std::string::npos)
                continue;
            const auto at = frame.text.find("\"product_id\":\"") + 14;
            wanted.emplace(frame.text.substr(at, frame.text.find('"', at) - at), "COINBASE");
        }
        QVERIFY(bench.connectAndSubscribe(wanted));
        const int played = bench.server.playCapture();
        QTRY_VERIFY_WITH_TIMEOUT(bench.source.counters().frames >= static_cast<std::uint64_t>(played), 30'000);
        QCOMPARE(bench.sink.trades.size(), std::size_t(97));
        QCOMPARE(bench.source.counters().bookUpdates, std::uint64_t(9719));
        QVERIFY(bench.sink.malformed.empty() && bench.sink.invalid.empty());
    }
    void endpointsAreThisMachineOnly()
    {
        using infrastructure::CoinbaseEndpoints;
        QVERIFY(CoinbaseEndpoints::loopback(u"http://localhost:80"_qs));
        QVERIFY(CoinbaseEndpoints::loopback(u"ws://[::1]:80"_qs));
        QCOMPARE(CoinbaseEndpoints::loopback(u"http://127.0.0.1:80/"_qs)->stream.toString(), u"ws://127.0.0.1:80/"_qs);
        for (const auto& bad : {u"ws://example.com"_qs, u"https://127.0.0.1"_qs, u"http://127.0.0.1.example.com"_qs,
                                u"ftp://127.0.0.1"_qs, u"http://user@127.0.0.1"_qs, u""_qs})
            QVERIFY2(!CoinbaseEndpoints::loopback(bad), qPrintable(bad));
        QCOMPARE(CoinbaseEndpoints::live().stream.scheme(), u"wss"_qs);
        QCOMPARE(CoinbaseEndpoints::live().rest.scheme(), u"https"_qs);
    }
};

QTEST_GUILESS_MAIN(TestCoinbaseSource)
#include "test_coinbase_source.moc"
