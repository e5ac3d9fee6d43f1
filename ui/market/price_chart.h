// PriceChart: candles above, volume below, one time axis; pan with the mouse or the arrow keys, zoom with the wheel or + and −,
// End returns to the newest bar. Scales the price axis to what is visible. Asks for older bars when panned to the left edge.
// Gui thread.
#pragma once

#include "ui/market/candle_plottables.h"
#include "ui/market/chart_buffer.h"
#include "ui/market/chart_layers.h"
#include "ui/market/time_ticker.h"

#include <QSharedPointer>

#include <memory>

namespace tradecore::ui {

class PriceChart : public QCustomPlot {
    Q_OBJECT
public:
    PriceChart(const Theme& theme, QWidget* parent);

    void applyBars(const application::BarsChange& change);
    void clearBars();
    void setMarks(ChartMarks marks);
    void showNewest();
    void pan(double bars);
    void zoom(double factor);

    [[nodiscard]] const ChartBars& bars() const { return m_bars; }
    [[nodiscard]] const ChartMarks& marks() const { return m_marks->marks(); }
    [[nodiscard]] MarksLayer& marksLayer() { return *m_marks; }
    [[nodiscard]] QCPRange visibleBars() const { return m_keyAxis->range(); }

Q_SIGNALS:
    void cancelRequested(const tradecore::domain::ClientOrderId& order);
    void olderBarsWanted(tradecore::Timestamp before);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildAxes();
    void applyTheme();
    void onRangeChanged(const QCPRange& range);
    void scaleValues();
    void askForOlder();

    const Theme& m_theme;
    ChartBars m_bars;
    VisibleColumns m_columns{m_bars};
    QSharedPointer<ChartBuffer> m_buffer;
    QSharedPointer<TimeTicker> m_ticker;
    QCPAxisRect* m_volumeRect = nullptr;
    QCPAxis* m_keyAxis = nullptr;       // of the volume pane, with the labels
    QCPAxis* m_priceAxis = nullptr;
    QCPAxis* m_volumeAxis = nullptr;
    CandlePlottable* m_candles = nullptr;
    VolumePlottable* m_volume = nullptr;
    MarksLayer* m_marks = nullptr;
    std::unique_ptr<Crosshair> m_crosshair;
    std::optional<Timestamp> m_askedBefore;
    bool m_following = true;
    bool m_adjusting = false;
};

}  // namespace tradecore::ui
