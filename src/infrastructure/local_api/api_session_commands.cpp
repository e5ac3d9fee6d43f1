// The commands of ApiSession: every one goes through the same Desk, and so through the same risk gate, as the mouse.
#include "infrastructure/local_api/api_session.h"

#include "infrastructure/local_api/api_arguments.h"
#include "infrastructure/local_api/api_encoding.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <memory>

namespace tradecore::infrastructure {

using application::OrderRow;
using application::Receipt;

namespace {

bool matches(const OrderRow& row, const QJsonObject& arguments, const std::optional<domain::InstrumentId>& instrument)
{
    const auto account = arguments.value(QStringLiteral("account_id")).toString();
    const auto side = arguments.value(QStringLiteral("side")).toString();
    return (account.isEmpty() || account.toStdString() == row.terms.account.text())
        && (side.isEmpty() || side.toStdString() == domain::nameOf(row.terms.side))
        && (!instrument || *instrument == row.terms.instrument);
}

}  // namespace

void ApiSession::answerWithOrder(const QJsonValue& id, const Receipt& receipt, const domain::AccountId& account)
{
    if (!receipt.isDone()) {
        replyError(id, codeOf(receipt), messageOf(receipt));
        return;
    }
    application::OrderFilter filter;
    filter.account = account;
    filter.clientOrderId = domain::ClientOrderId(receipt.result);
    m_ports.desk.orders({filter}, m_ports.io, [self = QPointer(this), id](const application::OrdersQuery::Answer& answer) {
        if (!self)
            return;
        if (answer.rows.empty())
            self->replyError(id, QStringLiteral("order_not_found"), tr("The order is not in the journal."));
        else
            self->reply(id, encode(answer.rows.front()));
    });
}

void ApiSession::placeOrder(const QJsonValue& id, const QJsonObject& arguments)
{
    auto command = placeOrderFrom(arguments, m_ports.defaultVenue);
    if (!command) {
        replyError(id, QStringLiteral("bad_argument"), command.error().text);
        return;
    }
    if (command->clientOrderId.isEmpty())
        command->clientOrderId = domain::ClientOrderId(m_ports.desk.newIdentity().toString());
    const auto account = command->terms.account;
    m_ports.desk.place(*command, m_ports.io, [self = QPointer(this), id, account](const Receipt& receipt) {
        if (self)
            self->answerWithOrder(id, receipt, account);
    });
}

void ApiSession::findOrder(const QString& clientOrderId, std::function<void(const OrderRow&)> found,
                           std::function<void()> missing)
{
    application::OrderFilter filter;
    filter.clientOrderId = domain::ClientOrderId(clientOrderId.toStdString());
    m_ports.desk.orders({filter}, m_ports.io,
                        [self = QPointer(this), found = std::move(found),
                         missing = std::move(missing)](const application::OrdersQuery::Answer& answer) {
                            if (!self)
                                return;
                            if (answer.rows.empty())
                                missing();
                            else
                                found(answer.rows.front());
                        });
}

void ApiSession::cancelOrder(const QJsonValue& id, const QJsonObject& arguments)
{
    const QString order = arguments.value(QStringLiteral("client_order_id")).toString();
    findOrder(
        order,
        [this, id](const OrderRow& row) {
            const auto account = row.terms.account;
            m_ports.desk.cancel({account, row.clientOrderId}, m_ports.io, [self = QPointer(this), id, account](const Receipt& receipt) {
                if (self)
                    self->answerWithOrder(id, receipt, account);
            });
        },
        [this, id, order] {
            replyError(id, QStringLiteral("order_not_found"), tr("There is no order %1.").arg(order.left(40)));
        });
}

void ApiSession::cancelAllOrders(const QJsonValue& id, const QJsonObject& arguments)
{
    std::optional<domain::InstrumentId> instrument;
    if (const auto symbol = arguments.value(QStringLiteral("symbol")).toString(); !symbol.isEmpty()) {
        const auto parsed = instrumentFrom(symbol, m_ports.defaultVenue);
        if (!parsed) {
            replyError(id, QStringLiteral("bad_argument"), parsed.error().text);
            return;
        }
        instrument = *parsed;
    }
    application::OrderFilter filter;
    filter.openOnly = true;
    m_ports.desk.orders({filter}, m_ports.io, [self = QPointer(this), id, arguments, instrument](const application::OrdersQuery::Answer& answer) {
        if (!self)
            return;
        auto waiting = std::make_shared<std::size_t>(0);
        auto rows = std::make_shared<QJsonArray>();
        for (const auto& row : answer.rows) {
            if (!matches(row, arguments, instrument))
                continue;
            ++*waiting;
            self->m_ports.desk.cancel({row.terms.account, row.clientOrderId}, self->m_ports.io,
                                      [self, id, waiting, rows, row](const Receipt&) {
                                          rows->append(encode(row));
                                          if (--*waiting == 0 && self)
                                              self->reply(id, *rows);
                                      });
        }
        if (*waiting == 0)
            self->reply(id, QJsonArray{});
    });
}

void ApiSession::replaceOrder(const QJsonValue& id, const QJsonObject& arguments)
{
    const auto change = orderChangeFrom(arguments);
    if (!change) {
        replyError(id, QStringLiteral("bad_argument"), change.error().text);
        return;
    }
    const QString order = arguments.value(QStringLiteral("client_order_id")).toString();
    findOrder(
        order,
        [this, id, change = *change](const OrderRow& row) {
            const auto account = row.terms.account;
            m_ports.desk.replace({account, row.clientOrderId, change}, m_ports.io,
                                 [self = QPointer(this), id, account](const Receipt& receipt) {
                                     if (self)
                                         self->answerWithOrder(id, receipt, account);
                                 });
        },
        [this, id, order] {
            replyError(id, QStringLiteral("order_not_found"), tr("There is no order %1.").arg(order.left(40)));
        });
}

void ApiSession::resolveOrder(const QJsonValue& id, const QJsonObject& arguments)
{
    const QString as = arguments.value(QStringLiteral("as")).toString();
    const QString reason = arguments.value(QStringLiteral("reason")).toString();
    domain::ManualResolution resolution = domain::ManualResolution::NeverReceived;
    if (as == QStringLiteral("filled"))
        resolution = domain::ManualResolution::Filled;
    else if (as == QStringLiteral("canceled"))
        resolution = domain::ManualResolution::Canceled;
    else if (as != QStringLiteral("never_received")) {
        replyError(id, QStringLiteral("bad_argument"), tr("An order is resolved as “filled”, “canceled” or “never_received”."));
        return;
    }
    const QString order = arguments.value(QStringLiteral("client_order_id")).toString();
    findOrder(
        order,
        [this, id, resolution, reason](const OrderRow& row) {
            const auto account = row.terms.account;
            m_ports.desk.resolve({account, row.clientOrderId, resolution, reason.toStdString()}, m_ports.io,
                                 [self = QPointer(this), id, account](const Receipt& receipt) {
                                     if (self)
                                         self->answerWithOrder(id, receipt, account);
                                 });
        },
        [this, id, order] {
            replyError(id, QStringLiteral("order_not_found"), tr("There is no order %1.").arg(order.left(40)));
        });
}

void ApiSession::flatten(const QJsonValue& id, const QJsonObject& arguments)
{
    m_ports.trading.flatten(accountFrom(arguments), m_ports.io,
                            [self = QPointer(this), id](const application::FlattenResult& result) {
                                if (self)
                                    self->reply(id, encode(result));
                            });
}

void ApiSession::halt(const QJsonValue& id, const QJsonObject& arguments)
{
    changeTradingState(id, arguments, domain::TradingState::Halted);
}

void ApiSession::resume(const QJsonValue& id, const QJsonObject& arguments)
{
    changeTradingState(id, arguments, domain::TradingState::Active);
}

void ApiSession::reduce(const QJsonValue& id, const QJsonObject& arguments)
{
    changeTradingState(id, arguments, domain::TradingState::Reducing);
}

void ApiSession::changeTradingState(const QJsonValue& id, const QJsonObject& arguments, domain::TradingState state)
{
    const auto reason = arguments.value(QStringLiteral("reason")).toString().toStdString();
    m_ports.trading.changeTradingState(accountFrom(arguments), state, reason, m_ports.io,
                                       [self = QPointer(this), id, state](const Receipt& receipt) {
                                           if (!self)
                                               return;
                                           if (!receipt.isDone()) {
                                               self->replyError(id, codeOf(receipt), messageOf(receipt));
                                               return;
                                           }
                                           const auto name = domain::nameOf(state);
                                           self->reply(id, QJsonObject{{QStringLiteral("trading_state"),
                                                                        QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))}});
                                       });
}

}  // namespace tradecore::infrastructure
