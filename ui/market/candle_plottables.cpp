#include "ui/market/candle_plottables.h"

#include <algorithm>
#include <cmath>

namespace tradecore::ui {
namespace {

// Linear and in integers: the axis' own coordToPixel is virtual and checks its scale for each call.
struct ValueScale {
    double top = 0;
    double factor = 0;
    double upper = 0;
    [[nodiscard]] int at(double value) const { return static_cast<int>(std::lround(top + (upper - value) * factor)); }
};

ValueScale scaleOf(const QCPAxis& axis)
{
    const auto rect = axis.axisRect()->rect();
    return {static_cast<double>(rect.top()), rect.height() / axis.range().size(), axis.range().upper};
}

void drawBatch(QCPPainter& painter, const QVector<QRect>& rects, const QColor& colour)
{
    if (rects.isEmpty())
        return;
    painter.setBrush(colour);
    painter.drawRects(rects);
}

}  // namespace

ColumnPlottable::ColumnPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, const ChartBars& bars, VisibleColumns& columns)
    : QCPAbstractPlottable(keyAxis, valueAxis)
    , m_bars(bars)
    , m_columns(columns)
{
    setSelectable(QCP::stNone);
    setAntialiased(false);
}

void ColumnPlottable::setColours(const QColor& up, const QColor& down)
{
    m_up = up;
    m_down = down;
}

double ColumnPlottable::selectTest(const QPointF&, bool, QVariant*) const
{
    return -1;
}

QCPRange ColumnPlottable::getKeyRange(bool& found, QCP::SignDomain) const
{
    found = !m_bars.isEmpty();
    return found ? QCPRange(0, static_cast<double>(m_bars.size() - 1)) : QCPRange();
}

void ColumnPlottable::drawLegendIcon(QCPPainter*, const QRectF&) const {}

const std::vector<BarColumn>& ColumnPlottable::columnsIn(const QCPRange& keys) const
{
    return m_columns.of(keys.lower, keys.upper, keyAxis()->axisRect()->width());
}

int ColumnPlottable::barWidth() const
{
    return std::max(1, static_cast<int>(keyAxis()->axisRect()->width() / keyAxis()->range().size()));
}

void ColumnPlottable::drawRects(QCPPainter& painter)
{
    painter.setAntialiasing(false);
    painter.setPen(Qt::NoPen);
    drawBatch(painter, m_upRects, m_up);
    drawBatch(painter, m_downRects, m_down);
    m_upRects.clear();
    m_downRects.clear();
}

QCPRange CandlePlottable::getValueRange(bool& found, QCP::SignDomain, const QCPRange& keys) const
{
    const auto& columns = columnsIn(keys);
    found = !columns.empty();
    if (!found)
        return {};
    QCPRange range(columns.front().bar.low, columns.front().bar.high);
    for (const auto& column : columns) {
        range.lower = std::min(range.lower, column.bar.low);
        range.upper = std::max(range.upper, column.bar.high);
    }
    return range;
}

void CandlePlottable::draw(QCPPainter* painter)
{
    const int width = barWidth();
    const auto scale = scaleOf(*valueAxis());
    const int left = keyAxis()->axisRect()->left();
    // An odd body has its wick in the middle; a gap stays while there is room for one.
    int body = width >= 5 ? static_cast<int>(width * 0.7) | 1 : width >= 3 ? 3 : 1;
    body = std::min(body, width >= 4 ? width - 1 : width);
    for (const auto& column : columnsIn(keyAxis()->range())) {
        const auto& bar = column.bar;
        auto& rects = bar.close >= bar.open ? m_upRects : m_downRects;
        const int x = left + column.column;
        const int top = scale.at(bar.high);
        const int bottom = scale.at(bar.low);
        rects.append(QRect(x, top, 1, std::max(1, bottom - top + 1)));
        if (body > 1) {
            const int open = scale.at(bar.open);
            const int close = scale.at(bar.close);
            rects.append(QRect(x - body / 2, std::min(open, close), body, std::max(1, std::abs(open - close))));
        }
    }
    drawRects(*painter);
}

QCPRange VolumePlottable::getValueRange(bool& found, QCP::SignDomain, const QCPRange& keys) const
{
    // Of the columns: the volumes that share a pixel are drawn as their sum.
    const auto& columns = columnsIn(keys);
    found = !columns.empty();
    QCPRange range(0, 0);
    for (const auto& column : columns)
        range.upper = std::max(range.upper, column.bar.volume);
    return range;
}

void VolumePlottable::draw(QCPPainter* painter)
{
    const int width = barWidth();
    const auto scale = scaleOf(*valueAxis());
    const int left = keyAxis()->axisRect()->left();
    const int bottom = valueAxis()->axisRect()->bottom();
    const int body = width >= 4 ? static_cast<int>(width * 0.7) | 1 : std::max(1, width - (width > 2 ? 1 : 0));
    for (const auto& column : columnsIn(keyAxis()->range())) {
        if (column.bar.volume <= 0)
            continue;
        const int top = std::min(bottom, scale.at(column.bar.volume));
        auto& rects = column.bar.close >= column.bar.open ? m_upRects : m_downRects;
        rects.append(QRect(left + column.column - body / 2, top, body, bottom - top + 1));
    }
    drawRects(*painter);
}

}  // namespace tradecore::ui
