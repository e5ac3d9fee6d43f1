// The frame handler: from frames to what the desk sees, on frames of our own and on the whole recorded session.
#include "domain/market/bar_builder.h"
#include "infrastructure/broker/coinbase/frame_handler.h"
#include "tests/support/broker/coinbase/capture.h"
#include "tests/support/broker/coinbase/recording_sink.h"

#include <QTest>

#include <algorithm>

using namespace tradecore;
using namespace tradecore::infrastructure;
using test::coinbase::RecordingSink;

namespace {

const Timestamp now = *Timestamp::parseRfc3339("2026-01-02T03:04:10Z");

// JSON with single quotes, so that it can be read here.
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

std::string match(int id, const std::string& time = "2026-01-02T03:04:05Z", const std::string& type = "match")
{
    return json("{'type':'") + type + json("','trade_id':") + std::to_string(id)
        + json(",'sequence':5,'maker_order_id':'m','taker_order_id':'t','time':'") + time
        + json("','product_id':'BTC-USD','size':'2','price':'100.5','side':'sell'}");
}

std::string heartbeat(int lastTradeId, const std::string& time = "2026-01-02T03:04:06Z")
{
    return json("{'type':'heartbeat','sequence':9,'last_trade_id':") + std::to_string(lastTradeId)
        + json(",'product_id':'BTC-USD','time':'") + time + json("'}");
}

const std::string snapshot =
    json("{'type':'snapshot','product_id':'BTC-USD','bids':[['100','1'],['99','2']],'asks':[['101','3'],['102','4']]}");

std::string update(const std::string& changes, const std::string& time = "2026-01-02T03:04:05Z")
{
    return json("{'type':'l2update','product_id':'BTC-USD','time':'") + time + json("','changes':[") + changes + "]}";
}

struct Session : CoinbaseSession {
    void onSubscriptions(const coinbase::SubscriptionsMessage&) override { ++states; }
    void onVenueError(const coinbase::ErrorMessage&) override { ++errors; }
    void onBookLost(const std::string& product) override { lost.push_back(product); }
    int states = 0;
    int errors = 0;
    std::vector<std::string> lost;
};

struct Fixture {
    RecordingSink sink;
    Session session;
    CoinbaseFrameHandler handler{sink, "coinbase", "COINBASE", &session};
    void take(const std::string& frame) { handler.decode(frame, now); }
};

}  // namespace

