#include "ui/account/account_panel.h"

#include "ui/common/ink.h"
#include "ui/common/number_text.h"

#include <QVBoxLayout>

namespace tradecore::ui {

AccountPanel::AccountPanel(const WindowContext& context, QWidget* parent)
    : QWidget(parent)
    , m_theme(context.theme)
    , m_shown(context.desk.practiceAccount())
    , m_heading(new QLabel(this))
    , m_differences(new QLabel(this))
    , m_figures(new QWidget(this))
    , m_grid(new QGridLayout(m_figures))
    , m_empty(new QLabel(tr("The account has not been opened yet. It opens with 100,000 USD of practice money."), this))
{
    setObjectName(u"accountPanel"_qs);
    setAccessibleName(tr("Account"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    m_heading->setFont(m_theme.headingFont());
    m_heading->setTextFormat(Qt::PlainText);
    m_differences->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_heading);
    layout->addWidget(m_figures);
    layout->addWidget(m_differences);
    layout->addWidget(m_empty, 1);
    layout->addStretch();
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    addFigure(u"equity"_qs, tr("Equity"), tr("Cash and marked positions"), 0, 0);
    addFigure(u"cash"_qs, tr("Cash"), {}, 1, 0);
    addFigure(u"reserved"_qs, tr("Reserved"), tr("By open buy orders"), 2, 0);
    addFigure(u"buyingPower"_qs, tr("Buying power"), tr("Cash less what open orders reserve"), 3, 0);
    addFigure(u"dayProfit"_qs, tr("Day P&L"), tr("Since the last close of the venue's day, after commissions"), 0, 1);
    addFigure(u"unrealised"_qs, tr("Unrealised"), tr("By average cost"), 1, 1);
    addFigure(u"realised"_qs, tr("Realised"), tr("By average cost, after commissions"), 2, 1);
    addFigure(u"commissions"_qs, tr("Commissions paid"), {}, 3, 1);
    m_grid->setColumnMinimumWidth(2, 48);
    m_grid->setColumnStretch(5, 1);
    m_heading->hide();
    m_figures->hide();
    m_differences->hide();
}

void AccountPanel::addFigure(const QString& key, const QString& title, const QString& toolTip, int row, int column)
{
    auto* caption = new QLabel(title, m_figures);
    caption->setForegroundRole(QPalette::PlaceholderText);
    caption->setToolTip(toolTip);
    auto* value = new QLabel(m_figures);
    value->setObjectName(QString(key % u"Figure"));
    value->setFont(m_theme.numberFont(13));
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    value->setMinimumWidth(140);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->addWidget(caption, row, column * 3);
    m_grid->addWidget(value, row, column * 3 + 1);
    m_values.emplace(key, value);
}

void AccountPanel::setFigure(const QString& key, const Cell& cell)
{
    auto* label = m_values.at(key);
    label->setText(cell.text);
    label->setToolTip(cell.toolTip);
    setInk(*label, m_theme.colourOf(cell.tone));
}

void AccountPanel::apply(const std::vector<application::AccountView>& accounts)
{
    for (const auto& account : accounts)
        m_accounts.insert_or_assign(account.row.state.account, account);
    if (const auto* shown = this->account())
        show(*shown);
}

const application::AccountView* AccountPanel::account() const
{
    const auto found = m_accounts.find(m_shown);
    return found == m_accounts.end() ? nullptr : &found->second;
}

void AccountPanel::show(const application::AccountView& account)
{
    const auto& state = account.row.state;
    m_empty->hide();
    m_heading->show();
    m_figures->show();
    m_heading->setText(tr("%1 · %2 · marked by %3")
                           .arg(toQString(state.account.text()), toQString(state.broker), toQString(state.markingSource)));
    const auto missing = tr("A position has no price yet, so this cannot be known.");
    setFigure(u"equity"_qs, account.equity ? moneyCell(*account.equity) : absentCell(missing));
    setFigure(u"cash"_qs, moneyCell(account.cash));
    setFigure(u"reserved"_qs, moneyCell(account.reserved));
    setFigure(u"buyingPower"_qs, moneyCell(account.buyingPower));
    setFigure(u"dayProfit"_qs, account.dayProfit ? profitCell(account.dayProfit) : absentCell(missing));
    setFigure(u"unrealised"_qs, account.unrealised ? profitCell(account.unrealised) : absentCell(missing));
    setFigure(u"realised"_qs, profitCell(account.realisedNet));
    const auto paid = state.commissions.find(state.currency.code());
    setFigure(u"commissions"_qs, paid == state.commissions.end() ? moneyCell({Decimal(), state.currency})
                                                                 : moneyCell({paid->second, state.currency}));
    addDifferences(account);
}

void AccountPanel::addDifferences(const application::AccountView& account)
{
    QStringList lines;
    for (const auto& [id, difference] : account.row.state.differences)
        lines.append(tr("%1 %2: ours %3, venue %4 (since %5)")
                         .arg(toQString(difference.kind), toQString(difference.subject), toQString(difference.ours),
                              toQString(difference.broker), displayTime(difference.foundAt)));
    m_differences->setVisible(!lines.isEmpty());
    m_differences->setText(lines.join(u'\n'));
    setInk(*m_differences, m_theme.colours().danger);
}

}  // namespace tradecore::ui
