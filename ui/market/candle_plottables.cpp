#include "ui/market/candle_plottables.h"

#include <algorithm>
#include <cmath>

namespace tradecore::ui {
namespace {

struct VisibleRange {
    std::size_t first = 0;
    std::size_t end = 0;
};

VisibleRange visibleRange(std::size_t size, const QCPRange& keys)
{
    if (size == 0 || keys.upper < 0 || keys.lower > static_cast<double>(size - 1))
        return {};
    return {static_cast<std::size_t>(std::max(0.0, std::ceil(keys.lower))),
            static_cast<std::size_t>(std::min(static_cast<double>(size - 1), std::floor(keys.upper))) + 1};
}

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

ColumnPlottable::ColumnPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, const ChartBars& bars)
    : QCPAbstractPlottable(keyAxis, valueAxis)
    , m_bars(bars)
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

int ColumnPlottable::foldVisible()
{
    const auto range = keyAxis()->range();
    const int width = keyAxis()->axisRect()->width();
    foldIntoColumns(m_bars.drawn(), range.lower, range.upper, width, m_columns);
    m_upRects.clear();
    m_downRects.clear();
    return std::max(1, static_cast<int>(width / range.size()));
}

QCPRange CandlePlottable::getValueRange(bool& found, QCP::SignDomain, const QCPRange& keys) const
{
    const auto visible = visibleRange(m_bars.size(), keys);
    found = visible.first < visible.end;
    if (!found)
        return {};
    QCPRange range(m_bars.drawn()[visible.first].low, m_bars.drawn()[visible.first].high);
    for (auto i = visible.first; i < visible.end; ++i) {
        range.lower = std::min(range.lower, m_bars.drawn()[i].low);
        range.upper = std::max(range.upper, m_bars.drawn()[i].high);
    }
    return range;
}

void CandlePlottable::draw(QCPPainter* painter)
{
    const int barWidth = foldVisible();
    const auto scale = scaleOf(*valueAxis());
    const int left = keyAxis()->axisRect()->left();
    // An odd body has its wick in the middle; a gap stays while there is room for one.
    int body = barWidth >= 5 ? static_cast<int>(barWidth * 0.7) | 1 : barWidth >= 3 ? 3 : 1;
    body = std::min(body, barWidth >= 4 ? barWidth - 1 : barWidth);
    for (const auto& column : m_columns) {
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
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    drawBatch(*painter, m_upRects, m_up);
    drawBatch(*painter, m_downRects, m_down);
}

QCPRange VolumePlottable::getValueRange(bool& found, QCP::SignDomain, const QCPRange& keys) const
{
    const auto visible = visibleRange(m_bars.size(), keys);
    found = visible.first < visible.end;
    QCPRange range(0, 0);
    for (auto i = visible.first; i < visible.end; ++i)
        range.upper = std::max(range.upper, m_bars.drawn()[i].volume);
    return range;
}

void VolumePlottable::draw(QCPPainter* painter)
{
    const int barWidth = foldVisible();
    const auto scale = scaleOf(*valueAxis());
    const int left = keyAxis()->axisRect()->left();
    const int bottom = valueAxis()->axisRect()->bottom();
    const int body = barWidth >= 4 ? static_cast<int>(barWidth * 0.7) | 1 : std::max(1, barWidth - (barWidth > 2 ? 1 : 0));
    for (const auto& column : m_columns) {
        if (column.bar.volume <= 0)
            continue;
        const int top = std::min(bottom, scale.at(column.bar.volume));
        auto& rects = column.bar.close >= column.bar.open ? m_upRects : m_downRects;
        rects.append(QRect(left + column.column - body / 2, top, body, bottom - top + 1));
    }
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    drawBatch(*painter, m_upRects, m_up);
    drawBatch(*painter, m_downRects, m_down);
}

}  // namespace tradecore::ui
