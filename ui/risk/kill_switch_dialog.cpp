#include "ui/risk/kill_switch_dialog.h"

#include "ui/common/desk_style.h"
#include "ui/common/ink.h"
#include "ui/common/number_text.h"
#include "ui/risk/trading_state_words.h"

#include <QHBoxLayout>

namespace tradecore::ui {
namespace {

constexpr int contentWidth = 528;
constexpr int actionWidth = 152;
constexpr int shownLines = 6;

QLabel* addLabel(QVBoxLayout& column, QWidget* parent, const QString& name)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    column.addWidget(label);
    return label;
}

QVBoxLayout* addFrame(QVBoxLayout& column, QFrame*& frame, QWidget* parent, const QString& name)
{
    frame = new QFrame(parent);
    frame->setObjectName(name);
    frame->setAutoFillBackground(true);
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(12, 10, 12, 10);
    inside->setSpacing(8);
    column.addWidget(frame);
    return inside;
}

}  // namespace

KillSwitchDialog::KillSwitchDialog(const WindowContext& context, application::TradingControl& control, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_control(control)
    , m_account(context.desk.practiceAccount())
{
    setObjectName(u"killSwitchDialog"_qs);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    // As high as what it has to say, always as wide.
    column->setSizeConstraint(QLayout::SetFixedSize);
    column->addStrut(contentWidth);
    m_stateName = addLabel(*column, this, u"killSwitchState"_qs);
    m_stateSentence = addLabel(*column, this, u"killSwitchStateSentence"_qs);
    m_stateSentence->setForegroundRole(QPalette::PlaceholderText);
    auto* left = addLabel(*column, this, u"killSwitchLeftHeading"_qs);
    left->setText(tr("In the market"));
    left->setForegroundRole(QPalette::PlaceholderText);
    left->setFont(context.theme.labelFont());
    m_summary = addLabel(*column, this, u"killSwitchSummary"_qs);
    m_lines = addLabel(*column, this, u"killSwitchLines"_qs);
    m_lines->setFont(context.theme.numberFont(11));
    buildActions(*column);
    buildConfirmation(*column);
    m_progressText = addLabel(*addFrame(*column, m_progressFrame, this, u"killSwitchProgress"_qs), m_progressFrame, u"killSwitchProgressText"_qs);
    buildRearm(*column);
    auto* close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"killSwitchCloseButton"_qs);
    close->setAccessibleName(tr("Close the kill switch"));
    close->setAutoDefault(false);
    column->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::hide);
    connect(&context.theme, &Theme::changed, this, &KillSwitchDialog::refresh);
    refresh();
}

QPushButton* KillSwitchDialog::addAction(QVBoxLayout& column, const QString& name, const QString& text, const QString& explanation)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    button->setAccessibleDescription(explanation);
    button->setMinimumSize(actionWidth, 36);
    auto* words = new QLabel(explanation, this);
    words->setWordWrap(true);
    words->setFont(m_context.theme.labelFont());
    words->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(button, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    column.addLayout(row);
    return button;
}

void KillSwitchDialog::buildActions(QVBoxLayout& column)
{
    m_halt = addAction(column, u"haltButton"_qs, tr("Halt"),
                       tr("No new order leaves this machine until trading is re-armed. Working orders stay at the venue."));
    m_cancelAll = addAction(column, u"killCancelAllButton"_qs, tr("Cancel all"),
                            tr("Asks the venue to cancel every working order. An order may still fill until the venue confirms."));
    m_flatten = addAction(column, u"flattenButton"_qs, tr("Flatten"),
                          tr("Cancels every order, asks the venue what is left and closes each position at market. Meanwhile only reducing orders pass."));
    connect(m_halt, &QPushButton::clicked, this, [this] { ask(Step::Halt); });
    connect(m_cancelAll, &QPushButton::clicked, this, [this] { ask(Step::CancelAll); });
    connect(m_flatten, &QPushButton::clicked, this, [this] { ask(Step::Flatten); });
}

void KillSwitchDialog::buildConfirmation(QVBoxLayout& column)
{
    auto* inside = addFrame(column, m_confirmation, this, u"killSwitchConfirmation"_qs);
    m_question = addLabel(*inside, m_confirmation, u"killSwitchQuestion"_qs);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_back = new QPushButton(tr("Back"), m_confirmation);
    m_back->setObjectName(u"killSwitchBackButton"_qs);
    m_back->setAccessibleName(tr("Back, nothing is done"));
    m_confirm = new QPushButton(m_confirmation);
    m_confirm->setObjectName(u"killSwitchConfirmButton"_qs);
    m_confirm->setAccessibleName(tr("Confirm"));
    m_confirm->setProperty(fillProperty, fillOfState(domain::TradingState::Halted));
    buttons->addStretch();
    buttons->addWidget(m_back);
    buttons->addWidget(m_confirm);
    inside->addLayout(buttons);
    connect(m_back, &QPushButton::clicked, this, [this] { ask(Step::None); });
    connect(m_confirm, &QPushButton::clicked, this, &KillSwitchDialog::confirm);
}

void KillSwitchDialog::buildRearm(QVBoxLayout& column)
{
    auto* inside = addFrame(column, m_rearmFrame, this, u"rearmFrame"_qs);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_rearmReason = new QLineEdit(m_rearmFrame);
    m_rearmReason->setObjectName(u"rearmReasonEdit"_qs);
    m_rearmReason->setAccessibleName(tr("Reason for trading again"));
    m_rearmReason->setPlaceholderText(tr("Why does trading go on? This goes into the journal."));
    m_rearmReason->setMaxLength(200);
    m_rearm = new QPushButton(tr("Re-arm trading"), m_rearmFrame);
    m_rearm->setObjectName(u"rearmButton"_qs);
    m_rearm->setAccessibleName(tr("Re-arm trading"));
    m_rearm->setAutoDefault(false);
    row->addWidget(m_rearmReason, 1);
    row->addWidget(m_rearm);
    inside->addLayout(row);
    connect(m_rearmReason, &QLineEdit::textChanged, this, &KillSwitchDialog::refreshActions);
    connect(m_rearm, &QPushButton::clicked, this, &KillSwitchDialog::rearm);
}

