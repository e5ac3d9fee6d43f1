// The bars that MarketDataHandler builds and completes: live, from history, under conflation, over a gap, from the cache.
#include "tests/application/streaming/streaming_fakes.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::test;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const domain::InstrumentId apple = instrument("AAPL");
const BarsKey appleMinutes{apple, domain::Timeframe::OneMinute};
const BarsKey appleSeconds{apple, domain::Timeframe::OneSecond};

const BarsChange* barsOf(const MarketBatch& batch, const BarsKey& key)
{
    for (const auto& change : batch.bars) {
        if (change.key == key)
            return &change;
    }
    return nullptr;
}

}  // namespace

class MarketBarsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reopenedChartDoesNotAskForHistoryAgain();
    void reopenedChartAsksAgainWhenTheCacheHasForgotten();
    void lateTradeStillWidensItsBar();
    void marketTimeClosesBars();
    void conflationDropsNoHighAndNoLow();
    void historyComesFirstThenLiveBars();
    void partialBarIsCompletedAfterItsEnd();
    void gapIsRefilledAfterReconnect();
    void historyThatFailsSaysSoAndIsTriedAgain();
    void timeframeWithoutHistorySaysSo();
    void olderBarsComeWithoutReset();
};

void MarketBarsTest::reopenedChartDoesNotAskForHistoryAgain()
{
    StreamingWorld w;
    w.market.start();
    const Timestamp start = w.world.utcNow().floorTo(minutes(1));
    w.market.watchBars(appleMinutes);
    w.market.onTrade(trade(apple, 105, 1, w.world.utcNow()));
    w.source->answerHistory(std::vector{bar(start - minutes(1), 100, 110, 90, 104, 7)});
    w.market.unwatchBars(appleMinutes);
    w.world.advance(seconds(40));
    w.market.onTrade(trade(apple, 107, 1, w.world.utcNow()));   // while nobody watches
    static_cast<void>(w.display.take());
    w.market.watchBars(appleMinutes);
    QCOMPARE(w.source->historyRequests.size(), std::size_t{1});
    const MarketBatch batch = w.display.take();
    const BarsChange* change = barsOf(batch, appleMinutes);
    QVERIFY(change != nullptr && change->reset);
    QCOMPARE(change->bars.size(), std::size_t{2});
    QVERIFY(change->bars[1].close == price(107));
    QVERIFY(w.counted("cache_hits") >= 1);
}

void MarketBarsTest::reopenedChartAsksAgainWhenTheCacheHasForgotten()
{
    StreamingWorld w;
    w.market.start();
    w.market.watchBars(appleMinutes);
    w.source->answerHistory(std::vector<domain::Bar>());
    w.market.unwatchBars(appleMinutes);
    w.world.advance(minutes(3));
    w.market.watchBars(appleMinutes);
    QCOMPARE(w.source->historyRequests.size(), std::size_t{2});
}

void MarketBarsTest::lateTradeStillWidensItsBar()
{
    StreamingWorld w;
    const Timestamp start = w.world.utcNow().floorTo(minutes(1));
    w.market.watchBars(appleMinutes);
    w.market.onTrade(trade(apple, 105, 1, start + seconds(3)));
    w.market.onTrade(trade(apple, 120, 2, start + seconds(1)));
    QVERIFY(w.market.latest(apple)->lastTrade->price == price(105));
    const auto bars = w.market.bars(appleMinutes);
    QVERIFY(bars.at(0).high == price(120) && bars.at(0).volume == quantity(3));
    QCOMPARE(w.counted("trades_late"), std::uint64_t{1});
}

