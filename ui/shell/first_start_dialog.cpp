#include "ui/shell/first_start_dialog.h"

#include <QLabel>
#include <QPushButton>

namespace tradecore::ui {

FirstStartDialog::FirstStartDialog(const Theme& theme, const QString& current, QWidget* parent)
    : QDialog(parent)
    , m_choices(new QVBoxLayout(this))
{
    setObjectName(u"firstStartDialog"_qs);
    setAccessibleName(tr("Choose a market"));
    setWindowTitle(tr("Choose a market"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_choices->setContentsMargins(20, 20, 20, 20);
    m_choices->setSpacing(8);
    auto* heading = new QLabel(tr("Where shall prices come from?"), this);
    heading->setFont(theme.headingFont());
    auto* text = new QLabel(tr("You trade with practice money on each of them; no account is needed. The choice can be changed in the File menu."), this);
    text->setWordWrap(true);
    text->setForegroundRole(QPalette::PlaceholderText);
    m_choices->addWidget(heading);
    m_choices->addWidget(text);
    m_choices->addSpacing(8);
    addChoice(theme, u"simulated"_qs, tr("Simulated market"),
              tr("Stocks and crypto that always trade. Needs no network; the best place to begin."), current == u"simulated");
    addChoice(theme, u"replay"_qs, tr("Replay of a recorded market"),
              tr("A recorded day runs again, as fast as you like."), current == u"replay");
    addChoice(theme, u"coinbase"_qs, tr("Coinbase, live"),
              tr("Real prices of crypto markets over the network. Public; orders still go to the practice account."), current == u"coinbase");
    setMinimumWidth(460);
}

void FirstStartDialog::addChoice(const Theme& theme, const QString& source, const QString& title, const QString& text, bool isCurrent)
{
    auto* button = new QPushButton(isCurrent ? tr("%1 (in use)").arg(title) : title, this);
    button->setObjectName(QString(source % u"SourceButton"));
    button->setAccessibleName(title);
    button->setAccessibleDescription(text);
    button->setMinimumHeight(36);
    if (isCurrent)
        button->setFont(theme.headingFont());
    button->setDefault(source == u"simulated");
    auto* explanation = new QLabel(text, this);
    explanation->setWordWrap(true);
    explanation->setFont(theme.labelFont());
    explanation->setForegroundRole(QPalette::PlaceholderText);
    explanation->setContentsMargins(4, 0, 4, 8);
    m_choices->addWidget(button);
    m_choices->addWidget(explanation);
    connect(button, &QPushButton::clicked, this, [this, source] {
        Q_EMIT chosen(source);
        accept();
    });
}

}  // namespace tradecore::ui
