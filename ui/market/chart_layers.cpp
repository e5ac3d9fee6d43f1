#include "ui/market/chart_layers.h"

#include "ui/common/number_text.h"

#include <QDateTime>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tradecore::ui {
namespace {

constexpr double tagHeight = 18;

// A filled tag with text; returns its rectangle.
QRectF drawTag(QCPPainter& painter, const QRectF& rect, const QString& text, const QColor& fill, const QColor& ink)
{
    painter.setAntialiasing(true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect, 3, 3);
    painter.setPen(ink);
    painter.drawText(rect, Qt::AlignCenter, text);
    painter.setAntialiasing(false);
    return rect;
}

QColor inkOn(const QColor& fill)
{
    const QColor dark(0x0B, 0x12, 0x20);
    return contrastOf(fill, dark) > contrastOf(fill, Qt::white) ? dark : QColor(Qt::white);
}

double pixelOf(const QCPAxis& axis, domain::Price price)
{
    return axis.coordToPixel(price.toDoubleLossy());
}

void drawTriangle(QCPPainter& painter, QPointF tip, bool up, const QColor& colour, const QColor& edge)
{
    const double way = up ? 1 : -1;
    painter.setAntialiasing(true);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({tip, tip + QPointF(-5, 8 * way), tip + QPointF(5, 8 * way)}));
    painter.setAntialiasing(false);
}

}  // namespace

MarksLayer::MarksLayer(QCustomPlot* plot, QCPAxis* keyAxis, QCPAxis* priceAxis, const ChartBars& bars, const Theme& theme)
    : QCPLayerable(plot, u"marks"_qs)
    , m_keyAxis(keyAxis)
    , m_priceAxis(priceAxis)
    , m_bars(bars)
    , m_theme(theme)
{
}

void MarksLayer::applyDefaultAntialiasingHint(QCPPainter* painter) const
{
    painter->setAntialiasing(false);
}

std::optional<domain::ClientOrderId> MarksLayer::cancelAt(const QPointF& position) const
{
    for (const auto& [area, order] : m_cancelAreas) {
        if (area.contains(position))
            return order;
    }
    return std::nullopt;
}

void MarksLayer::draw(QCPPainter* painter)
{
    const auto area = m_priceAxis->axisRect()->rect();
    m_cancelAreas.clear();
    painter->setFont(m_theme.numberFont(11));
    painter->save();
    painter->setClipRect(area);
    drawFills(*painter, area);
    drawPosition(*painter, area);
    drawOrders(*painter, area);
    painter->restore();
    painter->setFont(m_theme.numberFont(11));
    drawLastPrice(*painter, area);
    if (m_marks.stale) {
        const QFontMetricsF metrics(m_theme.labelFont());
        painter->setFont(m_theme.labelFont());
        const auto width = metrics.horizontalAdvance(m_marks.staleText) + 14;
        drawTag(*painter, QRectF(area.left() + 8, area.top() + 32, width, tagHeight), m_marks.staleText,
                m_theme.colours().warning, inkOn(m_theme.colours().warning));
    }
}

void MarksLayer::drawFills(QCPPainter& painter, const QRect& area)
{
    const auto& colours = m_theme.colours();
    const QFontMetricsF metrics(painter.font());
    for (const auto& fill : m_marks.fills) {
        const auto index = m_bars.indexAt(fill.time);
        if (!index)
            continue;
        const auto x = m_keyAxis->coordToPixel(static_cast<double>(*index));
        if (x < area.left() || x > area.right())
            continue;
        const bool buy = fill.side == domain::Side::Buy;
        const auto colour = buy ? colours.buy : colours.sell;
        const auto y = pixelOf(*m_priceAxis, fill.price) + (buy ? 3 : -3);
        drawTriangle(painter, QPointF(x, y), buy, colour, colours.panel);
        painter.setPen(buy ? colours.up : colours.down);
        const auto width = metrics.horizontalAdvance(fill.size) + 4;
        const QRectF text(x - width / 2, buy ? y + 9 : y - 9 - 14, width, 14);
        painter.drawText(text, Qt::AlignCenter, fill.size);
    }
}

