// CountersDialog: what was received, dropped, conflated, late or malformed, and the state of each stream. Not modal. Gui thread.
#pragma once

#include "application/market/desk.h"
#include "ui/common/blotter_view.h"
#include "ui/common/theme.h"
#include "ui/connection/counters_model.h"

#include <QDialog>
#include <QLabel>

namespace tradecore::ui {

class CountersDialog : public QDialog {
    Q_OBJECT
public:
    CountersDialog(const Theme& theme, QWidget* parent);
    void apply(const application::WorkstationStatus& status, SteadyTime now);

private:
    QLabel* m_streams;
    CountersModel* m_model;
    BlotterView* m_view;
};

}  // namespace tradecore::ui
