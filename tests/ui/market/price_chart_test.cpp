// What the chart paints: on its panel, through theme changes, under the crosshair, and zoomed far out.
#include "ui/market/price_chart.h"

#include <QTest>

#include <algorithm>

using namespace tradecore;
using namespace tradecore::ui;

namespace {

constexpr int barCount = 6'000;
constexpr double volumeOfABar = 10;

application::BarsChange bars()
{
    application::BarsChange change;
    change.reset = true;
    for (int i = 0; i < barCount; ++i) {
        domain::Bar bar;
        bar.start = Timestamp::fromSeconds(1'700'000'000 + i * 60);
        bar.open = bar.low = domain::Price::parse("100").value();
        bar.close = bar.high = domain::Price::parse(i % 2 == 0 ? "101" : "102").value();
        bar.volume = domain::Quantity::parse("10").value();
        change.bars.push_back(bar);
    }
    return change;
}

int countOf(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == colour.rgb() ? 1 : 0;
    }
    return count;
}

}  // namespace

class PriceChartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void standsOnThePanel_data();
    void standsOnThePanel();
    void crosshairLeavesTheCandles();
    void volumesThatShareAPixelFit();
};

void PriceChartTest::standsOnThePanel_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void PriceChartTest::standsOnThePanel()
{
    QFETCH(bool, dark);
    Theme theme;
    theme.choose(dark ? ThemeChoice::Light : ThemeChoice::Dark, MarketColours::GreenUp);
    PriceChart chart(theme, nullptr);
    chart.resize(600, 400);
    theme.choose(dark ? ThemeChoice::Dark : ThemeChoice::Light, MarketColours::GreenUp);
    chart.replot(QCustomPlot::rpImmediateRefresh);
    QCOMPARE(chart.grab().toImage().pixelColor(2, 2), theme.colours().panel);
}

void PriceChartTest::crosshairLeavesTheCandles()
{
    const Theme theme;
    PriceChart chart(theme, nullptr);
    chart.resize(600, 400);
    chart.show();
    chart.applyBars(bars());
    chart.replot(QCustomPlot::rpImmediateRefresh);
    const auto before = chart.grab().toImage();
    const int candles = countOf(before, theme.colours().up);
    QVERIFY(candles > 500);
    QTest::mouseMove(&chart, QPoint(200, 150));
    const auto during = chart.grab().toImage();
    QVERIFY(countOf(during, theme.colours().muted) > countOf(before, theme.colours().muted) + 100);
    QVERIFY(countOf(during, theme.colours().up) > candles * 9 / 10);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(&chart, &leave);
    QCOMPARE(chart.grab().toImage(), before);
}

void PriceChartTest::volumesThatShareAPixelFit()
{
    const Theme theme;
    PriceChart chart(theme, nullptr);
    chart.resize(600, 400);
    chart.show();
    chart.applyBars(bars());
    chart.zoom(barCount / chart.visibleBars().size());
    const auto* pane = chart.axisRect(1);
    const double barsOfAPixel = chart.visibleBars().size() / pane->width();
    QVERIFY(barsOfAPixel > 3);
    QVERIFY(pane->axis(QCPAxis::atRight)->range().upper >= volumeOfABar * barsOfAPixel);
}

QTEST_MAIN(PriceChartTest)
#include "price_chart_test.moc"
