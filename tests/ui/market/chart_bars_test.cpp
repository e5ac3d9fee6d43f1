#include "base/random.h"
#include "ui/market/chart_bars.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace tradecore;
using namespace tradecore::ui;

namespace {

std::vector<DrawnBar> randomBars(std::size_t count, std::uint64_t seed)
{
    Random random(seed);
    std::vector<DrawnBar> bars;
    double price = 100;
    for (std::size_t i = 0; i < count; ++i) {
        DrawnBar bar;
        bar.open = price;
        price += static_cast<double>(random.between(-50, 50)) / 100;
        bar.close = price;
        bar.high = std::max(bar.open, bar.close) + static_cast<double>(random.between(0, 900)) / 100;
        bar.low = std::min(bar.open, bar.close) - static_cast<double>(random.between(0, 900)) / 100;
        bar.volume = static_cast<double>(random.between(1, 100));
        bars.push_back(bar);
    }
    return bars;
}

domain::Bar barAt(std::int64_t minute, const char* close)
{
    domain::Bar bar;
    bar.start = Timestamp::fromSeconds(minute * 60);
    bar.open = bar.high = bar.low = bar.close = domain::Price::parse(close).value();
    return bar;
}

application::BarsChange change(std::vector<domain::Bar> bars, bool reset = false)
{
    application::BarsChange result;
    result.reset = reset;
    result.bars = std::move(bars);
    return result;
}

}  // namespace

class ChartBarsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void foldKeepsEveryExtreme_data();
    void foldKeepsEveryExtreme();
    void foldOfNothing();
    void barsAreMergedByTime();
    void olderBarsShiftTheIndices();
    void timeFindsItsBar();
    void visibleColumnsFollowBarsAndRange();
};

void ChartBarsTest::foldKeepsEveryExtreme_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<double>("lower");
    QTest::addColumn<double>("upper");
    QTest::addColumn<int>("width");
    QTest::newRow("few bars") << 300 << -3.0 << 310.0 << 900;
    QTest::newRow("one a pixel") << 900 << 0.0 << 899.0 << 900;
    QTest::newRow("many") << 100'000 << 0.0 << 99'999.0 << 1'140;
    QTest::newRow("a part") << 100'000 << 1'234.5 << 77'777.7 << 613;
    QTest::newRow("narrow") << 5'000 << 0.0 << 4'999.0 << 1;
}

void ChartBarsTest::foldKeepsEveryExtreme()
{
    QFETCH(int, count);
    QFETCH(double, lower);
    QFETCH(double, upper);
    QFETCH(int, width);
    const auto bars = randomBars(static_cast<std::size_t>(count), 42);
    std::vector<BarColumn> columns;
    foldIntoColumns(bars, lower, upper, width, columns);
    // The naive fold: each bar into its pixel, one after the other.
    std::map<int, DrawnBar> naive;
    for (int i = 0; i < count; ++i) {
        if (i < lower || i > upper)
            continue;
        const int column = std::clamp(static_cast<int>((i - lower) * width / (upper - lower)), 0, width - 1);
        const auto& bar = bars[static_cast<std::size_t>(i)];
        const auto [found, isNew] = naive.try_emplace(column, bar);
        if (isNew)
            continue;
        found->second.high = std::max(found->second.high, bar.high);
        found->second.low = std::min(found->second.low, bar.low);
        found->second.close = bar.close;
        found->second.volume += bar.volume;
    }
    double high = -1e9;
    double low = 1e9;
    for (int i = std::max(0, static_cast<int>(lower)); i < count && i <= upper; ++i) {
        if (i < lower)
            continue;
        high = std::max(high, bars[static_cast<std::size_t>(i)].high);
        low = std::min(low, bars[static_cast<std::size_t>(i)].low);
    }
    // A division that rounds to the neighbour pixel may move a bar by one column, never lose it.
    QVERIFY(columns.size() + 2 >= naive.size() && columns.size() <= naive.size() + 2);
    QCOMPARE(std::ranges::max(columns, {}, [](const BarColumn& c) { return c.bar.high; }).bar.high, high);
    QCOMPARE(std::ranges::min(columns, {}, [](const BarColumn& c) { return c.bar.low; }).bar.low, low);
    double volume = 0;
    double naiveVolume = 0;
    int equal = 0;
    for (const auto& [column, bar] : columns) {
        volume += bar.volume;
        const auto found = naive.find(column);
        equal += found != naive.end() && found->second.high == bar.high && found->second.low == bar.low ? 1 : 0;
    }
    for (const auto& [column, bar] : naive)
        naiveVolume += bar.volume;
    QCOMPARE(volume, naiveVolume);
    QVERIFY2(equal * 100 >= static_cast<int>(columns.size()) * 99, qPrintable(QString::number(equal)));
    QVERIFY(std::ranges::is_sorted(columns, std::ranges::less_equal(), &BarColumn::column)
            || std::ranges::is_sorted(columns, {}, &BarColumn::column));
}

