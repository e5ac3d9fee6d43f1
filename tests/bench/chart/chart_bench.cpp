// Chart repaint: PriceChart's candles and volume against a hand painter that folds the same bars into pixel columns and draws the
// same batches, grid and labels. Offscreen, 1200 × 700, medians of 15 after 3 warm-up rounds; both in one process.
#include "base/random.h"
#include "ui/market/chart_bars.h"
#include "ui/market/price_chart.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

using namespace tradecore;
using namespace tradecore::ui;

namespace {

constexpr int width = 1'200;
constexpr int height = 700;
constexpr int labelWidth = 80;

application::BarsChange makeBars(int count)
{
    Random random(5);
    application::BarsChange change;
    change.reset = true;
    std::int64_t cents = 1'000'000;
    for (int i = 0; i < count; ++i) {
        domain::Bar bar;
        const auto open = cents;
        cents += random.between(-40, 40);
        const auto price = [](std::int64_t value) { return domain::Price(Decimal::fromScaled(value, 2)); };
        bar.start = Timestamp::fromSeconds(1'700'000'000 + i * 60);
        bar.open = price(open);
        bar.close = price(cents);
        bar.high = price(std::max(open, cents) + random.between(0, 30));
        bar.low = price(std::min(open, cents) - random.between(0, 30));
        bar.volume = domain::Quantity::from(Decimal::fromInteger(random.between(1, 5'000))).value_or(domain::Quantity());
        change.bars.push_back(bar);
    }
    return change;
}

double medianMilliseconds(const std::function<void()>& run)
{
    std::vector<double> times;
    for (int round = 0; round < 18; ++round) {
        QElapsedTimer timer;
        timer.start();
        run();
        if (round >= 3)
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
    return times[times.size() / 2];
}

struct Batches {
    QVector<QRect> up;
    QVector<QRect> down;
};

void drawBatches(QPainter& painter, const Batches& batches, const QColor& up, const QColor& down)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(up);
    painter.drawRects(batches.up);
    painter.setBrush(down);
    painter.drawRects(batches.down);
}

// The limit: everything that the chart shows, drawn by hand.
void paintByHand(QImage& image, std::span<const DrawnBar> bars, const Theme& theme)
{
    const auto& colours = theme.colours();
    QPainter painter(&image);
    painter.fillRect(image.rect(), colours.panel);
    const int plotWidth = width - labelWidth;
    const int upper = height * 4 / 5;
    std::vector<BarColumn> columns;
    foldIntoColumns(bars, 0, static_cast<double>(bars.size()), plotWidth, columns);
    double low = 1e300;
    double high = -1e300;
    double volume = 0;
    for (const auto& column : columns) {
        low = std::min(low, column.bar.low);
        high = std::max(high, column.bar.high);
        volume = std::max(volume, column.bar.volume);
    }
    painter.setFont(theme.numberFont(11));
    for (int line = 1; line < 8; ++line) {
        const int y = upper * line / 8;
        painter.setPen(colours.hairline);
        painter.drawLine(0, y, plotWidth, y);
        painter.drawLine(plotWidth * line / 8, 0, plotWidth * line / 8, height - 24);
        painter.setPen(colours.muted);
        painter.drawText(plotWidth + 6, y, QString::number(high - (high - low) * line / 8, 'f', 2));
        painter.drawText(plotWidth * line / 8, height - 6, u"12:00"_qs);
    }
    Batches candles;
    Batches bodies;
    const auto at = [&](double value) { return static_cast<int>(std::lround((high - value) * upper / (high - low))); };
    const int body = std::max(1, static_cast<int>(plotWidth / static_cast<double>(bars.size()) * 0.7));
    for (const auto& [x, bar] : columns) {
        auto& wicks = bar.close >= bar.open ? candles.up : candles.down;
        wicks.append(QRect(x, at(bar.high), 1, std::max(1, at(bar.low) - at(bar.high))));
        if (body > 1)
            wicks.append(QRect(x - body / 2, at(std::max(bar.open, bar.close)), body, std::max(1, std::abs(at(bar.open) - at(bar.close)))));
        const int top = static_cast<int>(bar.volume / volume * (height - 24 - upper));
        (bar.close >= bar.open ? bodies.up : bodies.down).append(QRect(x, height - 24 - top, body, top));
    }
    drawBatches(painter, candles, colours.up, colours.down);
    drawBatches(painter, bodies, mixed(colours.panel, colours.up, 0.45), mixed(colours.panel, colours.down, 0.45));
}

struct Measured {
    double subject = 0;
    double limit = 0;
};

Measured measure(const Theme& theme, int count)
{
    PriceChart chart(theme, nullptr);
    chart.resize(width, height);
    chart.show();
    const auto change = makeBars(count);
    chart.applyBars(change);
    chart.zoom(static_cast<double>(count) / chart.visibleBars().size());
    ChartBars bars;
    bars.apply(change);
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    Measured result;
    result.limit = medianMilliseconds([&] { paintByHand(image, bars.drawn(), theme); });
    result.subject = medianMilliseconds([&] {
        // Once into the image, as the hand painter does; an immediate refresh would paint the window as well.
        chart.replot(QCustomPlot::rpQueuedRefresh);
        chart.render(&image);
    });
    return result;
}

bool report(const char* what, double subject, double limit, double floor)
{
    const double ratio = limit > 0 ? subject / limit : 0;
    const bool ok = ratio <= floor;
    std::printf("%-44s subject %8.3f ms  limit %8.3f ms  ratio %5.2f  floor %4.2f  %s\n", what, subject, limit, ratio, floor,
                ok ? "OK" : "MISSED");
    return ok;
}

}  // namespace

int main(int argumentCount, char** arguments)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argumentCount, arguments);
    const bool enforce = QCoreApplication::arguments().contains(u"--enforce"_qs);
    Theme theme;
    theme.choose(ThemeChoice::Dark, MarketColours::GreenUp);
    theme.apply();
    const auto few = measure(theme, 500);
    const auto many = measure(theme, 10'000);
    const auto most = measure(theme, 100'000);
    bool ok = report("chart repaint, 10 000 bars / hand painted", many.subject, many.limit, 1.5);
    ok = report("chart repaint, 100 000 bars / 500 bars", most.subject, few.subject, 3.0) && ok;
    return enforce && !ok ? 1 : 0;
}
