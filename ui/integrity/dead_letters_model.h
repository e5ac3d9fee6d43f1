// DeadLettersModel: the events that a view could not apply, and those that wait behind them. Gui thread.
#pragma once

#include "application/integrity/integrity_control.h"
#include "ui/common/cell_table_model.h"

namespace tradecore::ui {

class DeadLettersModel : public CellTableModel {
    Q_OBJECT
public:
    enum Column { Event, View, State, Attempts, Reason, ColumnCount };

    explicit DeadLettersModel(QObject* parent);
    // All of them: what is not among them has gone.
    void set(std::vector<application::DeadLetterRow> letters);
    [[nodiscard]] const application::DeadLetterRow& letterAt(int row) const { return m_letters[static_cast<std::size_t>(row)]; }

private:
    std::vector<application::DeadLetterRow> m_letters;
};

}  // namespace tradecore::ui
