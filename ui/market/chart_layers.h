// What lies over the candles: own orders as labelled lines (dashed until acknowledged, with a ✕ to cancel), fills as ▲▼ with
// their size, the position line, the last price on the axis, the crosshair with both values and the legend of the bar under
// it. The marks are a layer of the plot; the crosshair is drawn over the finished picture, so that moving it draws no candle.
#pragma once

#include "domain/order/order_types.h"
#include "domain/money/price.h"
#include "ui/common/theme.h"
#include "ui/market/chart_bars.h"
#include "ui/market/plot_library.h"

#include <QCoreApplication>

#include <optional>
#include <vector>

namespace tradecore::ui {

struct ChartOrderLine {
    domain::ClientOrderId order;
    domain::Side side = domain::Side::Buy;
    domain::Price price;
    QString label;             // "LMT 100 @ 187.20"
    bool acknowledged = false;
    bool cancellable = true;
};

struct ChartFillMark {
    Timestamp time;
    domain::Side side = domain::Side::Buy;
    domain::Price price;
    QString size;
};

struct ChartPositionLine {
    domain::Price average;
    QString label;             // "▲ 100 · +12.50 USD"
    Tone tone = Tone::Normal;
};

struct ChartMarks {
    std::vector<ChartOrderLine> orders;
    std::vector<ChartFillMark> fills;
    std::optional<ChartPositionLine> position;
    std::optional<domain::Price> last;
    Tone lastTone = Tone::Normal;
    int priceDecimals = 2;
    bool stale = false;
    QString staleText;         // "stale · 12 s"
};

class MarksLayer : public QCPLayerable {
    Q_OBJECT
public:
    MarksLayer(QCustomPlot* plot, QCPAxis* keyAxis, QCPAxis* priceAxis, const ChartBars& bars, const Theme& theme);

    void setMarks(ChartMarks marks) { m_marks = std::move(marks); }
    [[nodiscard]] const ChartMarks& marks() const { return m_marks; }
    // The order whose ✕ is under the position.
    [[nodiscard]] std::optional<domain::ClientOrderId> cancelAt(const QPointF& position) const;

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;

private:
    void drawFills(QCPPainter& painter, const QRect& area);
    void drawOrders(QCPPainter& painter, const QRect& area);
    void drawPosition(QCPPainter& painter, const QRect& area);
    void drawLastPrice(QCPPainter& painter, const QRect& area);

    QCPAxis* m_keyAxis;
    QCPAxis* m_priceAxis;
    const ChartBars& m_bars;
    const Theme& m_theme;
    ChartMarks m_marks;
    std::vector<std::pair<QRectF, domain::ClientOrderId>> m_cancelAreas;
};

class Crosshair {
    Q_DECLARE_TR_FUNCTIONS(Crosshair)
public:
    Crosshair(QCPAxis* keyAxis, QCPAxis* priceAxis, QCPAxisRect* lowerRect, const ChartBars& bars, const Theme& theme);

    void setPosition(std::optional<QPointF> position) { m_position = position; }
    void setPriceDecimals(int decimals) { m_priceDecimals = decimals; }
    [[nodiscard]] std::optional<std::size_t> barUnderPointer() const;
    void draw(QCPPainter& painter) const;

private:
    void drawLegend(QCPPainter& painter, const QRect& area) const;

    QCPAxis* m_keyAxis;
    QCPAxis* m_priceAxis;
    QCPAxisRect* m_lowerRect;
    const ChartBars& m_bars;
    const Theme& m_theme;
    std::optional<QPointF> m_position;
    int m_priceDecimals = 2;
};

}  // namespace tradecore::ui
