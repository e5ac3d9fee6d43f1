// Exposure: what one account still has in the market, orders and positions; and the words for it. Value of the gui thread.
#pragma once

#include "application/port/read_models.h"
#include "ui/common/instrument_directory.h"

#include <QStringList>

#include <vector>

namespace tradecore::ui {

struct Exposure {
    std::vector<application::OrderRow> orders;         // that the venue may hold
    std::vector<domain::PositionState> positions;      // not zero

    [[nodiscard]] bool isZero() const { return orders.empty() && positions.empty(); }
};

// "3 working orders · 1 position"; says so where there is nothing.
[[nodiscard]] QString exposureSummary(const Exposure& exposure);
// One line an order and a position, at most `lines`; the last line counts the rest.
[[nodiscard]] QStringList exposureLines(const Exposure& exposure, const InstrumentDirectory& instruments, int lines);
// What closing at market would send: "SELL 130 AAPL, BUY 20 MSFT".
[[nodiscard]] QString closingOrders(const Exposure& exposure);

}  // namespace tradecore::ui
