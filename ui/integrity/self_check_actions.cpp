// What the self-check's buttons do, and what is said about it.
#include "ui/common/desk_answer.h"
#include "ui/common/ink.h"
#include "ui/common/number_text.h"
#include "ui/integrity/self_check_dialog.h"

#include <QDateTime>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

namespace tradecore::ui {

void SelfCheckDialog::say(const QString& sentence, Tone tone)
{
    m_said->setText(sentence);
    m_said->setVisible(!sentence.isEmpty());
    setInk(*m_said, m_context.theme.colourOf(tone));
    if (!sentence.isEmpty())
        Q_EMIT told(sentence, tone);
}

void SelfCheckDialog::checkNow()
{
    m_isChecking = true;
    say({}, Tone::Normal);
    refreshHead();
    refreshButtons();
    m_control.checkNow(m_context.gui, whileAlive(this, [this](const std::string& error) {
                           m_isChecking = false;
                           if (!error.empty())
                               say(toQString(error), Tone::Danger);
                           refreshButtons();
                           Q_EMIT statusWanted();
                       }));
}

void SelfCheckDialog::rebuild()
{
    m_isRebuilding = true;
    m_progress->setRange(0, 0);
    say(tr("The views are made anew; trading goes on."), Tone::Normal);
    refreshButtons();
    m_control.rebuild({}, m_context.gui, whileAlive(this, [this](const application::RebuildProgress& progress) { onProgress(progress); }),
                      whileAlive(this, [this](const application::RebuildOutcome& outcome) { onRebuilt(outcome); }));
}

void SelfCheckDialog::onProgress(const application::RebuildProgress& progress)
{
    if (!m_isRebuilding)
        return;
    constexpr int steps = 1'000;
    m_progress->setRange(0, steps);
    m_progress->setValue(progress.ofEvents > 0 ? static_cast<int>(progress.events * steps / progress.ofEvents) : steps);
}

void SelfCheckDialog::onRebuilt(const application::RebuildOutcome& outcome)
{
    m_isRebuilding = false;
    if (!outcome.error.empty()) {
        say(tr("The views were not made anew: %1").arg(toQString(outcome.error)), Tone::Danger);
    } else {
        std::int64_t rows = 0;
        Duration elapsed{};
        for (const auto& view : outcome.rebuilt) {
            rows += view.rows;
            elapsed = std::max(elapsed, view.elapsed);
        }
        say(tr("%n row(s) were made anew in %1.", nullptr, static_cast<int>(rows)).arg(displayAge(elapsed)), Tone::Normal);
    }
    refreshButtons();
    Q_EMIT statusWanted();
}

void SelfCheckDialog::chooseBackup()
{
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const auto name = QString(u"tradecore-" % QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd-HHmmss"_qs) % u".db");
    auto* dialog = new QFileDialog(this, tr("Back up the journal"), folder, tr("Journals (*.db)"));
    dialog->setObjectName(u"backupFileDialog"_qs);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"db"_qs);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &SelfCheckDialog::backupTo);
    dialog->open();
}

void SelfCheckDialog::backupTo(const QString& path)
{
    m_isBackingUp = true;
    m_progress->setRange(0, 0);
    say(tr("The journal is copied and the copy is proved…"), Tone::Normal);
    refreshButtons();
    m_control.backup(path.toStdString(), m_context.gui, whileAlive(this, [this](const application::BackupOutcome& backup) {
                         m_isBackingUp = false;
                         if (backup.error.empty())
                             say(tr("%1 holds %2 events (%3) and is proved.")
                                     .arg(toQString(backup.path), QLocale().toString(static_cast<qlonglong>(backup.events)),
                                          QLocale().formattedDataSize(backup.bytes)),
                                 Tone::Normal);
                         else
                             say(toQString(backup.error), Tone::Danger);
                         refreshButtons();
                     }));
}

void SelfCheckDialog::askLetters()
{
    m_control.deadLetters(m_context.gui, whileAlive(this, [this](const application::DeadLettersAnswer& answer) {
                              m_letters->set(answer.rows);
                              refreshHead();
                              readLetter();
                          }));
}

const application::DeadLetterRow* SelfCheckDialog::currentLetter() const
{
    const auto rows = m_lettersView->selectedModelRows();
    return rows.empty() ? nullptr : &m_letters->letterAt(rows.front());
}

void SelfCheckDialog::readLetter()
{
    const auto* letter = currentLetter();
    m_letterText->setVisible(letter != nullptr);
    refreshButtons();
    if (letter == nullptr)
        return;
    const auto head = tr("Event %1 of %2").arg(letter->position).arg(toQString(letter->sequence));
    m_letterText->setPlainText(head);
    application::EventsQuery query;
    query.fromPosition = letter->position;
    query.limit = 1;
    m_context.desk.events(query, m_context.gui, whileAlive(this, [this, head, position = letter->position](const application::EventsQuery::Answer& answer) {
                              const auto* shown = currentLetter();
                              if (answer.events.empty() || shown == nullptr || shown->position != position)
                                  return;
                              const auto& event = answer.events.front();
                              const auto payload = QJsonDocument::fromJson(QByteArray::fromStdString(event.payload)).toJson(QJsonDocument::Indented);
                              m_letterText->setPlainText(QString(head % u'\n' % toQString(event.typeName) % u"  " % displayWholeTime(event.occurredAt) % u'\n'
                                                                 % QString::fromUtf8(payload)));
                          }));
}

void SelfCheckDialog::retryLetter()
{
    const auto* letter = currentLetter();
    if (letter == nullptr)
        return;
    m_control.retryDeadLetter(letter->view, letter->position, m_context.gui, whileAlive(this, [this](const std::string& error) {
                                  say(error.empty() ? tr("The event was applied.") : toQString(error), error.empty() ? Tone::Normal : Tone::Danger);
                                  askLetters();
                                  Q_EMIT statusWanted();
                              }));
}

void SelfCheckDialog::dismissLetter()
{
    const auto* letter = currentLetter();
    if (letter == nullptr)
        return;
    m_control.dismissDeadLetter(letter->view, letter->position, m_context.gui, whileAlive(this, [this](const std::string& error) {
                                    say(error.empty() ? tr("The event is passed over. The journal keeps it.") : toQString(error),
                                        error.empty() ? Tone::Normal : Tone::Danger);
                                    askLetters();
                                    Q_EMIT statusWanted();
                                }));
}

}  // namespace tradecore::ui
