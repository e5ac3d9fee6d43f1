// BarSeries: which of two witnesses stands, interval by interval.
#include "application/streaming/bar_series.h"
#include "tests/application/streaming/streaming_fakes.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::test;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const domain::InstrumentId apple = instrument("AAPL");
const Timestamp start = Timestamp::fromSeconds(1'767'268'800);

}  // namespace

class BarSeriesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void intervalSeenCompletelyIsNeverOverwritten();
    void firstIntervalIsMergedWithEarlyHistory();
    void finalHistoryReplacesAPartialBar();
    void finalHistoryThatMissesOurHighIsWidened();
    void lossOfSightMakesItsIntervalPartial();
    void partialIntervalIsAskedForOnce();
    void finalHistoryIsNotReplacedByEarlier();
    void sightSinceATime();
    void mergeKeepsTheInvariants();
};

void BarSeriesTest::intervalSeenCompletelyIsNeverOverwritten()
{
    BarSeries series(domain::Timeframe::OneMinute, Duration::zero());
    series.add(trade(apple, 100, 1, start + seconds(30)));
    series.add(trade(apple, 101, 1, start + minutes(1)));
    series.add(trade(apple, 102, 1, start + minutes(2)));
    QVERIFY(!series.isSeenCompletely(start));
    QVERIFY(series.isSeenCompletely(start + minutes(1)));
    series.addHistory({bar(start + minutes(1), 1, 9, 1, 5, 77)}, start + minutes(3));
    QVERIFY(series.bar(start + minutes(1))->close == price(101));
    QVERIFY(series.bar(start + minutes(1))->volume == quantity(1));
}

void BarSeriesTest::firstIntervalIsMergedWithEarlyHistory()
{
    BarSeries series(domain::Timeframe::OneMinute, Duration::zero());
    series.add(trade(apple, 100, 1, start + seconds(30)));
    series.addHistory({bar(start, 95, 99, 94, 98, 40, false)}, start + seconds(29));
    const auto merged = *series.bar(start);
    QVERIFY(merged.open == price(95) && merged.high == price(100) && merged.low == price(94));
    QVERIFY(merged.close == price(100) && merged.volume == quantity(40) && !merged.complete);
}

void BarSeriesTest::finalHistoryReplacesAPartialBar()
{
    BarSeries series(domain::Timeframe::OneMinute, Duration::zero());
    series.add(trade(apple, 100, 1, start + seconds(30)));
    series.addHistory({bar(start, 95, 101, 94, 98, 40)}, start + minutes(1));
    QVERIFY(*series.bar(start) == bar(start, 95, 101, 94, 98, 40));
}

void BarSeriesTest::finalHistoryThatMissesOurHighIsWidened()
{
    BarSeries series(domain::Timeframe::OneMinute, Duration::zero());
    series.add(trade(apple, 120, 1, start + seconds(30)));
    series.addHistory({bar(start, 95, 101, 94, 98, 40)}, start + minutes(1));
    QVERIFY(series.bar(start)->high == price(120));
    QVERIFY(series.bar(start)->volume == quantity(40));
}

void BarSeriesTest::lossOfSightMakesItsIntervalPartial()
{
    BarSeries series(domain::Timeframe::OneMinute, Duration::zero());
    series.add(trade(apple, 100, 1, start));
    series.add(trade(apple, 101, 1, start + minutes(1)));
    series.add(trade(apple, 102, 1, start + minutes(2) + seconds(1)));
    series.loseSight(start + minutes(2) + seconds(30));
    QVERIFY(series.isSeenCompletely(start + minutes(1)));
    QVERIFY(!series.isSeenCompletely(start + minutes(2)));
    QVERIFY(!series.isSeenCompletely(start + minutes(3)));
    series.add(trade(apple, 103, 1, start + minutes(4) + seconds(1)));
    QVERIFY(!series.isSeenCompletely(start + minutes(4)));
    QVERIFY(series.isSeenCompletely(start + minutes(5)));
}

void BarSeriesTest::partialIntervalIsAskedForOnce()
{
    BarSeries series(domain::Timeframe::OneMinute, Duration::zero());
    series.add(trade(apple, 100, 1, start + seconds(30)));
    QVERIFY(series.intervalsToComplete(start + seconds(59)).empty());
    QCOMPARE(series.intervalsToComplete(start + minutes(1)), std::vector{start});
    QVERIFY(series.intervalsToComplete(start + minutes(2)).empty());
}

void BarSeriesTest::finalHistoryIsNotReplacedByEarlier()
{
    BarSeries series(domain::Timeframe::OneMinute, Duration::zero());
    series.addHistory({bar(start, 95, 101, 94, 98, 40)}, start + minutes(1));
    series.addHistory({bar(start, 95, 96, 95, 96, 3, false)}, start + seconds(5));
    QVERIFY(series.bar(start)->volume == quantity(40));
}

void BarSeriesTest::sightSinceATime()
{
    BarSeries series(domain::Timeframe::OneMinute, Duration::zero());
    QVERIFY(!series.hasSeenAllSince(start));
    series.add(trade(apple, 100, 1, start + seconds(30)));
    QVERIFY(series.hasSeenAllSince(start + minutes(1)));
    QVERIFY(!series.hasSeenAllSince(start));
    series.loseSight(start + seconds(40));
    QVERIFY(!series.hasSeenAllSince(start + minutes(1)));
}

void BarSeriesTest::mergeKeepsTheInvariants()
{
    const bool holds = rc::check("I33, and no high or low of either witness is lost", [] {
        const auto made = [](bool complete) {
            const auto prices = *rc::gen::container<std::vector<int>>(4, rc::gen::inRange(1, 1000));
            const auto [low, high] = std::ranges::minmax(prices);
            return bar(start, prices[0], high, low, prices[1], *rc::gen::inRange(1, 100), complete);
        };
        const bool isFinal = *rc::gen::arbitrary<bool>();
        const domain::Bar history = made(isFinal);
        const domain::Bar live = made(false);
        const domain::Bar merged = mergePartialBar(history, isFinal, live);
        RC_ASSERT(merged.high >= std::max(merged.open, merged.close) && merged.low <= std::min(merged.open, merged.close));
        RC_ASSERT(merged.high == std::max(history.high, live.high) && merged.low == std::min(history.low, live.low));
        RC_ASSERT(merged.open == history.open);
    });
    QVERIFY(holds);
}

QTEST_GUILESS_MAIN(BarSeriesTest)
#include "bar_series_test.moc"
