#include <QTest>

#include "domain/market/bar_builder.h"

#include <rapidcheck.h>

#include <algorithm>
#include <map>

using namespace tradecore;
using namespace tradecore::domain;

namespace {

Trade trade(std::int64_t second, std::int64_t cents, std::int64_t size, bool countsForPrice = true)
{
    Trade result;
    result.price = Price(Decimal::fromScaled(cents, 2));
    result.size = *Quantity::from(Decimal::fromInteger(size));
    result.countsForPrice = countsForPrice;
    result.venueTime = Timestamp::fromSeconds(second);
    return result;
}

Quantity size(std::int64_t value)
{
    return *Quantity::from(Decimal::fromInteger(value));
}

Trade anyTrade(std::int64_t lastSecond)
{
    return trade(*rc::gen::inRange<std::int64_t>(0, lastSecond), *rc::gen::inRange<std::int64_t>(-50, 500),
                 *rc::gen::inRange<std::int64_t>(1, 100), *rc::gen::inRange(0, 4) != 0);
}

std::vector<Trade> anyTrades()
{
    std::vector<Trade> trades;
    const int count = *rc::gen::inRange(0, 60);
    for (int i = 0; i < count; ++i)
        trades.push_back(anyTrade(600));
    return trades;
}

// One interval at a time, from all of its trades: as a person would.
struct Naive {
    std::vector<Bar> bars;
    Quantity orphans;
};

Naive naiveFold(const std::vector<Trade>& trades, std::int64_t length)
{
    std::map<std::int64_t, std::vector<Trade>> intervals;
    for (const auto& each : trades)
        intervals[each.venueTime.nanoseconds() / (length * 1'000'000'000)].push_back(each);
    Naive result;
    for (const auto& [index, inside] : intervals) {
        Bar bar{Timestamp::fromSeconds(index * length), {}, {}, {}, {}, {}, 0, true};
        bool priced = false;
        for (const auto& each : inside) {
            bar.volume = bar.volume + each.size;
            ++bar.trades;
            if (!each.countsForPrice)
                continue;
            bar.open = priced ? bar.open : each.price;
            bar.high = priced ? std::max(bar.high, each.price) : each.price;
            bar.low = priced ? std::min(bar.low, each.price) : each.price;
            bar.close = each.price;
            priced = true;
        }
        if (priced)
            result.bars.push_back(bar);
        else if (index != intervals.rbegin()->first)  // the last interval may still get its price
            result.orphans = result.orphans + bar.volume;
    }
    return result;
}

}  // namespace

class BarBuilderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void barsAreTheNaiveFoldOfOrderedTrades();
    void lateTradesWidenTheBarButAreNotItsLastPrice();
    void anyOrderKeepsHighAboveAndLowBelow();
    void tradesThatDoNotCountAddVolumeOnly();
    void volumeWithoutAPriceIsOrphaned();
    void tradesBeforeEveryBarAreCountedAsTooLate();
    void marketTimeClosesTheBar();
    void seededHistoryStandsBeforeAndKnownBarsAreKept();
    void onlyTheNewestBarsAreKept();
    void daysFollowTheSession();
    void timeframeNamesReadBack();
};

void BarBuilderTest::barsAreTheNaiveFoldOfOrderedTrades()
{
    QVERIFY(rc::check("ordered trades, any mix of counting and not", [] {
        auto trades = anyTrades();
        std::ranges::stable_sort(trades, {}, &Trade::venueTime);
        BarBuilder builder(Timeframe::OneMinute);
        for (const auto& each : trades)
            builder.add(each);
        builder.advanceTo(Timestamp::fromSeconds(10'000));
        const auto expected = naiveFold(trades, 60);
        RC_ASSERT(std::vector<Bar>(builder.bars().begin(), builder.bars().end()) == expected.bars);
        RC_ASSERT(builder.orphanVolume() == expected.orphans);
        RC_ASSERT(builder.tooLate() == 0U);
    }));
}

void BarBuilderTest::lateTradesWidenTheBarButAreNotItsLastPrice()
{
    QVERIFY(rc::check("late trades after one counting trade in each interval", [] {
        std::vector<Trade> ordered;
        for (int minute = 0; minute < 5; ++minute)
            ordered.push_back(trade(minute * 60, *rc::gen::inRange(100, 200), 10));
        auto late = anyTrades();
        std::erase_if(late, [](const Trade& each) { return each.venueTime >= Timestamp::fromSeconds(240); });
        BarBuilder builder(Timeframe::OneMinute);
        for (const auto& each : ordered)
            builder.add(each);
        const std::vector<Bar> before(builder.bars().begin(), builder.bars().end());
        for (const auto& each : late)
            RC_ASSERT(builder.add(each) == builder.intervalStart(each.venueTime));
        auto all = ordered;
        all.insert(all.end(), late.begin(), late.end());
        const auto expected = naiveFold(all, 60);
        for (std::size_t i = 0; i < before.size(); ++i) {
            const Bar& bar = builder.bars()[i];
            RC_ASSERT(bar.high == expected.bars[i].high && bar.low == expected.bars[i].low);
            RC_ASSERT(bar.volume == expected.bars[i].volume && bar.trades == expected.bars[i].trades);
            RC_ASSERT(bar.open == before[i].open && bar.close == before[i].close);
        }
    }));
}

void BarBuilderTest::anyOrderKeepsHighAboveAndLowBelow()
{
    QVERIFY(rc::check("I33, bars in order, no interval twice", [] {
        BarBuilder builder(Timeframe::OneMinute);
        std::uint64_t revision = 0;
        for (const auto& each : anyTrades()) {
            const bool changed = builder.add(each).has_value();
            RC_ASSERT(changed == (builder.revision() > revision));
            revision = builder.revision();
        }
        for (const auto& bar : builder.bars()) {
            RC_ASSERT(bar.high >= std::max(bar.open, bar.close));
            RC_ASSERT(bar.low <= std::min(bar.open, bar.close));
        }
        RC_ASSERT(std::ranges::adjacent_find(builder.bars(), std::ranges::greater_equal(), &Bar::start) == builder.bars().end());
    }));
}

void BarBuilderTest::tradesThatDoNotCountAddVolumeOnly()
{
    BarBuilder builder(Timeframe::OneMinute);
    QVERIFY(!builder.add(trade(1, 1, 5, false)));
    QVERIFY(builder.bars().empty());
    builder.add(trade(2, 100, 10));
    builder.add(trade(3, 9900, 7, false));
    const Bar& bar = builder.bars().front();
    QVERIFY(bar.high == bar.low && bar.close == bar.open);
    QCOMPARE(bar.volume, size(22));
    QCOMPARE(bar.trades, std::int64_t{3});
    QVERIFY(!bar.complete);
}

void BarBuilderTest::volumeWithoutAPriceIsOrphaned()
{
    BarBuilder builder(Timeframe::OneMinute);
    builder.add(trade(1, 1, 5, false));
    builder.add(trade(61, 100, 10));
    QCOMPARE(builder.orphanVolume(), size(5));
    QCOMPARE(builder.bars().front().volume, size(10));
}

void BarBuilderTest::tradesBeforeEveryBarAreCountedAsTooLate()
{
    BarBuilder builder(Timeframe::OneMinute);
    builder.add(trade(120, 100, 10));
    QVERIFY(!builder.add(trade(30, 100, 10)));
    QCOMPARE(builder.tooLate(), std::uint64_t{1});
    QCOMPARE(builder.bars().size(), std::size_t{1});
}

void BarBuilderTest::marketTimeClosesTheBar()
{
    BarBuilder builder(Timeframe::OneMinute);
    builder.advanceTo(Timestamp::fromSeconds(5));
    builder.add(trade(10, 100, 10));
    builder.advanceTo(Timestamp::fromSeconds(59));
    QVERIFY(!builder.bars().front().complete);
    builder.advanceTo(Timestamp::fromSeconds(60));
    QVERIFY(builder.bars().front().complete);
    const auto revision = builder.revision();
    builder.advanceTo(Timestamp::fromSeconds(61));
    QCOMPARE(builder.revision(), revision);
    builder.add(trade(30, 101, 1));
    QVERIFY(builder.bars().front().complete);  // revised, and still over
}

void BarBuilderTest::seededHistoryStandsBeforeAndKnownBarsAreKept()
{
    BarBuilder builder(Timeframe::OneMinute);
    builder.add(trade(120, 100, 10));
    Bar old{Timestamp::fromSeconds(60), {}, {}, {}, {}, size(3), 1, true};
    Bar known{Timestamp::fromSeconds(120), {}, {}, {}, {}, size(99), 1, true};
    builder.seed({old, known});
    QCOMPARE(builder.bars().size(), std::size_t{2});
    QCOMPARE(builder.bars().front().volume, size(3));
    QCOMPARE(builder.bars().back().volume, size(10));
    QVERIFY(builder.add(trade(61, 101, 1)).has_value());  // a late trade finds its bar in the history
}

void BarBuilderTest::onlyTheNewestBarsAreKept()
{
    BarBuilder builder(Timeframe::OneSecond);
    for (std::int64_t second = 0; second < static_cast<std::int64_t>(BarBuilder::keptBars) + 5; ++second)
        builder.add(trade(second, 100, 1));
    QCOMPARE(builder.bars().size(), BarBuilder::keptBars);
    QCOMPARE(builder.bars().front().start, Timestamp::fromSeconds(5));
}

void BarBuilderTest::daysFollowTheSession()
{
    using namespace std::chrono_literals;
    BarBuilder utc(Timeframe::OneDay), newYork(Timeframe::OneDay, 5h);
    const auto evening = *Timestamp::parseRfc3339("2026-01-03T03:00:00Z");
    QCOMPARE(utc.intervalStart(evening), *Timestamp::parseRfc3339("2026-01-03T00:00:00Z"));
    QCOMPARE(newYork.intervalStart(evening), *Timestamp::parseRfc3339("2026-01-02T05:00:00Z"));
}

void BarBuilderTest::timeframeNamesReadBack()
{
    for (const auto timeframe : allTimeframes)
        QVERIFY(parseTimeframe(nameOf(timeframe)) == timeframe);
    QVERIFY(!parseTimeframe("2m") && !parseTimeframe(""));
    QCOMPARE(lengthOf(Timeframe::OneHour), Duration(std::chrono::hours(1)));
}

QTEST_GUILESS_MAIN(BarBuilderTest)
#include "bar_builder_test.moc"
