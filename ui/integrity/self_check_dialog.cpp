#include "ui/integrity/self_check_dialog.h"

#include "ui/common/ink.h"
#include "ui/common/number_text.h"
#include "ui/integrity/integrity_words.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QVBoxLayout>

namespace tradecore::ui {
namespace {

constexpr int rowHeight = 24;
constexpr int lettersHeight = 5 * rowHeight;
constexpr int letterTextHeight = 110;

QLabel* addLabel(QBoxLayout& column, QWidget* parent, const QString& name)
{
    auto* label = new QLabel(parent);
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    column.addWidget(label);
    return label;
}

}  // namespace

SelfCheckDialog::SelfCheckDialog(const WindowContext& context, application::IntegrityControl& control, QWidget* parent)
    : QDialog(parent)
    , m_context(context)
    , m_control(control)
    , m_checks(new ChecksModel(this))
    , m_letters(new DeadLettersModel(this))
{
    setObjectName(u"selfCheckDialog"_qs);
    setAccessibleName(tr("Self-check"));
    setWindowTitle(tr("Self-check"));
    resize(1080, 620);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(8);
    m_headline = addLabel(*column, this, u"selfCheckHeadline"_qs);
    m_summary = addLabel(*column, this, u"selfCheckSummary"_qs);
    m_summary->setForegroundRole(QPalette::PlaceholderText);
    m_found = addLabel(*column, this, u"selfCheckFound"_qs);
    m_checksView = new BlotterView(*m_checks, context.theme, u"checksView"_qs, tr("Checks"), this);
    m_checksView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_checksView->emptyState().setSentence(tr("Nothing has been checked yet."));
    // Every check is seen without scrolling.
    m_checksView->setMinimumHeight(13 * rowHeight);
    column->addWidget(m_checksView, 1);
    column->addLayout(buildLetters());
    m_said = addLabel(*column, this, u"selfCheckSaid"_qs);
    auto* progressRow = new QHBoxLayout;
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(u"rebuildProgress"_qs);
    m_progress->setAccessibleName(tr("Progress of the rebuild"));
    m_progress->setTextVisible(false);
    progressRow->addWidget(m_progress, 1);
    m_cancel = addButton(*progressRow, u"cancelRebuildButton"_qs, tr("Stop"), tr("What stood there before stands there still."));
    column->addLayout(progressRow);
    column->addLayout(buildButtons());
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_control.cancelRebuild(); });
    connect(&context.theme, &Theme::changed, this, &SelfCheckDialog::refreshHead);
    m_said->hide();
    refreshHead();
    refreshButtons();
    askLetters();
}

QPushButton* SelfCheckDialog::addButton(QBoxLayout& row, const QString& name, const QString& text, const QString& toolTip)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(QString(text).remove(u'…'));
    button->setAccessibleDescription(toolTip);
    button->setToolTip(toolTip);
    button->setAutoDefault(false);
    row.addWidget(button);
    return button;
}

QVBoxLayout* SelfCheckDialog::buildLetters()
{
    auto* outer = new QVBoxLayout;
    m_lettersPanel = new QWidget(this);
    outer->addWidget(m_lettersPanel);
    auto* column = new QVBoxLayout(m_lettersPanel);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    auto* heading = addLabel(*column, m_lettersPanel, u"deadLettersHeading"_qs);
    heading->setText(tr("Events that could not be applied. Orders, positions and money do not depend on them."));
    heading->setFont(m_context.theme.labelFont());
    heading->setForegroundRole(QPalette::PlaceholderText);
    m_lettersView = new BlotterView(*m_letters, m_context.theme, u"deadLettersView"_qs, tr("Events that could not be applied"), m_lettersPanel);
    m_lettersView->setSelectionMode(QAbstractItemView::SingleSelection);
    m_lettersView->emptyState().setSentence(tr("No event waits."));
    m_lettersView->setFixedHeight(lettersHeight);
    column->addWidget(m_lettersView);
    m_letterText = new QPlainTextEdit(m_lettersPanel);
    m_letterText->setObjectName(u"deadLetterText"_qs);
    m_letterText->setAccessibleName(tr("The event that could not be applied"));
    m_letterText->setReadOnly(true);
    m_letterText->setFont(m_context.theme.numberFont(11));
    m_letterText->setFrameShape(QFrame::NoFrame);
    m_letterText->setTabChangesFocus(true);
    m_letterText->setFixedHeight(letterTextHeight);
    m_letterText->hide();
    column->addWidget(m_letterText);
    auto* row = new QHBoxLayout;
    row->addStretch();
    m_retry = addButton(*row, u"retryLetterButton"_qs, tr("Try again"), tr("Applies the event, and those that wait behind it, in order."));
    m_dismiss = addButton(*row, u"dismissLetterButton"_qs, tr("Dismiss"), tr("The statistics pass over this event for good. The journal keeps it."));
    column->addLayout(row);
    connect(m_lettersView->selectionModel(), &QItemSelectionModel::selectionChanged, this, &SelfCheckDialog::readLetter);
    connect(m_retry, &QPushButton::clicked, this, &SelfCheckDialog::retryLetter);
    connect(m_dismiss, &QPushButton::clicked, this, &SelfCheckDialog::dismissLetter);
    return outer;
}

