// CountersModel: every counter of the workstation as one row, grouped by the word before the first dot. Gui thread.
#pragma once

#include "ui/common/cell_table_model.h"

#include <cstdint>
#include <map>
#include <string>

namespace tradecore::ui {

class CountersModel : public CellTableModel {
    Q_OBJECT
public:
    enum Column { Name, Value, ColumnCount };

    explicit CountersModel(QObject* parent);
    void apply(const std::map<std::string, std::uint64_t>& counters);
};

}  // namespace tradecore::ui
