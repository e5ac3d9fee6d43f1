// What people do with orders: cancel, inspect, resolve, recover.
#include "application/order/order_sentences.h"
#include "ui/common/desk_answer.h"
#include "ui/common/number_text.h"
#include "ui/market/chart_panel.h"
#include "ui/order/event_inspector.h"
#include "ui/order/order_ticket.h"
#include "ui/order/resolve_dialog.h"
#include "ui/shell/blotter_tabs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/order_list_dialog.h"

#include <QMenu>

#include <algorithm>

namespace tradecore::ui {

using application::OrderRow;

void MainWindow::connectOrders()
{
    const auto on = [this](const QString& id, auto&& slot) {
        connect(m_actions->action(id), &QAction::triggered, this, std::forward<decltype(slot)>(slot));
    };
    const auto openTicket = [this] {
        m_ticketDock->show();
        m_ticketDock->raise();
        m_ticket->focusQuantity();
    };
    on(u"ticketAction"_qs, openTicket);
    on(u"placeAction"_qs, [this] { m_ticket->place(); });
    on(u"discardAction"_qs, [this] { m_ticket->discard(); });
    on(u"cancelSelectedAction"_qs, [this] { cancelSelected(); });
    on(u"cancelSymbolAction"_qs, [this] { cancelAllOfSymbol(); });
    on(u"cancelAllAction"_qs, [this] { cancelAll(); });
    on(u"filterAction"_qs, [this] { m_blotters->focusFilter(); });
    on(u"searchAction"_qs, [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    on(u"countersAction"_qs, [this] { openCounters(); });
    on(u"resetLayoutAction"_qs, [this] { resetLayout(); });
    on(u"sourceAction"_qs, [this] { openSourceChoice(); });
    on(u"settingsAction"_qs, [this] { openSettings(); });
    on(u"fullScreenAction"_qs, [this](bool full) { full ? showFullScreen() : showNormal(); });
    on(u"quitAction"_qs, [this] { close(); });
    on(u"inspectAction"_qs, [this] {
        if (const int row = m_blotters->ordersView().currentModelRow(); row >= 0)
            inspectOrder(m_blotters->orders().orderAt(row));
    });
    connect(m_blotters, &BlotterTabs::ticketWanted, this, openTicket);
    connect(&m_blotters->ordersView(), &BlotterView::modelRowActivated, this,
            [this](int row) { inspectOrder(m_blotters->orders().orderAt(row)); });
    connect(&m_blotters->ordersView(), &BlotterView::contextMenuWanted, this, &MainWindow::showOrderMenu);
    connect(&m_blotters->positionsView(), &BlotterView::modelRowActivated, this, [this](int row) {
        showInstrument(domain::InstrumentId(m_blotters->positions().positionAt(row).row.state.instrument));
    });
    connect(m_chart, &ChartPanel::cancelRequested, this, [this](const domain::ClientOrderId& id) {
        if (const auto* order = m_blotters->orders().find(id))
            confirmCancel({*order}, tr("Cancel %1?").arg(orderTitle(*order)));
    });
}

QString MainWindow::orderTitle(const OrderRow& order) const
{
    return QString(toQString(order.terms.account.text()) % u": "
                   % orderInWords(order.terms, m_instruments.priceDecimals(order.terms.instrument)));
}

void MainWindow::showOrderMenu(const QPoint& position, int row)
{
    if (row < 0)
        return;
    const OrderRow order = m_blotters->orders().orderAt(row);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* inspect = menu->addAction(tr("Show the events"));
    connect(inspect, &QAction::triggered, this, [this, order] { inspectOrder(order); });
    auto* chart = menu->addAction(tr("Show %1 on the chart").arg(toQString(order.terms.instrument.symbol())));
    connect(chart, &QAction::triggered, this, [this, order] { showInstrument(order.terms.instrument); });
    auto* again = menu->addAction(tr("New order like this…"));
    connect(again, &QAction::triggered, this, [this, order] {
        showInstrument(order.terms.instrument);
        m_ticket->loadFrom(order.terms);
    });
    if (domain::isOpen(order.status))
        menu->addAction(m_actions->action(u"cancelSelectedAction"_qs));
    if (order.status == domain::OrderStatus::Unknown) {
        auto* resolve = menu->addAction(tr("Resolve…"));
        connect(resolve, &QAction::triggered, this, [this, order] { resolveOrder(order); });
    }
    menu->popup(position);
}

void MainWindow::inspectOrder(const OrderRow& order)
{
    auto* inspector = new EventInspector(m_context, order, this);
    inspector->show();
}

void MainWindow::confirmCancel(std::vector<OrderRow> orders, const QString& title)
{
    std::erase_if(orders, [](const OrderRow& order) { return !domain::isOpen(order.status); });
    if (orders.empty()) {
        m_notice->show(tr("None of these orders is working any more."), Tone::Muted);
        return;
    }
    if (!m_setup.settings.confirmCancel) {
        cancelOrders(orders);
        return;
    }
    auto* dialog = new OrderListDialog(m_context, u"cancelDialog"_qs, title,
                                       tr("A cancel is a request: an order may still fill until the venue confirms it."), orders, this);
    dialog->addButton(u"keepOrdersButton"_qs, tr("Keep"), Tone::Normal, {});
    dialog->addButton(u"confirmCancelButton"_qs, tr("Cancel %n order(s)", nullptr, static_cast<int>(orders.size())), Tone::Danger,
                      [this, orders] { cancelOrders(orders); });
    dialog->open();
}

void MainWindow::cancelOrders(const std::vector<OrderRow>& orders)
{
    for (const auto& order : orders) {
        const auto title = orderTitle(order);
        m_context.desk.cancel({order.terms.account, order.clientOrderId}, m_context.gui,
                              whileAlive(this, [this, title](const application::Receipt& receipt) {
                                  const auto problem = receiptSentence(receipt);
                                  if (problem.isEmpty()) {
                                      tell(tr("Cancel requested: %1").arg(title), Tone::Normal);
                                      return;
                                  }
                                  const auto sentence = tr("Not canceled: %1. %2").arg(title, problem);
                                  tell(sentence, Tone::Danger);
                                  m_notice->show(sentence, Tone::Danger);
                              }));
    }
}

void MainWindow::cancelSelected()
{
    std::vector<OrderRow> orders;
    for (const int row : m_blotters->ordersView().selectedModelRows())
        orders.push_back(m_blotters->orders().orderAt(row));
    if (orders.empty()) {
        m_notice->show(tr("Select the orders to cancel first."), Tone::Muted);
        return;
    }
    const auto title = orders.size() == 1 ? tr("Cancel %1?").arg(orderTitle(orders.front()))
                                          : tr("Cancel %n selected order(s)?", nullptr, static_cast<int>(orders.size()));
    confirmCancel(std::move(orders), title);
}

void MainWindow::cancelAllOfSymbol()
{
    if (!m_chart->key())
        return;
    auto orders = m_blotters->orders().openOrders();
    const auto& instrument = m_chart->key()->instrument;
    std::erase_if(orders, [&instrument](const OrderRow& order) { return order.terms.instrument != instrument; });
    confirmCancel(std::move(orders), tr("Cancel all orders of %1?").arg(toQString(instrument.toString())));
}

void MainWindow::cancelAll()
{
    auto orders = m_blotters->orders().openOrders();
    const int count = static_cast<int>(orders.size());
    confirmCancel(std::move(orders), tr("Cancel all %n working order(s)?", nullptr, count));
}

void MainWindow::resolveOrder(const OrderRow& order)
{
    auto* dialog = new ResolveDialog(tr("Resolve %1").arg(orderTitle(order)), order, this);
    connect(dialog, &ResolveDialog::resolved, this, [this, order](domain::ManualResolution resolution, const QString& reason) {
        m_context.desk.resolve({order.terms.account, order.clientOrderId, resolution, reason.toStdString()}, m_context.gui,
                               whileAlive(this, [this](const application::Receipt& receipt) {
                                   if (const auto problem = receiptSentence(receipt); !problem.isEmpty())
                                       m_notice->show(problem, Tone::Danger);
                               }));
    });
    dialog->open();
}

void MainWindow::showRecovery(const std::vector<domain::ClientOrderId>& recovered)
{
    m_context.desk.orders({}, m_context.gui, whileAlive(this, [this, recovered](const application::OrdersQuery::Answer& answer) {
        std::vector<OrderRow> rows;
        std::ranges::copy_if(answer.rows, std::back_inserter(rows),
                             [&recovered](const OrderRow& row) { return std::ranges::find(recovered, row.clientOrderId) != recovered.end(); });
        if (rows.empty())
            return;
        auto* dialog = new OrderListDialog(
            m_context, u"recoverySheet"_qs, tr("%n order(s) were in flight when the program ended", nullptr, static_cast<int>(rows.size())),
            tr("Nothing was sent again. Each line says what is known and from where; an unknown order is asked for at the venue and keeps its buying power until it is resolved."),
            rows, this);
        dialog->addOrderButton(u"recoveryEventsButton"_qs, tr("Show the events"), [this](const OrderRow& order) { inspectOrder(order); });
        dialog->addOrderButton(u"recoveryAgainButton"_qs, tr("New order like this…"), [this](const OrderRow& order) {
            showInstrument(order.terms.instrument);
            m_ticket->loadFrom(order.terms);
        });
        dialog->addOrderButton(u"recoveryResolveButton"_qs, tr("Resolve…"), [this](const OrderRow& order) {
            if (order.status == domain::OrderStatus::Unknown)
                resolveOrder(order);
            else
                m_notice->show(tr("Only an unknown order needs to be resolved."), Tone::Muted);
        });
        dialog->addButton(u"recoveryDoneButton"_qs, tr("Done"), Tone::Normal, {});
        connect(&m_trading, &application::TradingDataSignals::orders, dialog,
                [dialog](const std::vector<OrderRow>& changed) {
                    std::vector<OrderRow> known;
                    std::ranges::copy_if(changed, std::back_inserter(known), [dialog](const OrderRow& row) {
                        return dialog->model().rowOf(row.stream.toString()) >= 0;
                    });
                    if (!known.empty())
                        dialog->model().apply(known);
                });
        dialog->open();
    }));
}

}  // namespace tradecore::ui
