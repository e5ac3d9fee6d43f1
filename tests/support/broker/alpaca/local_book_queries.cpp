// Questions about the account.
#include "tests/support/broker/alpaca/local_book.h"

#include <QDateTime>

#include <algorithm>

namespace tradecore::test {

namespace {

HttpAnswer notFound(const QString& id)
{
    return HttpAnswer::error(404, 40410000, QStringLiteral("order not found for %1").arg(id));
}

QString value(const QUrlQuery& query, const char* key)
{
    return query.queryItemValue(QString::fromLatin1(key), QUrl::FullyDecoded);
}

HttpAnswer found(const QJsonValue& body)
{
    HttpAnswer answer;
    answer.body = body;
    return answer;
}

}  // namespace

bool LocalBook::isHidden(const LocalOrder& order) const
{
    return hiddenForMilliseconds > 0 && QDateTime::currentMSecsSinceEpoch() - order.submittedMilliseconds < hiddenForMilliseconds;
}

HttpAnswer LocalBook::order(const QString& id) const
{
    const auto at = m_byId.find(id);
    return at == m_byId.end() || isHidden(m_orders[*at]) ? notFound(id) : found(m_orders[*at].json());
}

HttpAnswer LocalBook::orderByClientId(const QString& clientOrderId) const
{
    const auto at = m_byClientId.find(clientOrderId);
    return at == m_byClientId.end() || isHidden(m_orders[*at]) ? notFound(clientOrderId) : found(m_orders[*at].json());
}

HttpAnswer LocalBook::orders(const QUrlQuery& query) const
{
    const QString status = query.hasQueryItem(QStringLiteral("status")) ? value(query, "status") : QStringLiteral("open");
    const int asked = query.hasQueryItem(QStringLiteral("limit")) ? value(query, "limit").toInt() : 50;
    const QString until = value(query, "until"), after = value(query, "after");
    const QStringList symbols = value(query, "symbols").split(QLatin1Char(','), Qt::SkipEmptyParts);
    if (asked < 1 || asked > 500)
        return HttpAnswer::error(422, 42210000, QStringLiteral("limit must be between 1 and 500"));
    QList<QJsonObject> rows;
    for (const auto& order : m_orders) {
        const bool statusFits = status == QStringLiteral("all") || order.isOpen() == (status == QStringLiteral("open"));
        const bool timeFits = (until.isEmpty() || order.submittedAt < until) && (after.isEmpty() || order.submittedAt > after);
        if (statusFits && timeFits && !isHidden(order) && (symbols.isEmpty() || symbols.contains(order.symbol)))
            rows.append(order.json());
    }
    if (value(query, "direction") != QStringLiteral("asc"))
        std::reverse(rows.begin(), rows.end());
    QJsonArray page;
    for (const auto& row : rows.mid(0, asked))
        page.append(row);
    return found(page);
}

HttpAnswer LocalBook::account() const
{
    Fixed worth;
    for (auto at = m_positions.begin(); at != m_positions.end(); ++at)
        worth += at->quantity.times(asset(at.key())->bid).rounded(2);
    const QString equity = (m_cash + worth).text();
    const QString power = (m_cash - reservedCash()).text();
    return found(QJsonObject{{QStringLiteral("id"), m_accountId},
                             {QStringLiteral("account_number"), QStringLiteral("PALOCAL1")},
                             {QStringLiteral("status"), QStringLiteral("ACTIVE")},
                             {QStringLiteral("crypto_status"), QStringLiteral("ACTIVE")},
                             {QStringLiteral("currency"), QStringLiteral("USD")},
                             {QStringLiteral("cash"), m_cash.text()},
                             {QStringLiteral("portfolio_value"), equity},
                             {QStringLiteral("equity"), equity},
                             {QStringLiteral("last_equity"), equity},
                             {QStringLiteral("buying_power"), power},
                             {QStringLiteral("regt_buying_power"), power},
                             {QStringLiteral("non_marginable_buying_power"), power},
                             {QStringLiteral("initial_margin"), worth.text()},
                             {QStringLiteral("maintenance_margin"), worth.text()},
                             {QStringLiteral("long_market_value"), worth.text()},
                             {QStringLiteral("short_market_value"), QStringLiteral("0")},
                             {QStringLiteral("multiplier"), QStringLiteral("1")},
                             {QStringLiteral("shorting_enabled"), false},
                             {QStringLiteral("trading_blocked"), isBlocked},
                             {QStringLiteral("transfers_blocked"), false},
                             {QStringLiteral("account_blocked"), false},
                             {QStringLiteral("trade_suspended_by_user"), false},
                             {QStringLiteral("created_at"), QStringLiteral("2026-01-02T03:04:05.678901Z")}});
}

HttpAnswer LocalBook::positions() const
{
    QJsonArray rows;
    for (auto at = m_positions.begin(); at != m_positions.end(); ++at)
        rows.append(position(at.key()).body);
    return found(rows);
}

HttpAnswer LocalBook::position(const QString& symbolOrId) const
{
    const auto* const of = asset(symbolOrId);
    const auto at = of == nullptr ? m_positions.end() : m_positions.find(of->symbol);
    if (at == m_positions.end())
        return HttpAnswer::error(404, 40410000, QStringLiteral("position does not exist"));
    const Fixed worth = at->quantity.times(of->bid).rounded(2);
    const Fixed profit = worth - at->cost;
    const QString share = at->cost.isZero() ? QStringLiteral("0") : profit.over(at->cost).text();
    return found(QJsonObject{{QStringLiteral("asset_id"), of->id},
                             {QStringLiteral("symbol"), of->isCrypto ? QString(of->symbol).remove(QLatin1Char('/')) : of->symbol},
                             {QStringLiteral("exchange"), of->isCrypto ? QStringLiteral("CRYPTO") : QStringLiteral("NASDAQ")},
                             {QStringLiteral("asset_class"), of->isCrypto ? QStringLiteral("crypto") : QStringLiteral("us_equity")},
                             {QStringLiteral("asset_marginable"), !of->isCrypto},
                             {QStringLiteral("qty"), at->quantity.text()},
                             {QStringLiteral("qty_available"), (at->quantity - reservedQuantity(of->symbol)).text()},
                             {QStringLiteral("side"), QStringLiteral("long")},
                             {QStringLiteral("avg_entry_price"), at->cost.over(at->quantity).text()},
                             {QStringLiteral("market_value"), worth.text()},
                             {QStringLiteral("cost_basis"), at->cost.text()},
                             {QStringLiteral("unrealized_pl"), profit.text()},
                             {QStringLiteral("unrealized_plpc"), share},
                             {QStringLiteral("unrealized_intraday_pl"), profit.text()},
                             {QStringLiteral("unrealized_intraday_plpc"), share},
                             {QStringLiteral("current_price"), of->bid.text()},
                             {QStringLiteral("lastday_price"), of->last.text()},
                             {QStringLiteral("change_today"), QStringLiteral("0")}});
}

HttpAnswer LocalBook::activities(const QUrlQuery& query, const QString& onlyType) const
{
    const QString named = onlyType.isEmpty() ? value(query, "activity_types") : onlyType;
    const QStringList types = named.split(QLatin1Char(','), Qt::SkipEmptyParts);
    const int size = query.hasQueryItem(QStringLiteral("page_size")) ? value(query, "page_size").toInt() : 100;
    const QString token = value(query, "page_token");
    const bool ascending = value(query, "direction") == QStringLiteral("asc");
    if (size < 1 || size > 100)
        return HttpAnswer::error(422, 42210000, QStringLiteral("page_size must be between 1 and 100"));
    QList<QJsonObject> rows;
    for (const auto& activity : m_activities) {
        const QString type = activity.value(QStringLiteral("activity_type")).toString();
        const bool categoryFits = value(query, "category").isEmpty() || (value(query, "category") == QStringLiteral("trade_activity")) == (type == QStringLiteral("FILL"));
        if ((types.isEmpty() || types.contains(type)) && categoryFits)
            rows.append(activity);
    }
    if (!ascending)
        std::reverse(rows.begin(), rows.end());
    QJsonArray page;
    bool isBehindToken = token.isEmpty();
    for (const auto& row : rows) {
        if (isBehindToken && page.size() < size)
            page.append(row);
        isBehindToken = isBehindToken || row.value(QStringLiteral("id")).toString() == token;
    }
    return found(page);
}

}  // namespace tradecore::test