void MarketBarsTest::marketTimeClosesBars()
{
    StreamingWorld w;
    const Timestamp start = w.world.utcNow().floorTo(minutes(1));
    w.market.watchBars(appleMinutes);
    w.market.onTrade(trade(apple, 105, 1, start + seconds(3)));
    QVERIFY(!w.market.bars(appleMinutes).at(0).complete);
    static_cast<void>(w.display.take());
    w.market.onMarketTime("fake", start + minutes(1));
    const MarketBatch batch = w.display.take();
    QVERIFY(barsOf(batch, appleMinutes)->bars.at(0).complete);
    w.market.onMarketTime("fake", start);
    QCOMPARE(w.counted("market_time_backwards"), std::uint64_t{1});
}

void MarketBarsTest::conflationDropsNoHighAndNoLow()
{
    const bool holds = rc::check("what the screen ends with equals a fold of every trade, however rarely it looks", [] {
        StreamingWorld w;
        w.market.watchBars(appleSeconds);
        const Timestamp start = w.world.utcNow();
        std::map<Timestamp, domain::Bar> expected;
        std::map<Timestamp, domain::Bar> screen;
        const auto look = [&] {
            const MarketBatch batch = w.display.take();
            if (const BarsChange* change = barsOf(batch, appleSeconds)) {
                if (change->reset)
                    screen.clear();
                for (const auto& changed : change->bars)
                    screen[changed.start] = changed;
            }
        };
        const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, bool>>>(
            rc::gen::tuple(rc::gen::inRange(80, 120), rc::gen::inRange(0, 400), rc::gen::arbitrary<bool>()));
        Duration at{};
        for (const auto& [cents, pause, looks] : steps) {
            at += milliseconds(pause);
            const domain::Trade made = trade(apple, cents, 1, start + at);
            const Timestamp interval = made.venueTime.floorTo(seconds(1));
            const auto [found, isNew] = expected.try_emplace(interval, bar(interval, cents, cents, cents, cents, 0));
            found->second.high = std::max(found->second.high, made.price);
            found->second.low = std::min(found->second.low, made.price);
            found->second.close = made.price;
            found->second.volume = found->second.volume + made.size;
            w.world.advance(milliseconds(pause));
            w.market.onTrade(made);
            if (looks)
                look();
        }
        look();
        RC_ASSERT(screen.size() == expected.size());
        for (const auto& [interval, wanted] : expected) {
            const auto& shown = screen.at(interval);
            RC_ASSERT(shown.open == wanted.open && shown.high == wanted.high && shown.low == wanted.low);
            RC_ASSERT(shown.close == wanted.close && shown.volume == wanted.volume);
        }
    });
    QVERIFY(holds);
}

void MarketBarsTest::historyComesFirstThenLiveBars()
{
    StreamingWorld w;
    const Timestamp start = w.world.utcNow().floorTo(minutes(1));
    w.market.watchBars(appleMinutes);
    const HistoryRequest asked = w.source->historyRequests.at(0);
    QVERIFY(asked.to == start + minutes(1));
    QVERIFY(asked.from == start + minutes(1) - minutes(BarsWatch::barsOfRequest));
    w.market.onTrade(trade(apple, 105, 1, start + seconds(1)));
    w.source->answerHistory(std::vector{bar(start - minutes(1), 100, 110, 90, 104, 7)});
    const MarketBatch batch = w.display.take();
    const BarsChange* change = barsOf(batch, appleMinutes);
    QVERIFY(change->reset && change->historyError.empty());
    QCOMPARE(change->bars.size(), std::size_t{2});
    QVERIFY(change->bars[0].close == price(104) && change->bars[1].close == price(105));
}

