// CandlePlottable and VolumePlottable: QCustomPlot plottables that fold the visible bars into pixel columns and draw batches
// of integer rectangles, so that a repaint costs about the same for 500 and for 100 000 bars. Bars and columns belong to the
// chart.
#pragma once

#include "ui/market/chart_bars.h"
#include "ui/market/plot_library.h"

namespace tradecore::ui {

class ColumnPlottable : public QCPAbstractPlottable {
    Q_OBJECT
public:
    ColumnPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, const ChartBars& bars, VisibleColumns& columns);
    void setColours(const QColor& up, const QColor& down);

    [[nodiscard]] double selectTest(const QPointF& position, bool onlySelectable, QVariant* details) const override;
    [[nodiscard]] QCPRange getKeyRange(bool& found, QCP::SignDomain domain) const override;

protected:
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;
    [[nodiscard]] const std::vector<BarColumn>& columnsIn(const QCPRange& keys) const;
    [[nodiscard]] int barWidth() const;   // pixels, at least 1
    // Draws both batches and empties them.
    void drawRects(QCPPainter& painter);

    const ChartBars& m_bars;
    VisibleColumns& m_columns;
    QVector<QRect> m_upRects;
    QVector<QRect> m_downRects;
    QColor m_up;
    QColor m_down;
};

class CandlePlottable : public ColumnPlottable {
    Q_OBJECT
public:
    using ColumnPlottable::ColumnPlottable;
    [[nodiscard]] QCPRange getValueRange(bool& found, QCP::SignDomain domain, const QCPRange& keys) const override;

protected:
    void draw(QCPPainter* painter) override;
};

class VolumePlottable : public ColumnPlottable {
    Q_OBJECT
public:
    using ColumnPlottable::ColumnPlottable;
    [[nodiscard]] QCPRange getValueRange(bool& found, QCP::SignDomain domain, const QCPRange& keys) const override;

protected:
    void draw(QCPPainter* painter) override;
};

}  // namespace tradecore::ui
