#include "tests/support/broker/coinbase/local_rest.h"

#include <QDateTime>
#include <QUrlQuery>


#include <algorithm>
#include <array>

namespace tradecore::test {

namespace {

constexpr qint64 mostRows = 300;

LocalAnswer refusal(int status, const QByteArray& message)
{
    return {status, R"({"message":")" + message + R"("})", QByteArrayLiteral("application/json; charset=utf-8"), {}};
}

// Seconds since 1970 of an ISO 8601 text or a number; -1 where it is neither.
qint64 secondsOf(const QString& text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (isNumber)
        return number;
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    return time.isValid() ? time.toSecsSinceEpoch() : -1;
}

bool hadTrades(qint64 start, qint64 granularity)
{
    return granularity >= 3'600 || (start / granularity) % 17 != 0;
}

QByteArray candleRow(const LocalProduct& product, qint64 start, qint64 granularity)
{
    constexpr int samples = 24;
    const auto priceAt = [&](int sample) {
        return LocalMarket::pathPrice(product,
                                      static_cast<double>(start) + static_cast<double>(granularity * sample) / samples);
    };
    qint64 low = priceAt(0);
    qint64 high = low;
    for (int sample = 1; sample <= samples; ++sample) {
        low = std::min(low, priceAt(sample));
        high = std::max(high, priceAt(sample));
    }
    const auto text = [&](qint64 price) { return scaledText(price, product.priceDecimals); };
    const qint64 volume = 100'000'000 + (start / granularity * 7'919) % 900'000'000;
    return '[' + QByteArray::number(start) + ',' + text(low) + ',' + text(high) + ',' + text(priceAt(0)) + ','
        + text(priceAt(samples)) + ',' + scaledText(volume, product.sizeDecimals) + ']';
}

LocalAnswer candles(const LocalProduct& product, const QUrlQuery& query)
{
    const qint64 granularity = query.queryItemValue(QStringLiteral("granularity")).toLongLong();
    constexpr std::array<qint64, 6> granularities{60, 300, 900, 3'600, 21'600, 86'400};
    if (std::find(granularities.begin(), granularities.end(), granularity) == granularities.end())
        return refusal(400, "Unsupported granularity");
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const bool hasRange = query.hasQueryItem(QStringLiteral("start")) && query.hasQueryItem(QStringLiteral("end"));
    const auto fully = QUrl::FullyDecoded;
    const qint64 end = hasRange ? secondsOf(query.queryItemValue(QStringLiteral("end"), fully)) : now;
    const qint64 start =
        hasRange ? secondsOf(query.queryItemValue(QStringLiteral("start"), fully)) : end - (mostRows - 1) * granularity;
    if (start < 0 || end < start)
        return refusal(400, "Invalid range");
    if ((end - start) / granularity >= mostRows)
        return refusal(400, "granularity too small for the requested time range: at most 300 rows");
    QByteArray rows;
    for (qint64 at = std::min(end, now) / granularity * granularity; at >= start; at -= granularity) {
        if (hadTrades(at, granularity))
            rows += (rows.isEmpty() ? "" : ",") + candleRow(product, at, granularity);
    }
    return {200, '[' + rows + ']', QByteArrayLiteral("application/json; charset=utf-8"), {}};
}

LocalAnswer productList(const LocalMarket& market)
{
    QByteArray list;
    for (const auto& product : market.products()) {
        list += (list.isEmpty() ? "{" : ",{") + QByteArray(R"("id":")") + product.id.toLatin1() + R"(","base_currency":")"
            + product.base.toLatin1() + R"(","quote_currency":")" + product.quote.toLatin1() + R"(","quote_increment":")"
            + scaledText(1, product.priceDecimals) + R"(","base_increment":")" + scaledText(1, product.sizeDecimals)
            + R"(","display_name":")" + product.base.toLatin1() + '/' + product.quote.toLatin1()
            + R"(","min_market_funds":"1","margin_enabled":false,"post_only":false,"limit_only":false,"cancel_only":false,)"
            + R"("status":"online","status_message":"","trading_disabled":false,"auction_mode":false})";
    }
    return {200, '[' + list + ']', QByteArrayLiteral("application/json; charset=utf-8"), {}};
}

}  // namespace

LocalAnswer answerRest(const LocalMarket& market, const QUrl& url)
{
    const QStringList parts = url.path().split(u'/', Qt::SkipEmptyParts);
    if (parts.size() == 1 && parts[0] == u"products")
        return productList(market);
    if (parts.size() == 3 && parts[0] == u"products" && parts[2] == u"candles") {
        if (!market.knows(parts[1]))
            return refusal(404, "NotFound");
        return candles(market.product(parts[1]), QUrlQuery(url));
    }
    if (parts.size() == 1 && parts[0] == u"time")
        return {200, R"({"iso":")" + nowText() + R"("})", QByteArrayLiteral("application/json; charset=utf-8"), {}};
    return refusal(404, "NotFound");
}

}  // namespace tradecore::test
