// KillSwitchDialog: takes an account out of the market and puts it back. Shows the trading state with its reason and what is
// still in the market; Halt, Cancel all and Flatten each ask once, inside of the dialog; what is left is counted until the
// venue has proven it zero; trading is re-armed with a typed reason. It stays one object for the life of the window, so that
// closing it does not lose a running flatten. Gui thread; TradingControl outlives it.
#pragma once

#include "application/account/account_queries.h"
#include "application/market/market_access.h"
#include "ui/common/window_context.h"
#include "ui/risk/exposure.h"

#include <QDialog>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tradecore::ui {

class KillSwitchDialog : public QDialog {
    Q_OBJECT
public:
    static constexpr int shortestReason = 3;   // characters

    KillSwitchDialog(const WindowContext& context, application::TradingControl& control, QWidget* parent);

    void setAccount(const application::AccountView& account);
    void setExposure(Exposure exposure);
    [[nodiscard]] domain::TradingState state() const { return m_state; }
    // Opens with Halt under the Enter key.
    void present();

Q_SIGNALS:
    void told(const QString& sentence, tradecore::ui::Tone tone);

private:
    enum class Step { None, Halt, CancelAll, Flatten };
    enum class Progress { None, Canceling, Canceled, Flattening, ProvenZero, NotProven };

    // Building (kill_switch_dialog.cpp)
    void buildActions(QVBoxLayout& column);
    void buildConfirmation(QVBoxLayout& column);
    void buildRearm(QVBoxLayout& column);
    QPushButton* addAction(QVBoxLayout& column, const QString& name, const QString& text, const QString& explanation);
    void refresh();
    void refreshActions();
    void refreshProgress();
    void tint(QFrame& frame, Tone tone);

    // Acting (kill_switch_dialog_actions.cpp)
    void ask(Step step);
    void confirm();
    void changeState(domain::TradingState state, const std::string& reason);
    void cancelAll();
    void flatten();
    void onFlattened(const application::FlattenResult& result);
    void rearm();
    [[nodiscard]] QString question(Step step) const;
    [[nodiscard]] QString confirmation(Step step) const;
    void tell(const QString& sentence, Tone tone);

    WindowContext m_context;
    application::TradingControl& m_control;
    domain::AccountId m_account;
    domain::TradingState m_state = domain::TradingState::Active;
    QString m_reason;
    Exposure m_exposure;
    Step m_step = Step::None;
    Progress m_progress = Progress::None;
    application::FlattenResult m_result;
    QString m_problem;
    QLabel* m_stateName;
    QLabel* m_stateSentence;
    QLabel* m_summary;
    QLabel* m_lines;
    QPushButton* m_halt = nullptr;
    QPushButton* m_cancelAll = nullptr;
    QPushButton* m_flatten = nullptr;
    QFrame* m_confirmation = nullptr;
    QLabel* m_question = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_confirm = nullptr;
    QFrame* m_progressFrame = nullptr;
    QLabel* m_progressText = nullptr;
    QFrame* m_rearmFrame = nullptr;
    QLineEdit* m_rearmReason = nullptr;
    QPushButton* m_rearm = nullptr;
};

}  // namespace tradecore::ui
