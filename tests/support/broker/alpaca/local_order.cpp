#include "tests/support/broker/alpaca/local_order.h"

#include <QDateTime>
#include <QJsonArray>
#include <QSet>
#include <QUuid>

namespace tradecore::test {

namespace {

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue amountOrNull(const std::optional<Fixed>& amount)
{
    return amount ? QJsonValue(amount->text()) : QJsonValue();
}

}  // namespace

bool LocalOrder::isOpen() const
{
    static const QSet<QString> ended{QStringLiteral("filled"), QStringLiteral("canceled"), QStringLiteral("expired"), QStringLiteral("replaced"),
                                     QStringLiteral("rejected")};
    return !ended.contains(status);
}

QJsonObject LocalOrder::json() const
{
    QJsonValue average;
    if (filled.isPositive())
        average = filledValue.over(filled).text();
    return {{QStringLiteral("id"), id},
            {QStringLiteral("client_order_id"), clientOrderId},
            {QStringLiteral("created_at"), textOrNull(createdAt)},
            {QStringLiteral("updated_at"), textOrNull(updatedAt)},
            {QStringLiteral("submitted_at"), textOrNull(submittedAt)},
            {QStringLiteral("filled_at"), textOrNull(filledAt)},
            {QStringLiteral("expired_at"), textOrNull(expiredAt)},
            {QStringLiteral("canceled_at"), textOrNull(canceledAt)},
            {QStringLiteral("failed_at"), textOrNull(failedAt)},
            {QStringLiteral("replaced_at"), textOrNull(replacedAt)},
            {QStringLiteral("replaced_by"), textOrNull(replacedBy)},
            {QStringLiteral("replaces"), textOrNull(replaces)},
            {QStringLiteral("asset_id"), assetId},
            {QStringLiteral("symbol"), symbol},
            {QStringLiteral("asset_class"), isCrypto ? QStringLiteral("crypto") : QStringLiteral("us_equity")},
            {QStringLiteral("notional"), amountOrNull(notional)},
            {QStringLiteral("qty"), amountOrNull(quantity)},
            {QStringLiteral("filled_qty"), filled.text()},
            {QStringLiteral("filled_avg_price"), average},
            {QStringLiteral("order_class"), orderClass},
            {QStringLiteral("order_type"), type},
            {QStringLiteral("type"), type},
            {QStringLiteral("side"), side},
            {QStringLiteral("time_in_force"), timeInForce},
            {QStringLiteral("limit_price"), amountOrNull(limit)},
            {QStringLiteral("stop_price"), amountOrNull(stop)},
            {QStringLiteral("status"), status},
            {QStringLiteral("extended_hours"), extendedHours},
            {QStringLiteral("legs"), QJsonValue()},
            {QStringLiteral("trail_percent"), amountOrNull(trailPercent)},
            {QStringLiteral("trail_price"), amountOrNull(trailPrice)},
            {QStringLiteral("hwm"), amountOrNull(highWater)},
            {QStringLiteral("subtag"), QJsonValue()},
            {QStringLiteral("source"), QJsonValue()}};
}

HttpAnswer HttpAnswer::error(int status, int code, const QString& message, const QJsonObject& more)
{
    QJsonObject body{{QStringLiteral("code"), code}, {QStringLiteral("message"), message}};
    for (auto entry = more.begin(); entry != more.end(); ++entry)
        body.insert(entry.key(), entry.value());
    HttpAnswer answer;
    answer.status = status;
    answer.body = body;
    return answer;
}

QString freshId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString timeNow()
{
    static int sequence = 0;
    sequence = (sequence + 1) % 1'000'000;
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")) + QString::number(sequence).rightJustified(6, QLatin1Char('0'))
        + QLatin1Char('Z');
}

QJsonObject assetJson(const LocalAsset& asset)
{
    QJsonObject object{{QStringLiteral("id"), asset.id},
                       {QStringLiteral("class"), asset.isCrypto ? QStringLiteral("crypto") : QStringLiteral("us_equity")},
                       {QStringLiteral("exchange"), asset.isCrypto ? QStringLiteral("CRYPTO") : QStringLiteral("NASDAQ")},
                       {QStringLiteral("symbol"), asset.symbol},
                       {QStringLiteral("name"), asset.name},
                       {QStringLiteral("status"), QStringLiteral("active")},
                       {QStringLiteral("tradable"), true},
                       {QStringLiteral("marginable"), !asset.isCrypto},
                       {QStringLiteral("shortable"), false},
                       {QStringLiteral("easy_to_borrow"), false},
                       {QStringLiteral("fractionable"), asset.isFractionable},
                       {QStringLiteral("attributes"), QJsonArray()}};
    if (asset.isCrypto) {
        object.insert(QStringLiteral("min_order_size"), asset.smallest.text());
        object.insert(QStringLiteral("min_trade_increment"), asset.sizeStep.text());
        object.insert(QStringLiteral("price_increment"), asset.priceStep.text());
    }
    return object;
}

}  // namespace tradecore::test
