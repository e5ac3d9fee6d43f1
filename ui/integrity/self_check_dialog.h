// SelfCheckDialog: what the program has proved about its own journal: a verdict, one line a check, the events that a view could not
// apply; a check now, a rebuild with its progress, a backup. Not modal. Gui thread; the control outlives it.
#pragma once

#include "application/integrity/integrity_control.h"
#include "ui/common/blotter_view.h"
#include "ui/common/window_context.h"
#include "ui/integrity/checks_model.h"
#include "ui/integrity/dead_letters_model.h"

#include <QDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>

class QBoxLayout;
class QVBoxLayout;

namespace tradecore::ui {

class SelfCheckDialog : public QDialog {
    Q_OBJECT
public:
    SelfCheckDialog(const WindowContext& context, application::IntegrityControl& control, QWidget* parent);

    void apply(const application::WorkstationStatus& status, Timestamp utcNow);
    void backupTo(const QString& path);

Q_SIGNALS:
    void told(const QString& sentence, tradecore::ui::Tone tone);
    // A check, rebuild or dismissal has ended: the status is worth asking for.
    void statusWanted();

private:
    // Building (self_check_dialog.cpp)
    QVBoxLayout* buildLetters();
    QBoxLayout* buildButtons();
    QPushButton* addButton(QBoxLayout& row, const QString& name, const QString& text, const QString& toolTip);
    void refreshHead();
    void refreshButtons();

    // Acting (self_check_actions.cpp)
    void checkNow();
    void rebuild();
    void onProgress(const application::RebuildProgress& progress);
    void onRebuilt(const application::RebuildOutcome& outcome);
    void chooseBackup();
    void askLetters();
    void readLetter();
    void retryLetter();
    void dismissLetter();
    [[nodiscard]] const application::DeadLetterRow* currentLetter() const;
    void say(const QString& sentence, Tone tone);

    WindowContext m_context;
    application::IntegrityControl& m_control;
    application::IntegrityStatus m_status;
    Timestamp m_now;
    ChecksModel* m_checks;
    DeadLettersModel* m_letters;
    QLabel* m_headline;
    QLabel* m_summary;
    QLabel* m_found;
    BlotterView* m_checksView;
    QWidget* m_lettersPanel = nullptr;
    BlotterView* m_lettersView = nullptr;
    QPlainTextEdit* m_letterText = nullptr;
    QPushButton* m_retry = nullptr;
    QPushButton* m_dismiss = nullptr;
    QLabel* m_said;
    QProgressBar* m_progress;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_checkNow = nullptr;
    QPushButton* m_rebuild = nullptr;
    QPushButton* m_backup = nullptr;
    bool m_isChecking = false;
    bool m_isRebuilding = false;
    bool m_isBackingUp = false;
};

}  // namespace tradecore::ui
