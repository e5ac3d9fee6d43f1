#include "application/order/order_handler_parts.h"

#include "application/order/order_sentences.h"

namespace tradecore::application {

domain::RequestId requestFor(const UnitOfWork& work, std::string_view what)
{
    return domain::RequestId(Uuid::named(work.command().commandId, what).toString());
}

CommandRefusal refusalOf(const domain::OrderReason& reason)
{
    return {std::string(domain::nameOf(reason.code)), sentenceFor(reason).toStdString(), reason};
}

CommandOutcome refuse(const domain::OrderReason& reason)
{
    return failure(refusalOf(reason));
}

CommandOutcome refuseUnknownOrder(const domain::ClientOrderId& order)
{
    domain::OrderReason reason{domain::OrderReasonCode::OrderNotFound, {}, {}, {}};
    reason.asked = order.text();
    return refuse(reason);
}

OutboxRow rowFor(OutboxKind kind, const domain::AccountId& account, const domain::ClientOrderId& order,
                 const domain::RequestId& request, Timestamp now)
{
    OutboxRow row;
    row.kind = kind;
    row.account = account;
    row.clientOrderId = order;
    row.request = request;
    row.createdAt = now;
    return row;
}

std::optional<domain::ClientOrderId> exitId(const PlaceOrder& entry, std::string_view name, const std::optional<domain::Price>& price)
{
    if (!price)
        return std::nullopt;
    return domain::ClientOrderId(Uuid::named(orderStream(entry.terms.account, entry.clientOrderId).id, name).toString());
}

}  // namespace tradecore::application
