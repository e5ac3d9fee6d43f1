// PositionsModel: one row a position that is or was held. Gui thread.
#pragma once

#include "application/position/position_queries.h"
#include "ui/common/cell_table_model.h"
#include "ui/common/instrument_directory.h"

#include <vector>

namespace tradecore::ui {

class PositionsModel : public CellTableModel {
    Q_OBJECT
public:
    enum Column {
        Symbol, Side, Quantity, AveragePrice, Mark, MarketValue, DayProfit, Unrealised, UnrealisedPercent, Realised,
        MarkSource, MarkTime, Account, ColumnCount
    };

    PositionsModel(const InstrumentDirectory& instruments, QObject* parent);
    void apply(const std::vector<application::PositionView>& changed);
    [[nodiscard]] const application::PositionView& positionAt(int row) const { return m_positions[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const application::PositionView* find(const domain::InstrumentId& instrument) const;

private:
    [[nodiscard]] Row cellsOf(const application::PositionView& position) const;

    const InstrumentDirectory& m_instruments;
    std::vector<application::PositionView> m_positions;
};

}  // namespace tradecore::ui