void ChartBarsTest::foldOfNothing()
{
    std::vector<BarColumn> columns{{}};
    foldIntoColumns({}, 0, 10, 100, columns);
    QVERIFY(columns.empty());
    const auto bars = randomBars(10, 1);
    foldIntoColumns(bars, 20, 30, 100, columns);
    QVERIFY(columns.empty());
    foldIntoColumns(bars, 5, 5, 100, columns);
    QVERIFY(columns.empty());
    foldIntoColumns(bars, 0, 9, 0, columns);
    QVERIFY(columns.empty());
}

void ChartBarsTest::barsAreMergedByTime()
{
    ChartBars bars;
    QVERIFY(bars.apply(change({barAt(1, "10"), barAt(2, "11")}, true)).reset);
    const auto applied = bars.apply(change({barAt(2, "12"), barAt(3, "13")}));
    QCOMPARE(applied.appended, std::size_t(1));
    QCOMPARE(bars.size(), std::size_t(3));
    QCOMPARE(bars.bars()[1].close.toString(), std::string("12"));
    QCOMPARE(bars.drawn()[1].close, 12.0);
}

void ChartBarsTest::olderBarsShiftTheIndices()
{
    ChartBars bars;
    bars.apply(change({barAt(10, "10")}, true));
    const auto applied = bars.apply(change({barAt(8, "8"), barAt(9, "9"), barAt(10, "10.5")}));
    QCOMPARE(applied.prepended, std::size_t(2));
    QCOMPARE(applied.appended, std::size_t(0));
    QCOMPARE(bars.bars().front().close.toString(), std::string("8"));
    QCOMPARE(bars.drawn()[2].close, 10.5);
}

void ChartBarsTest::timeFindsItsBar()
{
    ChartBars bars;
    bars.apply(change({barAt(1, "1"), barAt(2, "2"), barAt(5, "5")}, true));
    QCOMPARE(bars.indexAt(Timestamp::fromSeconds(59)), std::nullopt);
    QCOMPARE(bars.indexAt(Timestamp::fromSeconds(60)), std::size_t(0));
    QCOMPARE(bars.indexAt(Timestamp::fromSeconds(240)), std::size_t(1));
    QCOMPARE(bars.indexAt(Timestamp::fromSeconds(9'999)), std::size_t(2));
}

void ChartBarsTest::visibleColumnsFollowBarsAndRange()
{
    ChartBars bars;
    VisibleColumns visible(bars);
    QVERIFY(visible.of(0, 2, 100).empty());
    bars.apply(change({barAt(1, "1"), barAt(2, "2"), barAt(3, "3")}, true));
    QCOMPARE(visible.of(0, 2, 100).size(), std::size_t(3));
    bars.apply(change({barAt(3, "7")}));
    QCOMPARE(visible.of(0, 2, 100).back().bar.close, 7.0);
    QCOMPARE(visible.of(0, 1, 100).size(), std::size_t(2));
    QCOMPARE(visible.of(0, 2, 1).size(), std::size_t(1));
    bars.clear();
    QVERIFY(visible.of(0, 2, 1).empty());
}

QTEST_GUILESS_MAIN(ChartBarsTest)
#include "chart_bars_test.moc"
