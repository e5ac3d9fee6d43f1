// OrderListDialog: a sentence, a list of orders with their states, and buttons that say what they will do. Used for closing with
// working orders, cancel all, and the recovery sheet. Opened, never executed. Gui thread.
#pragma once

#include "ui/common/blotter_view.h"
#include "ui/common/window_context.h"
#include "ui/order/orders_model.h"

#include <QDialog>
#include <QHBoxLayout>

#include <functional>

namespace tradecore::ui {

class OrderListDialog : public QDialog {
    Q_OBJECT
public:
    OrderListDialog(const WindowContext& context, const QString& name, const QString& title, const QString& sentence,
                    const std::vector<application::OrderRow>& orders, QWidget* parent);
    // Closes the dialog after the action; tone Danger fills the button. An empty action only closes.
    void addButton(const QString& name, const QString& text, Tone tone, std::function<void()> action);
    // A button that works on the selected order and leaves the dialog open.
    void addOrderButton(const QString& name, const QString& text, std::function<void(const application::OrderRow&)> action);
    [[nodiscard]] OrdersModel& model() { return *m_model; }

private:
    const Theme& m_theme;
    OrdersModel* m_model;
    BlotterView* m_view;
    QHBoxLayout* m_buttons;
};

}  // namespace tradecore::ui
