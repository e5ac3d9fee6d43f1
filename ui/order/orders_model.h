// OrdersModel: one row an order, newest values only. Rows come as batches of changed OrderRows; the row keeps its place for
// life. Gui thread.
#pragma once

#include "application/port/read_models.h"
#include "ui/common/cell_table_model.h"
#include "ui/common/instrument_directory.h"

#include <optional>
#include <vector>

namespace tradecore::ui {

class OrdersModel : public CellTableModel {
    Q_OBJECT
public:
    enum Column {
        Time, Symbol, Side, Type, Quantity, Price, Trigger, TimeInForce, Status, AverageFill, Remaining, LivesAt,
        Message, Updated, Account, Commission, ClientId, BrokerId, ColumnCount
    };

    OrdersModel(const InstrumentDirectory& instruments, QObject* parent);

    void apply(const std::vector<application::OrderRow>& changed);
    [[nodiscard]] const application::OrderRow& orderAt(int row) const { return m_orders[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const application::OrderRow* find(const domain::ClientOrderId& order) const;
    // Orders that the venue may hold.
    [[nodiscard]] std::vector<application::OrderRow> openOrders() const;
    // Entries whose stop does not cover what they have opened.
    [[nodiscard]] std::vector<application::OrderRow> unprotectedOrders() const;
    [[nodiscard]] int openCount() const { return m_openCount; }

Q_SIGNALS:
    void openCountChanged(int count);

private:
    [[nodiscard]] Row cellsOf(const application::OrderRow& order) const;

    const InstrumentDirectory& m_instruments;
    std::vector<application::OrderRow> m_orders;
    int m_openCount = 0;
};

[[nodiscard]] Chip chipOf(domain::OrderStatus status);
// "LMT", "MKT", "STP", "STP LMT"
[[nodiscard]] QString shortNameOf(domain::OrderType type);
// "DAY", "GTC", "IOC", "FOK"
[[nodiscard]] QString shortNameOf(domain::TimeInForce timeInForce);

}  // namespace tradecore::ui
