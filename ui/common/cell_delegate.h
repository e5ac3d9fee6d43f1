// CellDelegate: paints one cell of a CellTableModel with one draw call; no role is asked for, the cell is read directly. The
// default delegate asks the model seven times a cell, which is what a busy table costs. Gui thread.
#pragma once

#include "ui/common/cell_table_model.h"
#include "ui/common/glyph_text.h"
#include "ui/common/theme.h"

#include <QFontMetricsF>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace tradecore::ui {

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    // proxy may be null: then the view shows the model itself.
    CellDelegate(const CellTableModel& model, const QSortFilterProxyModel* proxy, const Theme& theme, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] const QFont& numberFont() const { return m_numberFont; }
    // All text muted: the stream behind the table is silent.
    void setStale(bool stale) { m_stale = stale; }

private:
    void refreshFonts();
    void paintText(QPainter& painter, const QRect& rect, const Cell& cell, int column) const;
    void paintMark(QPainter& painter, const QRectF& area) const;
    void paintChip(QPainter& painter, const QRect& rect, const Cell& cell) const;

    const CellTableModel& m_model;
    const QSortFilterProxyModel* m_proxy;
    const Theme& m_theme;
    QFont m_textFont;
    QFont m_numberFont;
    QFont m_chipFont;
    mutable GlyphText m_numbers;   // reuses its buffers from cell to cell
    double m_digitWidth = 7;
    double m_textWidth = 7;
    bool m_stale = false;
};

}  // namespace tradecore::ui
