// ChartPanel: the chart of one instrument with its head: symbol, timeframes, last price and change; loading and empty states.
// Watches bars through the Desk and turns orders, fills and the position of the instrument into marks. Gui thread.
#pragma once

#include "application/position/position_queries.h"
#include "ui/common/empty_state.h"
#include "ui/common/window_context.h"

#include <QButtonGroup>
#include <QLabel>
#include <QWidget>

#include <optional>
#include <vector>

namespace tradecore::ui {

class PriceChart;
struct ChartMarks;

class ChartPanel : public QWidget {
    Q_OBJECT
public:
    ChartPanel(const WindowContext& context, QWidget* parent);
    ~ChartPanel() override;

    void show(const domain::InstrumentId& instrument, domain::Timeframe timeframe);
    [[nodiscard]] const std::optional<application::BarsKey>& key() const { return m_key; }
    void applyBars(const std::vector<application::BarsChange>& changes);
    void setSnapshot(const application::InstrumentSnapshot& snapshot);
    void setTrading(const std::vector<application::OrderRow>& openOrders, const std::vector<application::FillRow>& fills,
                    const application::PositionView* position);
    void setStale(const QString& staleText);  // empty: not stale
    [[nodiscard]] PriceChart& chart() { return *m_chart; }

Q_SIGNALS:
    void cancelRequested(const tradecore::domain::ClientOrderId& order);

private:
    void buildHead();
    void refreshHead();
    void pushMarks();

    WindowContext m_context;
    PriceChart* m_chart;
    EmptyState* m_empty;
    QLabel* m_symbol;
    QLabel* m_name;
    QLabel* m_last;
    QLabel* m_change;
    QButtonGroup* m_timeframes;
    std::optional<application::BarsKey> m_key;
    std::optional<application::InstrumentSnapshot> m_snapshot;
    std::unique_ptr<ChartMarks> m_marks;
};

}  // namespace tradecore::ui
