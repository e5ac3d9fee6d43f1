// BlotterTabs: orders, executions, positions, account and log below the chart, with one filter, column chooser and export for
// the table that is shown. Owns their models. Gui thread.
#pragma once

#include "ui/account/account_panel.h"
#include "ui/common/blotter_view.h"
#include "ui/connection/log_model.h"
#include "ui/order/fills_model.h"
#include "ui/order/orders_model.h"
#include "ui/position/positions_model.h"

#include <QLineEdit>
#include <QTabWidget>
#include <QToolButton>

#include <map>

namespace tradecore::ui {

class BlotterTabs : public QTabWidget {
    Q_OBJECT
public:
    BlotterTabs(const WindowContext& context, QWidget* parent);

    [[nodiscard]] OrdersModel& orders() { return *m_orders; }
    [[nodiscard]] FillsModel& fills() { return *m_fills; }
    [[nodiscard]] PositionsModel& positions() { return *m_positions; }
    [[nodiscard]] AccountPanel& account() { return *m_account; }
    [[nodiscard]] LogModel& log() { return *m_log; }
    [[nodiscard]] BlotterView& ordersView() { return *m_ordersView; }
    [[nodiscard]] BlotterView& positionsView() { return *m_positionsView; }
    void focusFilter();
    void setRowHeight(BlotterView::RowHeight height);
    void saveTo(std::map<QString, QByteArray>& parts) const;
    void restoreFrom(const std::map<QString, QByteArray>& parts);

Q_SIGNALS:
    void ticketWanted();
    void told(const QString& sentence);

private:
    BlotterView* addTable(CellTableModel& model, const WindowContext& context, const QString& name, const QString& title,
                          const QString& emptySentence);
    void buildCorner(const Theme& theme);
    [[nodiscard]] BlotterView* shownView() const;
    void exportShown();

    OrdersModel* m_orders;
    FillsModel* m_fills;
    PositionsModel* m_positions;
    LogModel* m_log;
    BlotterView* m_ordersView;
    BlotterView* m_fillsView;
    BlotterView* m_positionsView;
    BlotterView* m_logView;
    AccountPanel* m_account;
    QLineEdit* m_filter = nullptr;
    QToolButton* m_columns = nullptr;
    QToolButton* m_export = nullptr;
};

}  // namespace tradecore::ui
