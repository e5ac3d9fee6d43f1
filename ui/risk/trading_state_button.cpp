#include "ui/risk/trading_state_button.h"

#include "ui/common/desk_style.h"
#include "ui/common/icons.h"
#include "ui/risk/trading_state_words.h"

namespace tradecore::ui {

TradingStateButton::TradingStateButton(const Theme& theme, QWidget* parent) : QPushButton(parent), m_theme(theme)
{
    setObjectName(u"killSwitchButton"_qs);
    connect(&theme, &Theme::changed, this, &TradingStateButton::applyTheme);
    refresh();
}

void TradingStateButton::setState(domain::TradingState state, const QString& reason, const QString& keys)
{
    m_state = state;
    m_reason = reason;
    m_keys = keys;
    refresh();
}

void TradingStateButton::setStopped(const QString& sentence)
{
    if (sentence == m_stopped)
        return;
    m_stopped = sentence;
    refresh();
}

void TradingStateButton::refresh()
{
    const auto name = m_stopped.isEmpty() ? nameOfState(m_state) : tr("STOPPED");
    setText(tr("Trading %1").arg(name));
    setAccessibleName(tr("Kill switch. Trading is %1").arg(name));
    auto sentence = m_stopped.isEmpty() ? sentenceOfState(m_state) : m_stopped;
    if (m_stopped.isEmpty() && m_state != domain::TradingState::Active && !m_reason.isEmpty())
        sentence = QString(sentence % u'\n' % tr("Reason: %1").arg(m_reason));
    setToolTip(QString(sentence % u'\n' % tr("Opens the kill switch (%1)").arg(m_keys)));
    setAccessibleDescription(sentence);
    applyTheme();
}

void TradingStateButton::applyTheme()
{
    const auto fill = fillOfState(m_stopped.isEmpty() ? m_state : domain::TradingState::Halted);
    setProperty(fillProperty, fill.isValid() ? QVariant(fill) : QVariant());
    setIcon(fill.isValid() ? colouredIcon(u"power"_qs, Qt::white) : themedIcon(u"power"_qs, m_theme, Tone::Normal));
    update();
}

}  // namespace tradecore::ui
