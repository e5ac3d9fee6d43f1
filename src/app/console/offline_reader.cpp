#include "app/console/offline_reader.h"

#include "infrastructure/local_api/api_encoding.h"
#include "infrastructure/local_api/instance_lock.h"
#include "infrastructure/persistence/offline_journal.h"

#include <QFileInfo>

#include <algorithm>

namespace tradecore::app {

using infrastructure::OfflineJournal;

namespace {

ApiFailure failedWith(const QString& code, const QString& message)
{
    return {ExitFailed, code, message};
}

ApiFailure failedWith(const application::StoreError& error)
{
    return failedWith(QStringLiteral("journal"), QString::fromStdString(error.text));
}

template <typename Rows>
Result<QJsonArray, ApiFailure> encodeRows(const Result<Rows, application::StoreError>& rows)
{
    if (!rows)
        return failure(failedWith(rows.error()));
    QJsonArray out;
    for (const auto& row : *rows)
        out.append(infrastructure::encode(row));
    return out;
}

domain::ClientOrderId orderFrom(const QJsonObject& arguments)
{
    return domain::ClientOrderId(arguments.value(QStringLiteral("client_order_id")).toString().toStdString());
}

Result<QJsonArray, ApiFailure> orders(OfflineJournal& journal, const QJsonObject& arguments)
{
    application::OrderFilter filter;
    filter.openOnly = arguments.value(QStringLiteral("open")).toBool();
    if (const auto order = orderFrom(arguments); !order.isEmpty())
        filter.clientOrderId = order;
    return encodeRows(journal.orders(filter));
}

// Without a market there is no mark: what depends on one is null.
Result<QJsonArray, ApiFailure> positions(OfflineJournal& journal, const QJsonObject& arguments)
{
    const auto rows = journal.positions(0);
    if (!rows)
        return failure(failedWith(rows.error()));
    const bool fifo = arguments.value(QStringLiteral("method")).toString() == QStringLiteral("fifo");
    QJsonArray out;
    for (const auto& row : *rows) {
        application::PositionView view;
        view.row = row;
        out.append(infrastructure::encode(view, fifo ? infrastructure::CostMethod::Fifo : infrastructure::CostMethod::Average));
    }
    return out;
}

Result<QJsonArray, ApiFailure> accounts(OfflineJournal& journal)
{
    const auto rows = journal.accounts(0);
    const auto held = journal.positions(0);
    const auto open = journal.orders({0, /*openOnly=*/true, std::nullopt, std::nullopt, std::nullopt});
    if (!rows || !held || !open)
        return failure(failedWith(!rows ? rows.error() : !held ? held.error() : open.error()));
    QJsonArray out;
    for (const auto& row : *rows) {
        application::AccountView view;
        view.row = row;
        view.cash = row.state.cashIn(row.state.currency);
        Decimal reserved, realised;
        bool flat = true;
        for (const auto& order : *open) {
            const bool buys = order.terms.account == row.state.account && order.terms.side == domain::Side::Buy;
            const auto price = order.terms.limitPrice ? order.terms.limitPrice : order.terms.stopPrice;
            if (!buys || !price)
                continue;
            const auto leaves = order.terms.quantity.minusAtLeastZero(order.filled);
            reserved += Decimal::multiply(price->value(), leaves.value(), Rounding::HalfEven).value_or(Decimal());
        }
        for (const auto& position : *held) {
            if (position.state.account != row.state.account)
                continue;
            realised += position.state.realisedNetAverage();
            flat = flat && position.state.quantity.isZero();
        }
        view.reserved = domain::Money(reserved, row.state.currency);
        view.buyingPower = domain::Money(view.cash.amount() - reserved, row.state.currency);
        view.realisedNet = domain::Money(realised, row.state.currency);
        if (flat) {
            view.equity = view.cash;
            view.unrealised = domain::Money(Decimal(), row.state.currency);
        }
        out.append(infrastructure::encode(view));
    }
    return out;
}

Result<QJsonArray, ApiFailure> events(OfflineJournal& journal, const QJsonObject& arguments)
{
    const auto from = std::max<std::int64_t>(1, arguments.value(QStringLiteral("from")).toInteger(1));
    const auto limit = std::max<std::int64_t>(1, arguments.value(QStringLiteral("limit")).toInteger(1000));
    QJsonArray out;
    const auto keep = [&out, from, limit](const application::RecordedEvent& event) {
        if (event.position >= from && out.size() < limit)
            out.append(infrastructure::encode(event));
    };
    const QString name = arguments.value(QStringLiteral("stream")).toString();
    const auto stream = application::StreamId::parse(name.toStdString());
    if (!name.isEmpty() && !stream)
        return failure(failedWith(QStringLiteral("bad_argument"), QStringLiteral("“%1” is not the name of a stream.").arg(name.left(80))));
    const auto read = stream ? journal.readStream(*stream, 1, keep) : journal.readForward(from, limit, keep);
    if (!read)
        return failure(failedWith(read.error()));
    return out;
}

}  // namespace

Result<QJsonArray, ApiFailure> readOffline(const QString& dataDirectory, const QString& query, const QJsonObject& arguments)
{
    const QString path = dataDirectory + QStringLiteral("/journal.db");
    if (!QFileInfo::exists(path)) {
        return failure(ApiFailure{ExitNotRunning, QStringLiteral("not_running"),
                                  QStringLiteral("No workstation is running on %1, and there is no journal in it.").arg(dataDirectory)});
    }
    const auto lock = infrastructure::InstanceLock::acquire(dataDirectory, infrastructure::InstanceLock::Mode::Shared);
    if (!lock)
        return failure(failedWith(QStringLiteral("locked"), lock.error().text));
    const auto journal = infrastructure::openOffline(path.toStdString());
    if (!journal)
        return failure(failedWith(journal.error()));
    if (query == QStringLiteral("Orders"))
        return orders(**journal, arguments);
    if (query == QStringLiteral("Fills"))
        return encodeRows((*journal)->fills({}));
    if (query == QStringLiteral("Positions"))
        return positions(**journal, arguments);
    if (query == QStringLiteral("Accounts"))
        return accounts(**journal);
    return events(**journal, arguments);
}

}  // namespace tradecore::app
