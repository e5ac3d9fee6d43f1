// FirstStartDialog: where the prices come from: simulated, replay or Coinbase. Opens without any account; remembered by the
// composition and reachable again from the menu. Gui thread.
#pragma once

#include "ui/common/theme.h"

#include <QDialog>
#include <QVBoxLayout>

namespace tradecore::ui {

class FirstStartDialog : public QDialog {
    Q_OBJECT
public:
    // current: the source in use, empty at first start.
    FirstStartDialog(const Theme& theme, const QString& current, QWidget* parent);

Q_SIGNALS:
    // "simulated", "replay" or "coinbase"
    void chosen(const QString& source);

private:
    void addChoice(const Theme& theme, const QString& source, const QString& title, const QString& text, bool isCurrent);

    QVBoxLayout* m_choices;
};

}  // namespace tradecore::ui
