#include "tests/support/broker/alpaca/local_book.h"

#include <QDateTime>

#include <algorithm>

namespace tradecore::test {

namespace {

const QString statusNew = QStringLiteral("new");
const QString partial = QStringLiteral("partially_filled");

bool isBuy(const LocalOrder& order)
{
    return order.side == QStringLiteral("buy");
}

bool isStopKind(const LocalOrder& order)
{
    return order.type.startsWith(QStringLiteral("stop")) || order.type == QStringLiteral("trailing_stop");
}

}  // namespace

LocalBook::LocalBook(Fixed cash) : m_accountId(freshId())
{
    addAsset("AAPL", "Apple Inc. Common Stock", "187.20", false);
    addAsset("MSFT", "Microsoft Corporation Common Stock", "412.55", false);
    addAsset("SPY", "SPDR S&P 500", "501.10", false);
    addAsset("BRK.B", "Berkshire Hathaway Inc. Class B", "405.00", false);
    addAsset("FAKEPACA", "Test symbol", "134.50", false);
    addAsset("BTC/USD", "Bitcoin / US Dollar", "64512.50", true);
    addAsset("ETH/USD", "Ether / US Dollar", "3445.30", true);
    deposit(cash);
}

void LocalBook::addAsset(const char* symbol, const char* name, const char* price, bool isCrypto)
{
    LocalAsset asset;
    asset.id = freshId();
    asset.symbol = QString::fromLatin1(symbol);
    asset.name = QString::fromLatin1(name);
    asset.isCrypto = isCrypto;
    asset.last = Fixed::parse(QString::fromLatin1(price)).value_or(Fixed());
    asset.priceStep = Fixed::ofUnits(10'000'000);
    asset.sizeStep = Fixed::ofUnits(1);
    asset.smallest = isCrypto ? Fixed::ofUnits(100'000) : Fixed::ofUnits(1);
    asset.bid = asset.last - asset.priceStep;
    asset.ask = asset.last + asset.priceStep;
    m_assets.insert(asset.symbol, asset);
}

const LocalAsset* LocalBook::asset(const QString& symbolOrId) const
{
    for (const auto& asset : m_assets) {
        if (asset.symbol == symbolOrId || asset.id == symbolOrId || QString(asset.symbol).remove(QLatin1Char('/')) == symbolOrId)
            return &asset;
    }
    return nullptr;
}

void LocalBook::deposit(Fixed amount)
{
    if (amount.isZero())
        return;
    m_cash += amount;
    m_activities.append(QJsonObject{{QStringLiteral("id"), QString(QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd")) + QStringLiteral("000000000::") + freshId())},
                         {QStringLiteral("activity_type"), QStringLiteral("CSD")},
                         {QStringLiteral("date"), QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-dd"))},
                         {QStringLiteral("net_amount"), amount.text()},
                         {QStringLiteral("status"), QStringLiteral("executed")}});
}

LocalOrder* LocalBook::find(const QString& id)
{
    const auto at = m_byId.find(id);
    return at == m_byId.end() ? nullptr : &m_orders[*at];
}

Fixed LocalBook::reservedCash() const
{
    Fixed reserved;
    for (const auto& order : m_orders) {
        if (!order.isOpen() || !isBuy(order))
            continue;
        const auto* of = asset(order.symbol);
        const Fixed price = order.limit.value_or(order.stop.value_or(of->ask));
        reserved += order.notional && !order.quantity ? *order.notional : order.leaves().times(price);
    }
    return reserved;
}

Fixed LocalBook::reservedQuantity(const QString& symbol) const
{
    Fixed reserved;
    for (const auto& order : m_orders) {
        if (order.isOpen() && !isBuy(order) && order.symbol == symbol && order.status != QStringLiteral("held"))
            reserved += order.leaves();
    }
    return reserved;
}

std::optional<HttpAnswer> LocalBook::refusalOf(const LocalOrder& order, const LocalAsset& asset) const
{
    if (isBlocked)
        return HttpAnswer::error(403, 40310000, QStringLiteral("account is restricted from trading"));
    if (isBuy(order)) {
        const Fixed price = order.limit.value_or(order.stop.value_or(asset.ask));
        const Fixed cost = order.quantity ? order.quantity->times(price) : order.notional.value_or(Fixed());
        if (cost > m_cash - reservedCash())
            return HttpAnswer::error(403, 40310000, QStringLiteral("insufficient buying power"),
                                     {{QStringLiteral("buying_power"), (m_cash - reservedCash()).text()}, {QStringLiteral("cost_basis"), cost.text()}});
        return std::nullopt;
    }
    const Fixed owned = held(order.symbol);
    const Fixed available = owned - reservedQuantity(order.symbol);
    if (order.quantity.value_or(Fixed()) > available)
        return HttpAnswer::error(403, 40310000,
                                 QStringLiteral("insufficient qty available for order (requested: %1, available: %2)")
                                     .arg(order.quantity.value_or(Fixed()).text(), available.text()),
                                 {{QStringLiteral("available"), available.text()},
                                  {QStringLiteral("existing_qty"), owned.text()},
                                  {QStringLiteral("held_for_orders"), reservedQuantity(order.symbol).text()},
                                  {QStringLiteral("symbol"), order.symbol}});
    return std::nullopt;
}

void LocalBook::activate(const QString& id)
{
    LocalOrder* const order = find(id);
    if (order == nullptr || order->status != QStringLiteral("pending_new"))
        return;
    order->status = statusNew;
    order->updatedAt = timeNow();
    update(*order, QStringLiteral("new"), {{QStringLiteral("execution_id"), freshId()}});
    match(*order);
    const bool isImmediate = order->timeInForce == QStringLiteral("ioc") || order->timeInForce == QStringLiteral("fok");
    if (isImmediate && order->isOpen())
        end(*order, QStringLiteral("canceled"));
}

void LocalBook::trail(LocalOrder& order, const LocalAsset& asset) const
{
    const Fixed price = isBuy(order) ? asset.ask : asset.bid;
    const bool isBetter = !order.highWater || (isBuy(order) ? price < *order.highWater : price > *order.highWater);
    if (isBetter)
        order.highWater = price;
    const Fixed gap = order.trailPrice.value_or(order.highWater->times(order.trailPercent.value_or(Fixed())).over(Fixed::whole(100)));
    order.stop = isBuy(order) ? *order.highWater + gap : *order.highWater - gap;
}

void LocalBook::match(LocalOrder& order)
{
    const bool works = order.status == statusNew || order.status == partial || order.status == QStringLiteral("pending_cancel");
    const auto* const of = asset(order.symbol);
    if (!works || of == nullptr)
        return;
    if (order.type == QStringLiteral("trailing_stop"))
        trail(order, *of);
    const Fixed price = isBuy(order) ? of->ask : of->bid;
    if (isStopKind(order) && !order.isTriggered) {
        order.isTriggered = isBuy(order) ? price >= *order.stop : price <= *order.stop;
        if (!order.isTriggered)
            return;
    }
    const bool hasLimit = order.limit.has_value();
    if (hasLimit && (isBuy(order) ? price > *order.limit : price < *order.limit))
        return;
    if (!order.quantity)
        order.quantity = Fixed::ofUnits(order.notional->over(price).units());
    const int pieces = std::exchange(piecesOfNextFill, 1);
    const qint64 share = order.leaves().units() / pieces;
    const Fixed step = order.isCrypto || !order.quantity->isMultipleOf(Fixed::whole(1)) ? Fixed::ofUnits(1) : Fixed::whole(1);
    const Fixed first = Fixed::ofUnits(share / step.units() * step.units());
    if (pieces > 1 && first.isPositive() && first < order.leaves())
        fill(order, price, first);
    fill(order, price, order.leaves());
}

void LocalBook::fill(LocalOrder& order, Fixed price, Fixed quantity)
{
    order.filled += quantity;
    order.filledValue += price.times(quantity);
    order.updatedAt = timeNow();
    const bool isWhole = order.leaves().isZero();
    order.status = isWhole ? QStringLiteral("filled") : partial;
    if (isWhole)
        order.filledAt = order.updatedAt;
    post(order, price, quantity);
    update(order, isWhole ? QStringLiteral("fill") : QStringLiteral("partial_fill"),
           {{QStringLiteral("execution_id"), freshId()},
            {QStringLiteral("price"), price.text()},
            {QStringLiteral("qty"), quantity.text()},
            {QStringLiteral("position_qty"), held(order.symbol).text()}});
    if (onTrade)
        onTrade(*asset(order.symbol), price, quantity);
}

void LocalBook::post(const LocalOrder& order, Fixed price, Fixed quantity)
{
    const Fixed value = price.times(quantity).rounded(2);
    Position& position = m_positions[order.symbol];
    const QString prefix = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMddHHmmsszzz"));
    if (isBuy(order)) {
        m_cash -= value;
        position.cost += value;
        position.quantity += quantity;
    } else {
        m_cash += value;
        position.cost -= position.quantity.isZero() ? Fixed() : position.cost.times(quantity).over(position.quantity);
        position.quantity -= quantity;
    }
    m_activities.append(QJsonObject{{QStringLiteral("id"), QString(prefix + QStringLiteral("::") + freshId())},
                         {QStringLiteral("activity_type"), QStringLiteral("FILL")},
                         {QStringLiteral("transaction_time"), order.updatedAt},
                         {QStringLiteral("type"), order.leaves().isZero() ? QStringLiteral("fill") : QStringLiteral("partial_fill")},
                         {QStringLiteral("price"), price.text()},
                         {QStringLiteral("qty"), quantity.text()},
                         {QStringLiteral("side"), order.side},
                         {QStringLiteral("symbol"), order.symbol},
                         {QStringLiteral("leaves_qty"), order.leaves().text()},
                         {QStringLiteral("order_id"), order.id},
                         {QStringLiteral("cum_qty"), order.filled.text()},
                         {QStringLiteral("order_status"), order.status}});
    if (order.isCrypto && isBuy(order) && !cryptoFeeRate.isZero()) {
        const Fixed fee = quantity.times(cryptoFeeRate);
        position.quantity -= fee;
        m_activities.append(QJsonObject{{QStringLiteral("id"), QString(prefix + QStringLiteral("::") + freshId())},
                             {QStringLiteral("activity_type"), QStringLiteral("CFEE")},
                             {QStringLiteral("date"), order.updatedAt.left(10)},
                             {QStringLiteral("net_amount"), QStringLiteral("0")},
                             {QStringLiteral("symbol"), QString(order.symbol).remove(QLatin1Char('/'))},
                             {QStringLiteral("qty"), QString(QLatin1Char('-') + fee.text())},
                             {QStringLiteral("price"), price.text()},
                             {QStringLiteral("status"), QStringLiteral("executed")}});
    }
    if (position.quantity.isZero())
        m_positions.remove(order.symbol);
}

void LocalBook::end(LocalOrder& order, const QString& status)
{
    order.status = status;
    order.updatedAt = timeNow();
    if (status == QStringLiteral("canceled"))
        order.canceledAt = order.updatedAt;
    else if (status == QStringLiteral("expired"))
        order.expiredAt = order.updatedAt;
    else if (status == QStringLiteral("replaced"))
        order.replacedAt = order.updatedAt;
    update(order, status);
}

void LocalBook::update(const LocalOrder& order, const QString& event, const QJsonObject& more) const
{
    if (!onUpdate)
        return;
    QJsonObject data = more;
    data.insert(QStringLiteral("event"), event);
    data.insert(QStringLiteral("order"), order.json());
    data.insert(QStringLiteral("timestamp"), order.updatedAt);
    data.insert(QStringLiteral("at"), order.updatedAt);
    if (!data.contains(QStringLiteral("execution_id")))
        data.insert(QStringLiteral("execution_id"), event == QStringLiteral("pending_new") ? QJsonValue() : QJsonValue(freshId()));
    onUpdate(data);
}

void LocalBook::setPrice(const QString& symbol, Fixed bid, Fixed ask)
{
    const auto at = m_assets.find(symbol);
    if (at == m_assets.end())
        return;
    at->bid = bid;
    at->ask = ask;
    // A fill may end other orders, never add one.
    for (auto& order : m_orders) {
        if (order.symbol == symbol)
            match(order);
    }
}

HttpAnswer LocalBook::cancel(const QString& id)
{
    LocalOrder* const order = find(id);
    if (order == nullptr)
        return HttpAnswer::error(404, 40410000, QStringLiteral("order not found for %1").arg(id));
    if (!order->isOpen())
        return HttpAnswer::error(422, 42210000, QStringLiteral("order is already in \"%1\" state").arg(order->status));
    end(*order, QStringLiteral("canceled"));
    HttpAnswer answer;
    answer.status = 204;
    return answer;
}

HttpAnswer LocalBook::cancelAll()
{
    QJsonArray done;
    for (auto& order : m_orders) {
        if (!order.isOpen())
            continue;
        end(order, QStringLiteral("canceled"));
        done.append(QJsonObject{{QStringLiteral("id"), order.id}, {QStringLiteral("status"), 200}, {QStringLiteral("body"), QJsonValue()}});
    }
    HttpAnswer answer;
    answer.status = 207;
    answer.body = done;
    return answer;
}

}  // namespace tradecore::test
