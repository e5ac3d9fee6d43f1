// CandlePlottable and VolumePlottable: QCustomPlot plottables that fold the visible bars into pixel columns and draw batches
// of integer rectangles, so that a repaint costs the same for 500 and for 100 000 bars. The bars belong to the chart.
#pragma once

#include "ui/market/chart_bars.h"
#include "ui/market/plot_library.h"

namespace tradecore::ui {

class ColumnPlottable : public QCPAbstractPlottable {
    Q_OBJECT
public:
    ColumnPlottable(QCPAxis* keyAxis, QCPAxis* valueAxis, const ChartBars& bars);
    void setColours(const QColor& up, const QColor& down);

    [[nodiscard]] double selectTest(const QPointF& position, bool onlySelectable, QVariant* details) const override;
    [[nodiscard]] QCPRange getKeyRange(bool& found, QCP::SignDomain domain) const override;

protected:
    void drawLegendIcon(QCPPainter* painter, const QRectF& rect) const override;
    // Columns of the visible range, and the width of one bar in pixels (at least 1).
    int foldVisible();

    const ChartBars& m_bars;
    std::vector<BarColumn> m_columns;
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