void KillSwitchDialog::tint(QFrame& frame, Tone tone)
{
    const auto& colours = m_context.theme.colours();
    auto palette = QWidget::palette();
    palette.setColor(QPalette::Window, mixed(colours.panel, tone == Tone::Normal ? colours.muted : m_context.theme.colourOf(tone), 0.16));
    frame.setPalette(palette);
}

void KillSwitchDialog::setAccount(const application::AccountView& account)
{
    const auto& state = account.row.state;
    if (state.account != m_context.desk.practiceAccount())
        return;
    m_account = state.account;
    m_state = state.tradingState;
    m_reason = toQString(state.tradingStateReason);
    refresh();
}

void KillSwitchDialog::setExposure(Exposure exposure)
{
    m_exposure = std::move(exposure);
    std::erase_if(m_exposure.orders, [this](const auto& order) { return order.terms.account != m_account; });
    std::erase_if(m_exposure.positions, [this](const auto& position) { return position.account != m_account; });
    refresh();
}

void KillSwitchDialog::present()
{
    if (!isVisible())
        ask(Step::None);
    show();
    raise();
    activateWindow();
    (m_halt->isEnabled() ? m_halt : m_flatten)->setFocus(Qt::ShortcutFocusReason);
}

void KillSwitchDialog::refresh()
{
    setWindowTitle(tr("Kill switch · %1").arg(toQString(m_account.text())));
    setAccessibleName(windowTitle());
    m_stateName->setFont(m_context.theme.headingFont());
    m_stateName->setText(tr("Trading %1").arg(nameOfState(m_state)));
    setInk(*m_stateName, m_context.theme.colourOf(toneOfState(m_state)));
    auto sentence = sentenceOfState(m_state);
    if (m_state != domain::TradingState::Active && !m_reason.isEmpty())
        sentence = QString(sentence % u' ' % tr("Reason: %1").arg(m_reason));
    m_stateSentence->setText(sentence);
    m_summary->setText(exposureSummary(m_exposure));
    m_lines->setText(exposureLines(m_exposure, m_context.instruments, shownLines).join(u'\n'));
    m_lines->setVisible(!m_exposure.isZero());
    refreshActions();
    refreshProgress();
}

void KillSwitchDialog::refreshActions()
{
    const auto allow = [](QPushButton& button, const QString& whyNot) {
        button.setEnabled(whyNot.isEmpty());
        button.setToolTip(whyNot);
    };
    const bool flattening = m_progress == Progress::Flattening;
    const auto running = tr("Flatten is running; it ends by itself and says what is left.");
    allow(*m_halt, flattening ? running : m_state == domain::TradingState::Halted ? tr("Trading is halted already.") : QString());
    allow(*m_cancelAll, flattening ? running : m_exposure.orders.empty() ? tr("No order is working.") : QString());
    allow(*m_flatten, flattening ? running : QString());
    m_rearmFrame->setVisible(m_state != domain::TradingState::Active);
    tint(*m_rearmFrame, Tone::Normal);
    const bool tooShort = m_rearmReason->text().simplified().size() < shortestReason;
    allow(*m_rearm, flattening ? running : tooShort ? tr("Write first why trading goes on.") : QString());
    m_confirmation->setVisible(m_step != Step::None);
    tint(*m_confirmation, Tone::Danger);
    if (m_step == Step::None)
        return;
    m_question->setText(question(m_step));
    m_confirm->setText(confirmation(m_step));
    m_confirm->setAccessibleName(m_confirm->text());
}

void KillSwitchDialog::refreshProgress()
{
    // A cancel is over when the venue has confirmed each of them.
    if (m_progress == Progress::Canceling && m_exposure.orders.empty())
        m_progress = Progress::Canceled;
    QString text;
    auto tone = Tone::Accent;
    switch (m_progress) {
    case Progress::None:
        break;
    case Progress::Canceling:
        text = tr("Waiting for the venue: %n order(s) not canceled yet.", nullptr, static_cast<int>(m_exposure.orders.size()));
        break;
    case Progress::Canceled:
        text = tr("No order is working any more; the venue has confirmed each cancel.");
        break;
    case Progress::Flattening:
        text = m_exposure.isZero() ? tr("Nothing is left in our books; the venue is asked to prove it.")
                                   : tr("Left until proven zero: %1.").arg(exposureSummary(m_exposure));
        break;
    case Progress::ProvenZero:
        text = tr("Proven zero with the venue: %1 canceled, %2 closed.")
                   .arg(tr("%n order(s)", nullptr, static_cast<int>(m_result.cancelled)),
                        tr("%n position(s)", nullptr, static_cast<int>(m_result.closed)));
        break;
    case Progress::NotProven:
        text = tr("Not proven: %n order(s) or position(s) may still be in the market.", nullptr, static_cast<int>(m_result.remaining));
        tone = Tone::Danger;
        break;
    }
    if (!m_problem.isEmpty()) {
        text = text.isEmpty() ? m_problem : QString(text % u' ' % m_problem);
        tone = Tone::Danger;
    }
    m_progressText->setText(text);
    m_progressFrame->setAccessibleName(text);
    m_progressFrame->setVisible(!text.isEmpty());
    tint(*m_progressFrame, tone);
}

}  // namespace tradecore::ui
