// FillsModel: one row an execution. Gui thread.
#pragma once

#include "application/port/read_models.h"
#include "ui/common/cell_table_model.h"
#include "ui/common/instrument_directory.h"

#include <vector>

namespace tradecore::ui {

class FillsModel : public CellTableModel {
    Q_OBJECT
public:
    enum Column {
        Time, Symbol, Side, Quantity, Price, Gross, Commission, Net, Liquidity, Source, Account, OrderId, ExecutionId,
        ColumnCount
    };

    FillsModel(const InstrumentDirectory& instruments, QObject* parent);
    void apply(const std::vector<application::FillRow>& changed);
    [[nodiscard]] const std::vector<application::FillRow>& fills() const { return m_fills; }
    [[nodiscard]] const application::FillRow& fillAt(int row) const { return m_fills[static_cast<std::size_t>(row)]; }

private:
    [[nodiscard]] Row cellsOf(const application::FillRow& fill) const;

    const InstrumentDirectory& m_instruments;
    std::vector<application::FillRow> m_fills;
};

}  // namespace tradecore::ui
