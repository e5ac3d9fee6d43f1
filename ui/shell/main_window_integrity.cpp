// The self-check: its dialog, and the bar that says that it has found something.
#include "ui/common/number_text.h"
#include "ui/integrity/integrity_words.h"
#include "ui/integrity/self_check_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"

#include <QDateTime>

namespace tradecore::ui {

void MainWindow::buildSelfCheck()
{
    auto* action = m_actions->action(u"selfCheckAction"_qs);
    action->setEnabled(m_setup.integrity != nullptr);
    connect(action, &QAction::triggered, this, &MainWindow::openSelfCheck);
    connect(m_notice, &NoticeBar::actionTriggered, this, &MainWindow::openSelfCheck);
}

void MainWindow::openSelfCheck()
{
    if (m_setup.integrity == nullptr)
        return;
    if (!m_selfCheck) {
        m_selfCheck = new SelfCheckDialog(m_context, *m_setup.integrity, this);
        m_selfCheck->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_selfCheck, &SelfCheckDialog::told, this, &MainWindow::tell);
        connect(m_selfCheck, &SelfCheckDialog::statusWanted, this, &MainWindow::askStatus);
        askStatus();
    }
    m_selfCheck->show();
    m_selfCheck->raise();
}

// Once for each thing that is found; what stops trading has a bar of its own.
void MainWindow::showIntegrity(const application::WorkstationStatus& status)
{
    if (m_selfCheck)
        m_selfCheck->apply(status, Timestamp::fromNanoseconds(QDateTime::currentMSecsSinceEpoch() * 1'000'000));
    const auto summary = summaryOf(status.integrity);
    if (status.integrity.checks.empty() || summary.found == m_integrityTold)
        return;
    m_integrityTold = summary.found;
    if (summary.found.isEmpty())
        return;
    tell(tr("Self-check: %1").arg(summary.found), summary.tone);
    if (!status.integrity.stopsTrading && status.blockedReason.empty())
        m_notice->show(QString(summary.headline % u": " % summary.found), summary.tone == Tone::Normal ? Tone::Warning : summary.tone,
                       m_setup.integrity != nullptr ? tr("Self-check…") : QString());
}

}  // namespace tradecore::ui