void MarketBarsTest::partialBarIsCompletedAfterItsEnd()
{
    StreamingWorld w;
    w.market.start();
    const Timestamp start = w.world.utcNow().floorTo(minutes(1));
    w.market.watchBars(appleMinutes);
    w.source->answerHistory(std::vector<domain::Bar>());
    w.market.onTrade(trade(apple, 105, 1, start + seconds(1)));
    w.world.advance(seconds(61));
    w.market.onMarketTime("fake", start + seconds(61));
    QCOMPARE(w.source->historyRequests.size(), std::size_t{1});   // the source is given two seconds
    w.world.advance(seconds(3));
    w.market.onMarketTime("fake", start + seconds(64));
    w.world.advance(seconds(1));
    QCOMPARE(w.source->historyRequests.size(), std::size_t{2});
    QVERIFY(w.source->historyRequests[1].from == start && w.source->historyRequests[1].to == start + minutes(1));
    w.source->answerHistory(std::vector{bar(start, 99, 111, 98, 105, 50)});
    const auto bars = w.market.bars(appleMinutes);
    QVERIFY(bars.at(0).open == price(99) && bars.at(0).high == price(111) && bars.at(0).volume == quantity(50));
}

void MarketBarsTest::gapIsRefilledAfterReconnect()
{
    StreamingWorld w;
    const Timestamp start = w.world.utcNow().floorTo(minutes(1));
    w.market.watchBars(appleMinutes);
    w.source->answerHistory(std::vector<domain::Bar>());
    w.market.onTrade(trade(apple, 105, 1, start + seconds(1)));
    w.market.onStreamLost("unplugged");
    w.world.advance(minutes(5));
    w.market.onStreamRestored();
    QCOMPARE(w.source->historyRequests.size(), std::size_t{2});
    w.source->answerHistory(std::vector{bar(start, 104, 106, 103, 104, 9), bar(start + minutes(1), 104, 109, 104, 108, 4)});
    const auto bars = w.market.bars(appleMinutes);
    QCOMPARE(bars.size(), std::size_t{2});
    QVERIFY(bars[0].volume == quantity(9) && bars[1].high == price(109));
}

void MarketBarsTest::historyThatFailsSaysSoAndIsTriedAgain()
{
    StreamingWorld w;
    w.market.watchBars(appleMinutes);
    for (int attempt = 1; attempt < BarsWatch::attempts; ++attempt) {
        w.source->answerHistory(failure(SourceError{SourceError::Kind::Timeout, "no answer"}));
        w.world.advance(seconds(20));
        QCOMPARE(w.source->historyRequests.size(), static_cast<std::size_t>(attempt + 1));
    }
    w.source->answerHistory(failure(SourceError{SourceError::Kind::Timeout, "no answer"}));
    w.world.advance(minutes(1));
    QCOMPARE(w.source->historyRequests.size(), static_cast<std::size_t>(BarsWatch::attempts));
    const MarketBatch batch = w.display.take();
    QCOMPARE(barsOf(batch, appleMinutes)->historyError, std::string("Chart history could not be loaded: no answer"));
}

void MarketBarsTest::timeframeWithoutHistorySaysSo()
{
    StreamingWorld w;
    w.market.watchBars(appleSeconds);
    QVERIFY(w.source->historyRequests.empty());
    const MarketBatch batch = w.display.take();
    QCOMPARE(barsOf(batch, appleSeconds)->historyError,
             std::string("The source fake has no history of 1s bars; the chart begins now."));
}

void MarketBarsTest::olderBarsComeWithoutReset()
{
    StreamingWorld w;
    const Timestamp start = w.world.utcNow().floorTo(minutes(1));
    w.market.watchBars(appleMinutes);
    w.source->answerHistory(std::vector{bar(start - minutes(1), 100, 110, 90, 104, 7)});
    static_cast<void>(w.display.take());
    w.market.loadOlderBars(appleMinutes, start - minutes(1));
    QVERIFY(w.source->historyRequests.at(1).to == start - minutes(1));
    w.source->answerHistory(std::vector{bar(start - minutes(2), 99, 101, 98, 100, 3)});
    const MarketBatch batch = w.display.take();
    const BarsChange* change = barsOf(batch, appleMinutes);
    QVERIFY(!change->reset);
    QVERIFY(change->bars.at(0).open == price(99));
    QCOMPARE(w.market.bars(appleMinutes).size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(MarketBarsTest)
#include "market_bars_test.moc"
