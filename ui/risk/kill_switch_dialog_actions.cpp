// What the kill switch does once it was confirmed.
#include "ui/common/desk_answer.h"
#include "ui/common/number_text.h"
#include "ui/risk/kill_switch_dialog.h"
#include "ui/risk/trading_state_words.h"

namespace tradecore::ui {

using domain::TradingState;

void KillSwitchDialog::ask(Step step)
{
    m_step = step;
    refreshActions();
    if (step == Step::None) {
        m_halt->setFocus();
        return;
    }
    // Halting loses nothing and may be one key away; closing positions may not.
    (step == Step::Flatten ? m_back : m_confirm)->setFocus();
}

QString KillSwitchDialog::question(Step step) const
{
    const auto account = toQString(m_account.text());
    const auto orders = static_cast<int>(m_exposure.orders.size());
    switch (step) {
    case Step::None:
        return {};
    case Step::Halt:
        return orders == 0 ? tr("%1: stop sending orders?").arg(account)
                           : tr("%1: stop sending orders? %n working order(s) stay at the venue and may fill.", nullptr, orders).arg(account);
    case Step::CancelAll:
        return tr("%1: cancel %n working order(s)?", nullptr, orders).arg(account);
    case Step::Flatten:
        break;
    }
    const auto closing = closingOrders(m_exposure);
    const auto cancels = tr("%1: cancel %n working order(s)", nullptr, orders).arg(account);
    return closing.isEmpty() ? tr("%1 and have the venue prove that no position is left?").arg(cancels)
                             : tr("%1, then at market: %2?").arg(cancels, closing);
}

QString KillSwitchDialog::confirmation(Step step) const
{
    const auto account = toQString(m_account.text());
    switch (step) {
    case Step::None:
        return {};
    case Step::Halt:
        return tr("Halt %1").arg(account);
    case Step::CancelAll:
        return tr("Cancel %n order(s)", nullptr, static_cast<int>(m_exposure.orders.size()));
    case Step::Flatten:
        return tr("Flatten %1").arg(account);
    }
    return {};
}

void KillSwitchDialog::confirm()
{
    const auto step = m_step;
    m_problem.clear();
    m_result = {};
    m_progress = Progress::None;
    switch (step) {
    case Step::None:
        return;
    case Step::Halt:
        changeState(TradingState::Halted, "kill switch");
        break;
    case Step::CancelAll:
        cancelAll();
        break;
    case Step::Flatten:
        flatten();
        break;
    }
    ask(Step::None);
    refresh();
}

void KillSwitchDialog::changeState(TradingState state, const std::string& reason)
{
    m_control.changeTradingState(m_account, state, reason, m_context.gui, whileAlive(this, [this, state](const application::Receipt& receipt) {
        m_problem = receiptSentence(receipt);
        if (m_problem.isEmpty()) {
            tell(tr("Trading of %1: %2.").arg(toQString(m_account.text()), nameOfState(state)), toneOfState(state));
            if (state == TradingState::Active)
                m_rearmReason->clear();
        } else {
            tell(tr("The trading state was not changed. %1").arg(m_problem), Tone::Danger);
        }
        refresh();
    }));
}

void KillSwitchDialog::cancelAll()
{
    m_progress = Progress::Canceling;
    for (const auto& order : m_exposure.orders) {
        m_context.desk.cancel({m_account, order.clientOrderId}, m_context.gui, whileAlive(this, [this](const application::Receipt& receipt) {
            const auto problem = receiptSentence(receipt);
            if (problem.isEmpty())
                return;
            m_problem = problem;
            tell(tr("An order was not canceled. %1").arg(problem), Tone::Danger);
            refresh();
        }));
    }
    tell(tr("Kill switch: cancel requested for %n order(s).", nullptr, static_cast<int>(m_exposure.orders.size())), Tone::Warning);
}

void KillSwitchDialog::flatten()
{
    m_progress = Progress::Flattening;
    tell(tr("Kill switch: %1 is being flattened.").arg(toQString(m_account.text())), Tone::Warning);
    m_control.flatten(m_account, m_context.gui, whileAlive(this, [this](const application::FlattenResult& result) { onFlattened(result); }));
}

void KillSwitchDialog::onFlattened(const application::FlattenResult& result)
{
    m_result = result;
    m_problem = toQString(result.error);
    // An error without anything left: flatten did not begin, so nothing is proven.
    m_progress = result.remaining > 0 ? Progress::NotProven : m_problem.isEmpty() ? Progress::ProvenZero : Progress::None;
    refresh();
    tell(m_progressText->text().isEmpty() ? tr("Nothing was open.") : m_progressText->text(),
         m_progress == Progress::ProvenZero ? Tone::Normal : Tone::Danger);
    if (m_progress != Progress::ProvenZero)
        present();
}

void KillSwitchDialog::rearm()
{
    const auto reason = m_rearmReason->text().simplified();
    if (reason.size() < shortestReason)
        return;
    m_progress = Progress::None;
    m_problem.clear();
    changeState(TradingState::Active, reason.toStdString());
}

void KillSwitchDialog::tell(const QString& sentence, Tone tone)
{
    Q_EMIT told(sentence, tone);
}

}  // namespace tradecore::ui
