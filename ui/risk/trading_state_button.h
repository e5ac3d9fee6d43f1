// TradingStateButton: the trading state of the account, always in sight in the tool bar; it opens the kill switch. Quiet while
// trading is active, solid amber or red otherwise. Gui thread.
#pragma once

#include "domain/account/account.h"
#include "ui/common/theme.h"

#include <QPushButton>

namespace tradecore::ui {

class TradingStateButton : public QPushButton {
    Q_OBJECT
public:
    TradingStateButton(const Theme& theme, QWidget* parent);
    void setState(domain::TradingState state, const QString& reason, const QString& keys);
    // The program itself cannot trade, whatever the account's state; empty: it can.
    void setStopped(const QString& sentence);

private:
    void refresh();
    void applyTheme();

    const Theme& m_theme;
    domain::TradingState m_state = domain::TradingState::Active;
    QString m_reason;
    QString m_keys;
    QString m_stopped;
};

}  // namespace tradecore::ui
