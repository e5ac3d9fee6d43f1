// LimitsDialog: the pre-trade limits R1 to R7 of the account, seen and changed. An empty field switches a limit off. Each change is a
// command of its own; one that is refused says why at its line. Gui thread.
#pragma once

#include "application/market/market_access.h"
#include "ui/common/window_context.h"

#include <QDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <array>

namespace tradecore::ui {

class LimitsDialog : public QDialog {
    Q_OBJECT
public:
    LimitsDialog(const WindowContext& context, application::TradingControl& control, QWidget* parent);
    // Asks for the limits and shows itself.
    void present();

Q_SIGNALS:
    void told(const QString& sentence, Tone tone);

private:
    struct Line {
        domain::RiskLimit limit = domain::RiskLimit::OrderSize;
        QLineEdit* edit = nullptr;
        QLabel* error = nullptr;
    };
    void addLine(QGridLayout& grid, std::size_t index);
    void show(const application::RiskLimitsQuery::Answer& answer);
    void save();
    void saveLine(std::size_t index);
    void refreshButton();
    void applyTheme();

    WindowContext m_context;
    application::TradingControl& m_control;
    std::array<Line, domain::riskLimitCount> m_lines;
    domain::RiskLimits m_known;
    QLabel* m_error = nullptr;
    QPushButton* m_save = nullptr;
    int m_waiting = 0;
};

// "R1  Order size"
[[nodiscard]] QString nameOfLimit(domain::RiskLimit limit);
// What the number counts, in a few words.
[[nodiscard]] QString unitOfLimit(domain::RiskLimit limit);

}  // namespace tradecore::ui
