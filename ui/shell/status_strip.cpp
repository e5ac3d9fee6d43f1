#include "ui/shell/status_strip.h"

#include "ui/common/ink.h"
#include "ui/common/number_text.h"
#include "ui/connection/stream_words.h"

#include <QDateTime>
#include <QHBoxLayout>

namespace tradecore::ui {

using application::StreamHealth;

StatusStrip::StatusStrip(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(u"statusStrip"_qs);
    setFixedHeight(28);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(20);
    m_data = addLabel(u"dataLight"_qs, tr("Data stream"));
    m_orders = addLabel(u"ordersLight"_qs, tr("Order stream"));
    m_sync = addLabel(u"syncLabel"_qs, tr("Agreement with the venue"));
    row->addStretch();
    m_equity = addLabel(u"equityLabel"_qs, tr("Equity"));
    m_day = addLabel(u"dayProfitLabel"_qs, tr("Profit of the day"));
    m_clock = addLabel(u"clockLabel"_qs, tr("Clock"));
    connect(&theme, &Theme::changed, this, &StatusStrip::applyTheme);
    setText(m_sync, tr("Not verified yet"), theme.colours().muted);
    tick(SteadyTime());
}

QLabel* StatusStrip::addLabel(const QString& name, const QString& accessibleName)
{
    auto* label = new QLabel(this);
    label->setObjectName(name);
    label->setAccessibleName(accessibleName);
    layout()->addWidget(label);
    return label;
}

void StatusStrip::setText(QLabel* label, const QString& text, const QColor& colour)
{
    if (label->text() != text)
        label->setText(text);
    setInk(*label, colour);
}

void StatusStrip::applyTheme()
{
    tick(m_lastTick);
}

void StatusStrip::setStream(const application::StreamStatus& stream)
{
    m_streams.insert_or_assign({stream.isOrders, stream.name}, stream);
}

const application::StreamStatus* StatusStrip::dataStream() const
{
    const auto found = m_streams.lower_bound({false, {}});
    return found == m_streams.end() || found->first.first ? nullptr : &found->second;
}

void StatusStrip::showLight(QLabel* light, bool orders, const QString& word, SteadyTime now)
{
    const application::StreamStatus* worst = nullptr;
    for (const auto& [key, stream] : m_streams) {
        const auto rank = [](StreamHealth health) { return health == StreamHealth::Live ? 3 : static_cast<int>(health); };
        if (key.first == orders && (!worst || rank(stream.health) < rank(worst->health)))
            worst = &stream;
    }
    if (!worst) {
        light->setText(QString(u"○ " % word % u' ' % tr("not connected")));
        return;
    }
    const bool live = worst->health == StreamHealth::Live;
    // A sentence beside a live stream (fills are suspended, the account is being compared) is no green light.
    const bool calm = live && worst->reason.empty();
    const auto colour = calm ? themeColours(m_theme.colours().dark, MarketColours::GreenUp).up
                             : m_theme.colourOf(live ? Tone::Warning : toneOf(worst->health));
    const auto age = worst->lastActivity ? displayAge(now - *worst->lastActivity) : QString();
    const auto state = live ? age : QString(labelFor(worst->health) % (age.isEmpty() ? QString() : QString(u" · " % age)));
    light->setTextFormat(Qt::RichText);
    const auto text = QString(u"<span style='color:" % colour.name() % u"'>" % (calm ? u"●" : u"◐") % u"</span> " % word.toHtmlEscaped()
                              % u" <span style='color:" % (calm ? m_theme.colours().muted : colour).name() % u"'>"
                              % state.toHtmlEscaped() % u"</span>");
    if (light->text() != text)
        light->setText(text);
    light->setToolTip(QString(toQString(worst->name) % u": " % streamSentence(*worst, now)));
    light->setAccessibleDescription(light->toolTip());
}

void StatusStrip::tick(SteadyTime now)
{
    m_lastTick = now;
    showLight(m_data, false, tr("Data"), now);
    showLight(m_orders, true, tr("Orders"), now);
    const auto local = QDateTime::currentDateTime();
    setText(m_clock, QString(local.toString(u"HH:mm:ss "_qs) % local.timeZoneAbbreviation()), m_theme.colours().muted);
}

void StatusStrip::setStatus(const application::WorkstationStatus& status, Timestamp now)
{
    for (const auto& stream : status.streams)
        setStream(stream);
    const auto& colours = m_theme.colours();
    if (!status.inSync && !status.syncText.empty()) {
        setText(m_sync, tr("Differs: %1").arg(toQString(status.syncText)), colours.danger);
    } else if (status.inSync && status.verifiedAt) {
        setText(m_sync, tr("In sync · verified %1 ago").arg(displayAge(now - *status.verifiedAt)), colours.muted);
    } else {
        setText(m_sync, status.inSync ? tr("In sync") : tr("Not verified yet"), colours.muted);
    }
    m_sync->setToolTip(toQString(status.syncText));
}

void StatusStrip::setAccount(const application::AccountView& account)
{
    const auto& colours = m_theme.colours();
    const auto equity = account.equity ? displayText(*account.equity) : u"–"_qs;
    setText(m_equity, tr("Equity %1").arg(equity), colours.text);
    const auto day = profitCell(account.dayProfit);
    setText(m_day, tr("Day %1").arg(day.text), m_theme.colourOf(day.tone));
}

}  // namespace tradecore::ui
