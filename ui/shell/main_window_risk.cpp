// The kill switch: trading state, what is in the market, and the bar that says why nothing is sent.
#include "ui/common/desk_answer.h"
#include "ui/common/number_text.h"
#include "ui/order/order_ticket.h"
#include "ui/risk/kill_switch_dialog.h"
#include "ui/risk/limits_dialog.h"
#include "ui/risk/trading_state_button.h"
#include "ui/risk/trading_state_words.h"
#include "ui/shell/blotter_tabs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

namespace tradecore::ui {

void MainWindow::buildKillSwitch(application::TradingControl& control)
{
    m_killSwitch = new KillSwitchDialog(m_context, control, this);
    auto* action = m_actions->action(u"killSwitchAction"_qs);
    m_stateButton->setState(domain::TradingState::Active, {}, action->shortcut().toString(QKeySequence::NativeText));
    connect(action, &QAction::triggered, this, &MainWindow::openKillSwitch);
    connect(m_stateButton, &QPushButton::clicked, this, &MainWindow::openKillSwitch);
    connect(m_stopped, &NoticeBar::actionTriggered, this, &MainWindow::openKillSwitch);
    connect(m_killSwitch, &KillSwitchDialog::told, this, &MainWindow::tell);
    buildLimits(control);
}

void MainWindow::buildLimits(application::TradingControl& control)
{
    m_control = &control;
    m_limits = new LimitsDialog(m_context, control, this);
    connect(m_actions->action(u"limitsAction"_qs), &QAction::triggered, m_limits, &LimitsDialog::present);
    connect(m_limits, &LimitsDialog::told, this, &MainWindow::tell);
    connect(m_unprotected, &NoticeBar::actionTriggered, this, [this] {
        if (m_closeUnprotected)
            m_closeUnprotected();
    });
}

// One bar for the first of them: when it is closed or covered, the next takes its place.
void MainWindow::showUnprotected()
{
    const auto naked = m_blotters->orders().unprotectedOrders();
    if (naked.empty()) {
        m_unprotected->hide();
        m_closeUnprotected = nullptr;
        return;
    }
    const auto& order = naked.front();
    const auto sentence = tr("POSITION UNPROTECTED: %1 of %2 – %3. Nothing closes it when the market falls through the stop.")
                              .arg(displayText(order.unprotected->value(), 0), toQString(order.terms.instrument.toString()),
                                   toQString(order.unprotectedCause.value_or(std::string())));
    m_closeUnprotected = [this, account = order.terms.account, instrument = order.terms.instrument] {
        tell(tr("Closing %1: its orders are canceled and the position is sold at market.").arg(toQString(instrument.toString())), Tone::Warning);
        m_control->closePosition(account, instrument, m_context.gui, whileAlive(this, [this, instrument](const application::FlattenResult& result) {
                                  const auto name = toQString(instrument.toString());
                                  if (result.remaining == 0)
                                      tell(tr("%1 is closed.").arg(name), Tone::Normal);
                                  else
                                      tell(tr("%1 is not proven closed: %2").arg(name, toQString(result.error)), Tone::Danger);
                              }));
    };
    m_unprotected->show(sentence, Tone::Danger, tr("Flatten"));
}

void MainWindow::openKillSwitch()
{
    refreshExposure();
    m_killSwitch->present();
}

void MainWindow::refreshExposure()
{
    Exposure exposure;
    exposure.orders = m_blotters->orders().openOrders();
    const auto& positions = m_blotters->positions();
    for (int row = 0; row < positions.rowCount(); ++row) {
        const auto& state = positions.positionAt(row).row.state;
        if (!state.quantity.isZero())
            exposure.positions.push_back(state);
    }
    m_killSwitch->setExposure(std::move(exposure));
    showUnprotected();
}

void MainWindow::showTradingState(const application::AccountView& account)
{
    const auto& state = account.row.state;
    m_killSwitch->setAccount(account);
    m_ticket->setTradingState(state.tradingState);
    m_stateButton->setState(state.tradingState, toQString(state.tradingStateReason),
                            m_actions->action(u"killSwitchAction"_qs)->shortcut().toString(QKeySequence::NativeText));
    if (!m_stoppedReason.isEmpty())
        return;
    if (state.tradingState == domain::TradingState::Active) {
        m_stopped->hide();
        return;
    }
    auto sentence = QString(nameOfState(state.tradingState) % u" – " % sentenceOfState(state.tradingState));
    if (!state.tradingStateReason.empty())
        sentence = QString(sentence % u' ' % tr("Reason: %1").arg(toQString(state.tradingStateReason)));
    m_stopped->show(sentence, toneOfState(state.tradingState), tr("Kill switch…"));
}

void MainWindow::showStopped(const application::WorkstationStatus& status)
{
    const bool stopped = status.state == "trading_stopped" || !status.stoppedReason.empty() || !status.blockedReason.empty();
    m_stoppedReason = !stopped ? QString()
        : status.stoppedReason.empty() && !status.blockedReason.empty() ? toQString(status.blockedReason)
        : status.stoppedReason.empty() ? tr("Trading has stopped. No order leaves this machine.")
                                       : tr("Trading has stopped: %1").arg(toQString(status.stoppedReason));
    m_stateButton->setStopped(m_stoppedReason);
    m_ticket->setStopped(m_stoppedReason);
    if (stopped)
        m_stopped->show(m_stoppedReason, Tone::Danger);
    else if (const auto* account = m_blotters->account().account())
        showTradingState(*account);
    else
        m_stopped->hide();
}

}  // namespace tradecore::ui