QBoxLayout* SelfCheckDialog::buildButtons()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_checkNow = addButton(*row, u"checkNowButton"_qs, tr("Check now"), {});
    m_rebuild = addButton(*row, u"rebuildButton"_qs, tr("Rebuild the views"), {});
    m_backup = addButton(*row, u"backupButton"_qs, tr("Back up…"), {});
    row->addStretch();
    auto* close = addButton(*row, u"closeSelfCheckButton"_qs, tr("Close"), {});
    close->setAccessibleName(tr("Close the self-check"));
    connect(m_checkNow, &QPushButton::clicked, this, &SelfCheckDialog::checkNow);
    connect(m_rebuild, &QPushButton::clicked, this, &SelfCheckDialog::rebuild);
    connect(m_backup, &QPushButton::clicked, this, &SelfCheckDialog::chooseBackup);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    return row;
}

void SelfCheckDialog::apply(const application::WorkstationStatus& status, Timestamp utcNow)
{
    const bool lettersChanged = status.integrity.deadLetters != m_status.deadLetters;
    m_status = status.integrity;
    m_now = utcNow;
    m_checks->apply(m_status, utcNow);
    if (lettersChanged)
        askLetters();
    refreshHead();
    refreshButtons();
}

void SelfCheckDialog::refreshHead()
{
    const auto summary = summaryOf(m_status);
    m_headline->setFont(m_context.theme.headingFont());
    m_headline->setText(m_isChecking || m_status.isRunning ? tr("%1 · checking…").arg(summary.headline) : summary.headline);
    setInk(*m_headline, m_context.theme.colourOf(summary.tone));
    const auto events = QLocale().toString(static_cast<qlonglong>(m_status.verifiedPosition));
    m_summary->setText(m_status.passes == 0 ? tr("Each event is proved, and everything that is shown is compared with the events.")
                                            : tr("%1 events proved · checked %2 ago · every 5 minutes, and again 1 minute after a finding")
                                                  .arg(events, displayAge(m_now - m_status.checkedAt)));
    m_found->setText(summary.found);
    m_found->setVisible(!summary.found.isEmpty());
    setInk(*m_found, m_context.theme.colourOf(summary.tone));
    m_lettersPanel->setVisible(m_status.deadLetters > 0 || m_letters->rowCount() > 0);
}

void SelfCheckDialog::refreshButtons()
{
    const auto allow = [](QPushButton& button, const QString& whyNot, const QString& what) {
        button.setEnabled(whyNot.isEmpty());
        button.setToolTip(whyNot.isEmpty() ? what : whyNot);
        button.setAccessibleDescription(button.toolTip());
    };
    const auto rebuilding = m_isRebuilding ? tr("The views are being made anew.") : QString();
    const auto untrusted = m_status.stopsTrading ? tr("The journal cannot be trusted; restore a backup first.") : QString();
    const auto checking = m_isChecking || m_status.isRunning ? tr("A check is running.") : QString();
    allow(*m_checkNow, untrusted.isEmpty() ? checking : untrusted, tr("Proves the newest events and compares everything with them."));
    allow(*m_rebuild, untrusted.isEmpty() ? rebuilding : untrusted,
          tr("Makes everything that is shown anew from the events, beside what stands there. Trading goes on."));
    allow(*m_backup, m_isBackingUp ? tr("A backup is being made.") : QString(),
          tr("Copies the journal while it is written, and proves the copy before it counts."));
    m_progress->setVisible(m_isRebuilding || m_isBackingUp);
    m_cancel->setVisible(m_isRebuilding);
    const auto* letter = currentLetter();
    const auto none = letter == nullptr ? tr("Choose an event first.") : letter->state == "dismissed" ? tr("It is dismissed.") : QString();
    allow(*m_retry, none, tr("Applies the event, and those that wait behind it, in order."));
    allow(*m_dismiss, none, tr("The statistics pass over this event for good. The journal keeps it."));
}

}  // namespace tradecore::ui
