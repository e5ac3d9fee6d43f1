// Requests that make orders: what is checked, and the words of the refusals as the real service has them.
#include "tests/support/broker/alpaca/local_book.h"

#include <QDateTime>
#include <QSet>

namespace tradecore::test {

namespace {

QString textOf(const QJsonValue& value)
{
    if (value.isDouble())
        return value.toVariant().typeId() == QMetaType::LongLong ? QString::number(value.toInteger()) : QString::number(value.toDouble(), 'g', 15);
    return value.toString();
}

HttpAnswer unprocessable(const QString& message)
{
    return HttpAnswer::error(422, 42210000, message);
}

// Reads an optional amount; a broken one leaves its name in `wrong`.
std::optional<Fixed> amountOf(const QJsonObject& request, const char* key, QString& wrong)
{
    const QString name = QString::fromLatin1(key);
    const QJsonValue value = request.value(name);
    if (value.isNull() || value.isUndefined() || (value.isString() && value.toString().isEmpty()))
        return std::nullopt;
    const auto amount = Fixed::parse(textOf(value));
    if (!amount || !amount->isPositive())
        wrong = name;
    return amount;
}

QString refusedTerms(const LocalOrder& order, const LocalAsset& asset)
{
    static const QSet<QString> types{QStringLiteral("market"), QStringLiteral("limit"), QStringLiteral("stop"), QStringLiteral("stop_limit"),
                                     QStringLiteral("trailing_stop")};
    static const QSet<QString> times{QStringLiteral("day"), QStringLiteral("gtc"), QStringLiteral("opg"), QStringLiteral("cls"), QStringLiteral("ioc"),
                                     QStringLiteral("fok")};
    if (order.side != QStringLiteral("buy") && order.side != QStringLiteral("sell"))
        return QStringLiteral("invalid side");
    if (!types.contains(order.type))
        return QStringLiteral("invalid order type");
    if (!times.contains(order.timeInForce))
        return QStringLiteral("invalid time_in_force");
    const bool wantsLimit = order.type.contains(QStringLiteral("limit"));
    const bool wantsStop = order.type == QStringLiteral("stop") || order.type == QStringLiteral("stop_limit");
    if (wantsLimit != order.limit.has_value())
        return wantsLimit ? QStringLiteral("limit orders require a limit price") : QStringLiteral("%1 orders require no limit price").arg(order.type);
    if (wantsStop != order.stop.has_value())
        return wantsStop ? QStringLiteral("stop orders require a stop price") : QStringLiteral("%1 orders require no stop price").arg(order.type);
    if (order.type == QStringLiteral("trailing_stop") && order.trailPrice.has_value() == order.trailPercent.has_value())
        return QStringLiteral("trailing stop orders require one of trail_price or trail_percent");
    if (asset.isCrypto && order.timeInForce != QStringLiteral("gtc") && order.timeInForce != QStringLiteral("ioc"))
        return QStringLiteral("invalid crypto time_in_force");
    if (asset.isCrypto && (order.type == QStringLiteral("stop") || order.type == QStringLiteral("trailing_stop")))
        return QStringLiteral("invalid order type for crypto order");
    const bool isFraction = order.quantity && !order.quantity->isMultipleOf(Fixed::whole(1));
    if (!asset.isCrypto && (isFraction || order.notional) && order.timeInForce != QStringLiteral("day"))
        return QStringLiteral("fractional orders must be DAY orders");
    for (const auto& [name, price] : {std::pair{"limit_price", order.limit}, std::pair{"stop_price", order.stop}}) {
        const Fixed step = asset.isCrypto ? asset.priceStep : price.value_or(Fixed()) >= Fixed::whole(1) ? Fixed::ofUnits(10'000'000) : Fixed::ofUnits(100'000);
        if (price && !price->isMultipleOf(step))
            return QStringLiteral("invalid %1 %2. sub-penny increment does not fulfill minimum pricing criteria").arg(QLatin1String(name), price->text());
    }
    return {};
}

}  // namespace

HttpAnswer LocalBook::submit(const QJsonObject& request, QString* madeId)
{
    LocalOrder order;
    QString wrong;
    order.quantity = amountOf(request, "qty", wrong);
    order.notional = amountOf(request, "notional", wrong);
    order.limit = amountOf(request, "limit_price", wrong);
    order.stop = amountOf(request, "stop_price", wrong);
    order.trailPrice = amountOf(request, "trail_price", wrong);
    order.trailPercent = amountOf(request, "trail_percent", wrong);
    order.side = request.value(QStringLiteral("side")).toString();
    order.type = request.value(QStringLiteral("type")).toString(QStringLiteral("market"));
    order.timeInForce = request.value(QStringLiteral("time_in_force")).toString();
    order.orderClass = request.value(QStringLiteral("order_class")).toString();
    order.extendedHours = request.value(QStringLiteral("extended_hours")).toBool();
    order.clientOrderId = request.value(QStringLiteral("client_order_id")).toString();
    if (!wrong.isEmpty())
        return unprocessable(QStringLiteral("%1 must be > 0").arg(wrong));
    if (order.quantity.has_value() == order.notional.has_value())
        return HttpAnswer::error(400, 40010001, order.quantity ? QStringLiteral("only one of qty or notional is accepted") : QStringLiteral("qty or notional is required"));
    const auto* const of = asset(request.value(QStringLiteral("symbol")).toString());
    if (of == nullptr)
        return unprocessable(QStringLiteral("asset \"%1\" not found").arg(request.value(QStringLiteral("symbol")).toString()));
    if (!order.orderClass.isEmpty() && order.orderClass != QStringLiteral("simple"))
        return unprocessable(QStringLiteral("complex orders are not served here"));
    if (const QString refused = refusedTerms(order, *of); !refused.isEmpty())
        return unprocessable(refused);
    if (order.clientOrderId.size() > 128)
        return HttpAnswer::error(422, 40010001, QStringLiteral("client_order_id must be no more than 128 characters"));
    if (m_byClientId.contains(order.clientOrderId))
        return HttpAnswer::error(422, 40010001, QStringLiteral("client_order_id must be unique"));
    order.symbol = of->symbol;
    order.assetId = of->id;
    order.isCrypto = of->isCrypto;
    if (const auto refusal = refusalOf(order, *of))
        return *refusal;
    order.id = freshId();
    if (order.clientOrderId.isEmpty())
        order.clientOrderId = freshId();
    order.createdAt = order.submittedAt = order.updatedAt = timeNow();
    order.submittedMilliseconds = QDateTime::currentMSecsSinceEpoch();
    order.status = QStringLiteral("pending_new");
    m_byId.insert(order.id, m_orders.size());
    m_byClientId.insert(order.clientOrderId, m_orders.size());
    m_orders.append(order);
    if (madeId != nullptr)
        *madeId = order.id;
    update(order, QStringLiteral("pending_new"));
    HttpAnswer answer;
    answer.body = order.json();
    return answer;
}

HttpAnswer LocalBook::replace(const QString& id, const QJsonObject& request)
{
    LocalOrder* const old = find(id);
    if (old == nullptr)
        return HttpAnswer::error(404, 40410000, QStringLiteral("order not found for %1").arg(id));
    if (old->status != QStringLiteral("new") && old->status != QStringLiteral("partially_filled"))
        return unprocessable(QStringLiteral("order is not open or cannot be replaced in \"%1\" state").arg(old->status));
    LocalOrder order = *old;
    QString wrong;
    // The new order counts anew, and its quantity is the old one's in full: as the real service does (Alpaca-API issue 165).
    if (const auto quantity = amountOf(request, "qty", wrong))
        order.quantity = quantity;
    if (const auto limit = amountOf(request, "limit_price", wrong))
        order.limit = limit;
    if (const auto stop = amountOf(request, "stop_price", wrong))
        order.stop = stop;
    if (const auto trailed = amountOf(request, "trail", wrong))
        (order.trailPrice ? order.trailPrice : order.trailPercent) = trailed;
    if (request.contains(QStringLiteral("time_in_force")))
        order.timeInForce = request.value(QStringLiteral("time_in_force")).toString();
    order.clientOrderId = request.value(QStringLiteral("client_order_id")).toString(freshId());
    if (!wrong.isEmpty())
        return unprocessable(QStringLiteral("%1 must be > 0").arg(wrong));
    if (const QString refused = refusedTerms(order, *asset(order.symbol)); !refused.isEmpty() && order.type != QStringLiteral("trailing_stop"))
        return unprocessable(refused);
    if (m_byClientId.contains(order.clientOrderId))
        return HttpAnswer::error(422, 40010001, QStringLiteral("client_order_id must be unique"));
    // While it is replaced the old order holds nothing back.
    const QString before = std::exchange(old->status, QStringLiteral("replaced"));
    const auto refusal = refusalOf(order, *asset(order.symbol));
    old->status = before;
    if (refusal)
        return *refusal;
    order.id = freshId();
    order.filled = order.filledValue = Fixed();
    order.replaces = old->id;
    order.isTriggered = false;
    order.createdAt = order.submittedAt = order.updatedAt = timeNow();
    order.submittedMilliseconds = QDateTime::currentMSecsSinceEpoch();
    order.status = QStringLiteral("pending_new");
    old->replacedBy = order.id;
    end(*old, QStringLiteral("replaced"));
    m_byId.insert(order.id, m_orders.size());
    m_byClientId.insert(order.clientOrderId, m_orders.size());
    m_orders.append(order);
    HttpAnswer answer;
    answer.body = order.json();
    activate(order.id);
    return answer;
}

HttpAnswer LocalBook::closePosition(const QString& symbolOrId, const QUrlQuery& query, QString* madeId)
{
    const auto* const of = asset(symbolOrId);
    if (of == nullptr || held(of->symbol).isZero())
        return HttpAnswer::error(404, 40410000, QStringLiteral("position does not exist"));
    Fixed quantity = held(of->symbol);
    if (query.hasQueryItem(QStringLiteral("qty")))
        quantity = Fixed::parse(query.queryItemValue(QStringLiteral("qty"))).value_or(Fixed());
    else if (query.hasQueryItem(QStringLiteral("percentage")))
        quantity = quantity.times(Fixed::parse(query.queryItemValue(QStringLiteral("percentage"))).value_or(Fixed())).over(Fixed::whole(100));
    return submit({{QStringLiteral("symbol"), of->symbol},
                   {QStringLiteral("qty"), quantity.text()},
                   {QStringLiteral("side"), QStringLiteral("sell")},
                   {QStringLiteral("type"), QStringLiteral("market")},
                   {QStringLiteral("time_in_force"), of->isCrypto ? QStringLiteral("gtc") : QStringLiteral("day")}},
                  madeId);
}

}  // namespace tradecore::test