void MarksLayer::drawPosition(QCPPainter& painter, const QRect& area)
{
    if (!m_marks.position)
        return;
    const auto& position = *m_marks.position;
    const auto y = std::round(pixelOf(*m_priceAxis, position.average));
    if (y < area.top() || y > area.bottom())
        return;
    const auto& colours = m_theme.colours();
    QPen pen(colours.accent, 1, Qt::DotLine);
    painter.setPen(pen);
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    const auto width = QFontMetricsF(painter.font()).horizontalAdvance(position.label) + 12;
    const QRectF tag(area.left() + 8, y - tagHeight / 2, width, tagHeight);
    drawTag(painter, tag, position.label, mixed(colours.panel, colours.accent, 0.22),
            position.tone == Tone::Normal ? colours.text : m_theme.colourOf(position.tone));
}

void MarksLayer::drawOrders(QCPPainter& painter, const QRect& area)
{
    const auto& colours = m_theme.colours();
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> used;
    for (const auto& order : m_marks.orders) {
        const auto exact = pixelOf(*m_priceAxis, order.price);
        const bool above = exact < area.top();
        const bool below = exact > area.bottom();
        const auto y = std::clamp(std::round(exact), area.top() + tagHeight / 2 + 1, area.bottom() - tagHeight / 2 - 1);
        const auto colour = order.side == domain::Side::Buy ? colours.buy : colours.sell;
        const auto text = QString((above ? u"↑ "_qs : below ? u"↓ "_qs : QString()) % order.label);
        const auto cross = order.cancellable ? tagHeight : 0;
        const auto width = metrics.horizontalAdvance(text) + 14 + cross;
        QRectF tag(area.right() - width - 4, y - tagHeight / 2, width, tagHeight);
        while (std::ranges::any_of(used, [&tag](const QRectF& other) { return other.intersects(tag); }))
            tag.translate(0, tagHeight + 2);
        used.push_back(tag);
        if (!above && !below) {
            painter.setPen(QPen(order.side == domain::Side::Buy ? colours.up : colours.down, 1,
                                order.acknowledged ? Qt::SolidLine : Qt::DashLine));
            painter.drawLine(QPointF(area.left(), y), QPointF(tag.left(), y));
        }
        drawTag(painter, tag, {}, colour, colours.onSide);
        painter.setPen(colours.onSide);
        painter.drawText(tag.adjusted(7, 0, -cross, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        if (order.cancellable) {
            const QRectF area2(tag.right() - tagHeight, tag.top(), tagHeight, tagHeight);
            const auto middle = area2.center();
            painter.setAntialiasing(true);
            painter.setPen(QPen(colours.onSide, 1.5, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(middle + QPointF(-3.2, -3.2), middle + QPointF(3.2, 3.2));
            painter.drawLine(middle + QPointF(-3.2, 3.2), middle + QPointF(3.2, -3.2));
            painter.setAntialiasing(false);
            m_cancelAreas.emplace_back(area2, order.order);
        }
    }
}

void MarksLayer::drawLastPrice(QCPPainter& painter, const QRect& area)
{
    if (!m_marks.last)
        return;
    const auto y = std::round(pixelOf(*m_priceAxis, *m_marks.last));
    if (y < area.top() || y > area.bottom())
        return;
    const auto& colours = m_theme.colours();
    auto colour = m_marks.lastTone == Tone::Normal ? colours.muted : m_theme.colourOf(m_marks.lastTone);
    if (m_marks.stale)
        colour = colours.disabled;
    painter.setPen(QPen(colour, 1, Qt::DotLine));
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    const auto text = displayText(m_marks.last->value(), m_marks.priceDecimals);
    const QRectF tag(area.right() + 1, y - tagHeight / 2, mParentPlot->width() - area.right() - 2, tagHeight);
    drawTag(painter, tag, text, colour, inkOn(colour));
}

Crosshair::Crosshair(QCPAxis* keyAxis, QCPAxis* priceAxis, QCPAxisRect* lowerRect, const ChartBars& bars, const Theme& theme)
    : m_keyAxis(keyAxis)
    , m_priceAxis(priceAxis)
    , m_lowerRect(lowerRect)
    , m_bars(bars)
    , m_theme(theme)
{
}

std::optional<std::size_t> Crosshair::barUnderPointer() const
{
    if (!m_position || m_bars.isEmpty())
        return std::nullopt;
    const auto index = std::lround(m_keyAxis->pixelToCoord(m_position->x()));
    return static_cast<std::size_t>(std::clamp<long>(index, 0, static_cast<long>(m_bars.size()) - 1));
}

void Crosshair::draw(QCPPainter& painter) const
{
    const auto area = m_priceAxis->axisRect()->rect();
    drawLegend(painter, area);
    const auto bar = barUnderPointer();
    if (!bar)
        return;
    const auto& colours = m_theme.colours();
    const auto x = std::round(m_keyAxis->coordToPixel(static_cast<double>(*bar)));
    const auto bottom = m_lowerRect->rect().bottom();
    painter.setPen(QPen(colours.muted, 1, Qt::DashLine));
    if (x >= area.left() && x <= area.right())
        painter.drawLine(QPointF(x, area.top()), QPointF(x, bottom));
    painter.setFont(m_theme.numberFont(11));
    const QFontMetricsF metrics(painter.font());
    if (area.contains(m_position->toPoint())) {
        const auto y = std::round(m_position->y());
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        const auto price = m_priceAxis->pixelToCoord(y);
        const QRectF tag(area.right() + 1, y - tagHeight / 2, m_priceAxis->parentPlot()->width() - area.right() - 2, tagHeight);
        drawTag(painter, tag, QLocale().toString(price, 'f', m_priceDecimals), colours.text, colours.panel);
    }
    const auto start = m_bars.bars()[*bar].start.nanoseconds() / 1'000'000;
    const auto when = QLocale().toString(QDateTime::fromMSecsSinceEpoch(start), u"ddd d MMM  HH:mm:ss"_qs);
    const auto width = metrics.horizontalAdvance(when) + 14;
    const auto left = std::clamp(x - width / 2, static_cast<double>(area.left()), static_cast<double>(area.right()) - width);
    drawTag(painter, QRectF(left, bottom + 2, width, tagHeight), when, colours.text, colours.panel);
}

void Crosshair::drawLegend(QCPPainter& painter, const QRect& area) const
{
    if (m_bars.isEmpty())
        return;
    const auto& bar = m_bars.bars()[barUnderPointer().value_or(m_bars.size() - 1)];
    const auto& colours = m_theme.colours();
    const auto tone = bar.close >= bar.open ? colours.up : colours.down;
    double x = area.left() + 8;
    const auto write = [&](const QString& text, const QFont& font, const QColor& colour, double gap) {
        const auto width = QFontMetricsF(font).horizontalAdvance(text);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(x, area.top() + 6, width + 2, 18), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += width + gap;
    };
    const auto value = [&](const QString& label, const QString& text) {
        write(label, m_theme.labelFont(), colours.muted, 4);
        write(text, m_theme.numberFont(12), tone, 12);
    };
    const auto price = [&](domain::Price p) { return displayText(p.value(), m_priceDecimals); };
    value(tr("O"), price(bar.open));
    value(tr("H"), price(bar.high));
    value(tr("L"), price(bar.low));
    value(tr("C"), price(bar.close));
    if (const auto change = percentChange(bar.close.value(), bar.open.value()))
        write(QString((bar.close >= bar.open ? u"▲ "_qs : u"▼ "_qs) % displayText(*change, 2, SignStyle::Always) % u" %"),
              m_theme.numberFont(12), tone, 12);
    write(tr("Vol"), m_theme.labelFont(), colours.muted, 4);
    write(displayText(bar.volume.value(), 0), m_theme.numberFont(12), colours.text, 12);
}

}  // namespace tradecore::ui
