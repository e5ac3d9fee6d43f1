// AccountPanel: the figures of each account, two columns of words and numbers; a figure that cannot be known shows a dash and
// says why. Gui thread.
#pragma once

#include "application/account/account_queries.h"
#include "ui/common/window_context.h"

#include <QGridLayout>
#include <QLabel>
#include <QWidget>

#include <map>

namespace tradecore::ui {

class AccountPanel : public QWidget {
    Q_OBJECT
public:
    AccountPanel(const WindowContext& context, QWidget* parent);
    void apply(const std::vector<application::AccountView>& accounts);
    [[nodiscard]] const application::AccountView* account() const;

private:
    void show(const application::AccountView& account);
    void setFigure(const QString& key, const Cell& cell);
    void addFigure(const QString& key, const QString& title, const QString& toolTip, int row, int column);
    void addDifferences(const application::AccountView& account);

    const Theme& m_theme;
    domain::AccountId m_shown;
    std::map<domain::AccountId, application::AccountView> m_accounts;
    std::map<QString, QLabel*> m_values;
    QLabel* m_heading;
    QLabel* m_differences;
    QWidget* m_figures;
    QGridLayout* m_grid;
    QLabel* m_empty;
};

}  // namespace tradecore::ui
