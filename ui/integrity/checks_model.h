// ChecksModel: one row a check: verdict, what was compared, how long ago, what was found. Gui thread.
#pragma once

#include "application/integrity/integrity_status.h"
#include "ui/common/cell_table_model.h"

namespace tradecore::ui {

class ChecksModel : public CellTableModel {
    Q_OBJECT
public:
    enum Column { Name, Verdict, Compared, Age, Found, ColumnCount };

    explicit ChecksModel(QObject* parent);
    void apply(const application::IntegrityStatus& status, Timestamp utcNow);
};

}  // namespace tradecore::ui