class TestCoinbaseFrameHandler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void quoteIsTheTopOfTheBook()
    {
        Fixture f;
        f.take(snapshot);
        QCOMPARE(f.sink.quotes.size(), std::size_t(1));
        QCOMPARE(f.sink.quotes[0].instrument.toString(), std::string("BTC-USD.COINBASE"));
        QCOMPARE(f.sink.quotes[0].bid->toString(), std::string("100"));
        QCOMPARE(f.sink.quotes[0].askSize.toString(), std::string("3"));
        f.take(update(json("['buy','100.5','7'],['sell','101','0']")));
        QCOMPARE(f.sink.quotes.size(), std::size_t(2));
        QCOMPARE(f.sink.quotes[1].bid->toString(), std::string("100.5"));
        QCOMPARE(f.sink.quotes[1].ask->toString(), std::string("102"));
    }
    void aChangeBehindTheTopMakesNoQuote()
    {
        Fixture f;
        f.take(snapshot);
        f.take(update(json("['buy','98','7']")));
        QCOMPARE(f.sink.quotes.size(), std::size_t(1));
    }
    void tickerMakesStatisticsOnly()
    {
        Fixture f;
        f.take(json("{'type':'ticker','sequence':1,'product_id':'BTC-USD','price':'100','open_24h':'90','volume_24h':'5','low_24h':'80','high_24h':'110','best_bid':'1','best_ask':'2','side':'buy','time':'2026-01-02T03:04:05Z','trade_id':77,'last_size':'1'}"));
        QCOMPARE(f.sink.statistics.size(), std::size_t(1));
        QCOMPARE(f.sink.statistics[0].open->toString(), std::string("90"));
        QVERIFY(f.sink.quotes.empty() && f.sink.trades.empty());
    }
    void crossedBookIsInvalidUntilTheNextSnapshot()
    {
        Fixture f;
        f.take(snapshot);
        f.take(update(json("['buy','101','1']")));
        QCOMPARE(f.sink.invalid.size(), std::size_t(1));
        f.take(update(json("['buy','101','0']")));
        QCOMPARE(f.sink.quotes.size(), std::size_t(1));
        QCOMPARE(f.session.lost.size(), std::size_t(1));
        f.take(snapshot);
        QCOMPARE(f.sink.quotes.size(), std::size_t(2));
    }
    void updateBeforeSnapshotIsSaidOnce()
    {
        Fixture f;
        f.take(update(json("['buy','100','1']")));
        f.take(update(json("['buy','100','1']")));
        QCOMPARE(f.sink.invalid.size(), std::size_t(1));
        QCOMPARE(f.handler.counters().updatesWithoutBook, std::uint64_t(2));
        QVERIFY(f.sink.quotes.empty());
    }
    void anUnreadableFrameDoubtsEveryBook()
    {
        Fixture f;
        f.take(snapshot);
        f.take(json("{'type':'l2upd"));
        QCOMPARE(f.sink.malformed.size(), std::size_t(1));
        QCOMPARE(f.sink.invalid.size(), std::size_t(1));
    }
    void anUnreadableMatchLeavesTheBookAlone()
    {
        Fixture f;
        f.take(snapshot);
        f.take(json("{'type':'match','product_id':'BTC-USD'}"));
        QCOMPARE(f.sink.malformed.size(), std::size_t(1));
        QVERIFY(f.sink.invalid.empty());
    }
    void updatesOutOfOrderLoseTheBook()
    {
        Fixture f;
        f.take(snapshot);
        f.take(update(json("['buy','98','1']"), "2026-01-02T03:04:06Z"));
        f.take(update(json("['buy','98','2']"), "2026-01-02T03:04:05Z"));
        QCOMPARE(f.sink.invalid.size(), std::size_t(1));
    }
    void lastMatchIsHistory()
    {
        Fixture f;
        f.take(match(41, "2026-01-02T03:04:01Z", "last_match"));
        QVERIFY(f.sink.trades.empty());
        f.take(match(42));
        QCOMPARE(f.sink.trades.size(), std::size_t(1));
        QVERIFY(f.sink.trades[0].aggressor == domain::Aggressor::Buyer);
        QCOMPARE(f.sink.trades[0].tradeId, std::string("42"));
        QVERIFY(f.sink.malformed.empty());
    }
    void duplicateTradeIsDropped()
    {
        Fixture f;
        f.take(match(42));
        f.take(match(42));
        QCOMPARE(f.sink.trades.size(), std::size_t(1));
        QCOMPARE(f.handler.counters().duplicateTrades, std::uint64_t(1));
    }
    void missedTradesAreReported()
    {
        Fixture f;
        f.take(match(42));
        f.take(match(45));
        QCOMPARE(f.sink.malformed, std::vector<std::string>{"missed 2 trades of BTC-USD.COINBASE"});
        QCOMPARE(f.handler.counters().missedTrades, std::uint64_t(2));
    }
    void heartbeatShowsMissedTrades()
    {
        Fixture f;
        f.take(match(42));
        f.take(heartbeat(43));
        QCOMPARE(f.sink.malformed, std::vector<std::string>{"missed 1 trade of BTC-USD.COINBASE"});
        f.take(match(43));  // it was only late
        QCOMPARE(f.sink.trades.size(), std::size_t(2));
        QCOMPARE(f.handler.counters().missedTrades, std::uint64_t(0));
    }
    void tradesMissedWhileDisconnectedAreCounted()
    {
        Fixture f;
        f.take(match(42));
        f.handler.connectionLost("gone");
        f.take(match(50, "2026-01-02T03:04:06Z", "last_match"));
        QCOMPARE(f.handler.counters().missedTrades, std::uint64_t(8));
    }
    void heartbeatMovesMarketTime()
    {
        Fixture f;
        f.take(heartbeat(1, "2026-01-02T03:04:06Z"));
        f.take(heartbeat(1, "2026-01-02T03:04:05Z"));
        f.take(heartbeat(1, "2026-01-02T03:04:07Z"));
        QCOMPARE(f.sink.times.size(), std::size_t(2));
        QCOMPARE(f.handler.marketTime()->toRfc3339(), std::string("2026-01-02T03:04:07.000000000Z"));
    }
    void timeFarAheadIsRefused()
    {
        Fixture f;
        f.take(heartbeat(1, "2026-01-04T03:04:06Z"));
        QVERIFY(f.sink.times.empty());
        QCOMPARE(f.handler.counters().malformed, std::uint64_t(1));
    }
    void connectionLossInvalidatesQuotes()
    {
        Fixture f;
        f.take(snapshot);
        f.handler.connectionLost("the connection was lost");
        QCOMPARE(f.sink.invalid.size(), std::size_t(1));
        QVERIFY(f.session.lost.empty());
    }
    void sessionHearsSubscriptionsAndErrors()
    {
        Fixture f;
        f.take(json("{'type':'subscriptions','channels':[]}"));
        f.take(json("{'type':'error','message':'Failed to subscribe'}"));
        QCOMPARE(f.session.states, 1);
        QCOMPARE(f.session.errors, 1);
    }
    void surplusDecimalsAreCounted()
    {
        Fixture f;
        f.take(snapshot);
        f.take(update(json("['buy','100.0000000000001','1']")));
        QCOMPARE(f.handler.counters().tooManyDecimals, std::uint64_t(1));
        QCOMPARE(f.sink.invalid.size(), std::size_t(1));
    }
    void wholeCaptureIsRead()
    {
        const auto frames = test::coinbaseCapture();
        if (frames.empty())
            QSKIP("no recorded session (TRADECORE_TEST_DATA)");
        RecordingSink sink;
        CoinbaseFrameHandler handler(sink, "replay", "REPLAY");
        for (const auto& frame : frames)
            handler.decode(frame.text, frame.receivedAt);
        const auto& counters = handler.counters();
        QCOMPARE(counters.frames, std::uint64_t(9946));
        QCOMPARE(counters.malformed, std::uint64_t(0));
        QCOMPARE(counters.trades, std::uint64_t(97));
        QCOMPARE(counters.historyTrades, std::uint64_t(10));
        QCOMPARE(counters.snapshots, std::uint64_t(10));
        QCOMPARE(counters.bookUpdates, std::uint64_t(9719));
        QCOMPARE(counters.statistics, std::uint64_t(107));
        QCOMPARE(counters.missedTrades, std::uint64_t(0));
        QVERIFY(sink.malformed.empty() && sink.invalid.empty());
        QVERIFY(sink.quotes.size() > 1'000);
        for (const auto& quote : sink.quotes) {
            QVERIFY(quote.bid && quote.ask && *quote.bid < *quote.ask);
            QVERIFY(!quote.bidSize.isZero() && !quote.askSize.isZero());
            QCOMPARE(quote.instrument.venue(), std::string("REPLAY"));
        }
    }
    void barsOfTheCaptureHoldEveryTrade()
    {
        const auto frames = test::coinbaseCapture();
        if (frames.empty())
            QSKIP("no recorded session (TRADECORE_TEST_DATA)");
        RecordingSink sink;
        CoinbaseFrameHandler handler(sink, "replay", "REPLAY");
        for (const auto& frame : frames)
            handler.decode(frame.text, frame.receivedAt);
        domain::BarBuilder builder(domain::Timeframe::OneSecond);
        domain::Quantity sum;
        for (const auto& trade : sink.trades) {
            if (trade.instrument.symbol() != "SKL-USD")
                continue;
            builder.add(trade);
            sum = sum + trade.size;
        }
        domain::Quantity inBars;
        for (const auto& bar : builder.bars())
            inBars = inBars + bar.volume;
        QCOMPARE(inBars.toString(), sum.toString());
        QVERIFY(!sum.isZero());
    }
    void replayedTwiceIsTheSame()
    {
        std::vector<std::string> frames{snapshot, match(1), update(json("['buy','100.5','1']")), heartbeat(1)};
        RecordingSink first;
        RecordingSink second;
        CoinbaseFrameHandler one(first, "replay", "REPLAY");
        CoinbaseFrameHandler two(second, "replay", "REPLAY");
        for (const auto& frame : frames) {
            one.decode(frame, now);
            two.decode(frame, now);
        }
        QVERIFY(first.quotes == second.quotes && first.trades == second.trades);
        QVERIFY(one.counters() == two.counters());
    }
};

QTEST_GUILESS_MAIN(TestCoinbaseFrameHandler)
#include "test_frame_handler.moc"
