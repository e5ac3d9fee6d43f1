// ResolveDialog: a person says what became of an order whose outcome is unknown, with a reason that goes into the journal.
#pragma once

#include "application/port/read_models.h"

#include <QButtonGroup>
#include <QDialog>
#include <QLineEdit>

namespace tradecore::ui {

class ResolveDialog : public QDialog {
    Q_OBJECT
public:
    // title names account, symbol, side, size and price.
    ResolveDialog(const QString& title, const application::OrderRow& order, QWidget* parent);

Q_SIGNALS:
    void resolved(tradecore::domain::ManualResolution resolution, const QString& reason);

private:
    QButtonGroup* m_choices;
    QLineEdit* m_reason;
};

}  // namespace tradecore::ui
