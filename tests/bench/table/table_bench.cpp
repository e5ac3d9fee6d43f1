// Table update: all 31 visible rows × 12 columns of a BlotterView change and are repainted, against a widget that draws the same
// texts by hand. Offscreen, 1200 × 780, medians of 15 after 3 warm-up rounds; both in one process.
#include "ui/common/blotter_view.h"
#include "ui/common/number_text.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QPainter>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace tradecore;
using namespace tradecore::ui;

namespace {

constexpr int benchColumnCount = 12;
constexpr int benchRows = 500;
constexpr int visibleRows = 31;
constexpr int columnWidth = 100;
constexpr int rowHeight = 24;

std::vector<CellColumn> benchColumns()
{
    std::vector<CellColumn> columns;
    for (int i = 0; i < benchColumnCount; ++i)
        columns.push_back({QString::number(i), QString::number(i), columnWidth, i > 0});
    return columns;
}

class BenchModel : public CellTableModel {
public:
    BenchModel() : CellTableModel(benchColumns(), nullptr) {}
    void update(std::int64_t round)
    {
        std::vector<KeyedRow> rows;
        rows.reserve(benchRows);
        for (int row = 0; row < benchRows; ++row) {
            Row cells(benchColumnCount);
            cells[0] = textCell(u"SYMBOL"_qs);
            for (int column = 1; column < benchColumnCount; ++column)
                cells[static_cast<std::size_t>(column)] = numberCell(Decimal::fromScaled(1'000'000 + round * 7 + row * 131 + column, 2), 2);
            rows.emplace_back(std::to_string(row), std::move(cells));
        }
        applyRows(std::move(rows));
    }
};

double medianMilliseconds(const std::function<void(int)>& run)
{
    std::vector<double> times;
    for (int round = 0; round < 18; ++round) {
        QElapsedTimer timer;
        timer.start();
        run(round);
        if (round >= 3)
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
    return times[times.size() / 2];
}

// The limit: the same values formatted and drawn by hand, the values of all rows kept as the model keeps them.
void paintByHand(QImage& image, const Theme& theme, std::int64_t round, std::vector<QString>& values)
{
    for (int row = 0; row < benchRows; ++row) {
        for (int column = 1; column < benchColumnCount; ++column)
            values[static_cast<std::size_t>(row * benchColumnCount + column)] =
                displayText(Decimal::fromScaled(1'000'000 + round * 7 + row * 131 + column, 2), 2);
    }
    QPainter painter(&image);
    painter.fillRect(image.rect(), theme.colours().panel);
    painter.setPen(theme.colours().text);
    painter.setFont(theme.numberFont());
    for (int row = 0; row < visibleRows; ++row) {
        for (int column = 0; column < benchColumnCount; ++column)
            painter.drawText(QRect(column * columnWidth, row * rowHeight, columnWidth - 6, rowHeight),
                             Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                             values[static_cast<std::size_t>(row * benchColumnCount + column)]);
    }
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
    BenchModel model;
    model.update(0);
    BlotterView view(model, theme, u"benchView"_qs, u"Bench"_qs, nullptr);
    view.resize(benchColumnCount * columnWidth, (visibleRows + 1) * rowHeight);
    view.show();
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
    std::vector<QString> values(static_cast<std::size_t>(benchRows * benchColumnCount), u"SYMBOL"_qs);
    const double limit = medianMilliseconds([&](int round) { paintByHand(image, theme, round, values); });
    const double subject = medianMilliseconds([&](int round) {
        model.update(round);
        view.viewport()->render(&image);
    });
    constexpr double floor = 1.5;
    const double ratio = subject / limit;
    std::printf("%-44s subject %8.3f ms  limit %8.3f ms  ratio %5.2f  floor %4.2f  %s\n", "table update, 31 × 12 of 500 rows / hand painted",
                subject, limit, ratio, floor, ratio <= floor ? "OK" : "MISSED");
    return enforce && ratio > floor ? 1 : 0;
}
