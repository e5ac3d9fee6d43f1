#include "ui/common/cell_delegate.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace tradecore::ui {
namespace {

constexpr int cellPadding = 6;
constexpr int chipHeight = 18;
constexpr int markWidth = 20;
constexpr std::int64_t pendingPeriodMilliseconds = 1'200;

QColor chipColour(const Theme& theme, Chip chip)
{
    const auto& colours = theme.colours();
    switch (chip) {
    case Chip::None:
    case Chip::Quiet:
        return colours.muted;
    case Chip::Working:
        return colours.accent;
    case Chip::Pending:
        return colours.accent;
    case Chip::Unknown:
        return colours.warning;
    case Chip::Good:
        return themeColours(colours.dark, MarketColours::GreenUp).up;
    case Chip::Bad:
        return colours.danger;
    }
    return colours.muted;
}

}  // namespace

CellDelegate::CellDelegate(const CellTableModel& model, const QSortFilterProxyModel* proxy, const Theme& theme,
                           QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
    , m_proxy(proxy)
    , m_theme(theme)
{
    refreshFonts();
    connect(&theme, &Theme::changed, this, &CellDelegate::refreshFonts);
}

void CellDelegate::refreshFonts()
{
    m_textFont = m_theme.uiFont();
    m_numberFont = m_theme.numberFont();
    m_chipFont = m_theme.labelFont();
    m_numbers = GlyphText(m_numberFont);
    m_digitWidth = QFontMetricsF(m_numberFont).horizontalAdvance(u'0');
    m_textWidth = QFontMetricsF(m_textFont).averageCharWidth();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto source = m_proxy ? m_proxy->mapToSource(index) : index;
    const auto& cell = m_model.cell(source.row(), source.column());
    const bool number = m_model.columns()[static_cast<std::size_t>(source.column())].number;
    const auto width = number
        ? m_digitWidth * static_cast<double>(cell.text.size() + m_model.fractionOf(source.column()) - cell.fraction)
        : QFontMetricsF(m_textFont).horizontalAdvance(cell.text) + (cell.chip == Chip::None ? 0 : 20) + (cell.marked ? markWidth : 0);
    return {static_cast<int>(std::ceil(width)) + 2 * cellPadding, option.rect.height()};
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto source = m_proxy ? m_proxy->mapToSource(index) : index;
    const auto& cell = m_model.cell(source.row(), source.column());
    const auto& colours = m_theme.colours();
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, mixed(colours.panel, colours.accent, 0.2));
    if (cell.changedAtMilliseconds >= 0) {
        const auto age = CellTableModel::nowMilliseconds() - cell.changedAtMilliseconds;
        if (age < CellTableModel::flashMilliseconds && !m_theme.hasReducedMotion()) {
            const auto left = 1.0 - static_cast<double>(age) / static_cast<double>(CellTableModel::flashMilliseconds);
            const auto tint = cell.tone == Tone::Normal || cell.tone == Tone::Muted ? colours.accent
                                                                                    : m_theme.colourOf(cell.tone);
            painter->fillRect(option.rect, mixed(colours.panel, tint, 0.35 * left));
        }
    }
    if (cell.chip != Chip::None)
        paintChip(*painter, option.rect, cell);
    else
        paintText(*painter, option.rect, cell, source.column());
}

void CellDelegate::paintText(QPainter& painter, const QRect& rect, const Cell& cell, int column) const
{
    painter.setPen(m_stale ? m_theme.colours().muted : m_theme.colourOf(cell.tone));
    const auto area = rect.adjusted(cellPadding, 0, -cellPadding, 0);
    if (m_model.columns()[static_cast<std::size_t>(column)].number) {
        const auto missing = m_model.fractionOf(column) - cell.fraction;
        const auto shift = cell.order && cell.fraction > 0 ? static_cast<int>(std::lround(missing * m_digitWidth)) : 0;
        const auto room = area.adjusted(-rect.width(), 0, -shift, 0);
        if (m_numbers.drawRight(painter, room, cell.text))
            return;
        painter.setFont(m_numberFont);
        painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, cell.text);
        return;
    }
    painter.setFont(m_textFont);
    const bool mayBeLong = static_cast<double>(cell.text.size()) * m_textWidth * 1.5 > area.width();
    // A sentence is read from its beginning; of an identifier both ends tell it from the next one.
    const auto mode = cell.text.contains(u' ') ? Qt::ElideRight : Qt::ElideMiddle;
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     mayBeLong ? QFontMetricsF(m_textFont).elidedText(cell.text, mode, area.width()) : cell.text);
}

void CellDelegate::paintMark(QPainter& painter, const QRectF& area) const
{
    const auto& colours = m_theme.colours();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.danger, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(mixed(colours.panel, colours.danger, 0.2));
    const auto middle = area.center().x();
    painter.drawPolygon(QPolygonF({QPointF(middle, area.top() + 1), QPointF(area.right() - 0.5, area.bottom() - 1),
                                   QPointF(area.left() + 0.5, area.bottom() - 1)}));
    painter.drawLine(QPointF(middle, area.top() + 5.5), QPointF(middle, area.bottom() - 5.5));
    painter.drawPoint(QPointF(middle, area.bottom() - 3.2));
    painter.restore();
}

void CellDelegate::paintChip(QPainter& painter, const QRect& rect, const Cell& cell) const
{
    const auto colour = chipColour(m_theme, cell.chip);
    const auto& colours = m_theme.colours();
    const QFontMetricsF metrics(m_chipFont);
    const int mark = cell.marked ? markWidth : 0;
    if (cell.marked)
        paintMark(painter, QRectF(rect.left() + cellPadding, rect.center().y() - 6.5, 14, 14));
    const auto room = rect.width() - 2 * cellPadding - mark;
    const auto width = std::min<double>(room, metrics.horizontalAdvance(cell.text) + 14);
    const QRectF chip(rect.left() + cellPadding + mark, rect.center().y() - chipHeight / 2.0 + 0.5, width, chipHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(colours.panel, colour, 0.16));
    painter.drawRoundedRect(chip, 4, 4);
    if (cell.chip == Chip::Unknown) {
        QPainterPath shape;
        shape.addRoundedRect(chip, 4, 4);
        painter.setClipPath(shape, Qt::IntersectClip);
        painter.setPen(QPen(mixed(colours.panel, colour, 0.38), 2));
        for (auto x = chip.left() - chip.height(); x < chip.right(); x += 7)
            painter.drawLine(QPointF(x, chip.bottom()), QPointF(x + chip.height(), chip.top()));
    } else if (cell.chip == Chip::Pending) {
        const auto phase = m_theme.hasReducedMotion()
            ? 0.5
            : static_cast<double>(CellTableModel::nowMilliseconds() % pendingPeriodMilliseconds)
                / static_cast<double>(pendingPeriodMilliseconds);
        const auto piece = chip.width() / 3;
        const auto start = chip.left() - piece + (chip.width() + piece) * phase;
        const auto left = std::max(start, chip.left() + 2);
        const auto right = std::min(start + piece, chip.right() - 2);
        if (right > left)
            painter.fillRect(QRectF(left, chip.bottom() - 2, right - left, 2), colour);
    }
    painter.setFont(m_chipFont);
    painter.setPen(cell.chip == Chip::Unknown ? colours.text : mixed(colour, colours.text, 0.25));
    painter.drawText(chip.adjusted(7, 0, -5, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     metrics.elidedText(cell.text, Qt::ElideRight, chip.width() - 12));
    painter.restore();
}

}  // namespace tradecore::ui
