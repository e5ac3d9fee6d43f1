#include "ui/shell/order_list_dialog.h"

#include "ui/common/desk_style.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tradecore::ui {

OrderListDialog::OrderListDialog(const WindowContext& context, const QString& name, const QString& title,
                                 const QString& sentence, const std::vector<application::OrderRow>& orders, QWidget* parent)
    : QDialog(parent)
    , m_theme(context.theme)
    , m_model(new OrdersModel(context.instruments, this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(name);
    setAccessibleName(title);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1040, 360);
    auto* text = new QLabel(sentence, this);
    text->setWordWrap(true);
    m_view = new BlotterView(*m_model, context.theme, QString(name % u"View"), tr("Orders"), this);
    for (const auto column : {OrdersModel::LivesAt, OrdersModel::Remaining, OrdersModel::AverageFill, OrdersModel::Trigger, OrdersModel::TimeInForce})
        m_view->setColumnHidden(column, true);
    m_model->apply(orders);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(text);
    layout->addWidget(m_view, 1);
    m_buttons->setSpacing(8);
    m_buttons->addStretch();
    layout->addLayout(m_buttons);
    if (!orders.empty())
        m_view->selectModelRow(0);
}

void OrderListDialog::addButton(const QString& name, const QString& text, Tone tone, std::function<void()> action)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    if (tone == Tone::Danger)
        button->setProperty(fillProperty, m_theme.colours().sell);
    m_buttons->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, action = std::move(action)] {
        accept();
        if (action)
            action();
    });
}

void OrderListDialog::addOrderButton(const QString& name, const QString& text, std::function<void(const application::OrderRow&)> action)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(name);
    button->setAccessibleName(text);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    connect(button, &QPushButton::clicked, this, [this, action = std::move(action)] {
        if (const int row = m_view->currentModelRow(); row >= 0)
            action(application::OrderRow(m_model->orderAt(row)));
    });
}

}  // namespace tradecore::ui
