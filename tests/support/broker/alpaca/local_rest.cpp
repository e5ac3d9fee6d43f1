// What the local Alpaca answers to requests other than a new order.
#include "tests/support/broker/alpaca/local_alpaca_server.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace tradecore::test {

namespace {

HttpAnswer ok(const QJsonValue& body)
{
    HttpAnswer answer;
    answer.body = body;
    return answer;
}

HttpAnswer noSuchPath()
{
    return HttpAnswer::error(404, 40410000, QStringLiteral("endpoint not found."));
}

// The double next to a price in cents: it is written with two decimals.
double roundedToCents(double value)
{
    return std::round(value * 100) / 100;
}

// The path of a price: the same for the same time, wherever it is asked from.
double priceAt(const LocalAsset& asset, qint64 seconds)
{
    const double middle = asset.last.real();
    const auto t = static_cast<double>(seconds);
    return roundedToCents(middle * (1 + 0.01 * std::sin(t / 7'000) + 0.004 * std::sin(t / 613) + 0.001 * std::sin(t / 59)));
}

qint64 secondsOf(const QString& timeframe)
{
    qsizetype digits = 0;
    while (digits < timeframe.size() && timeframe[digits].isDigit())
        ++digits;
    const qint64 count = timeframe.left(digits).toLongLong();
    const QString unit = timeframe.mid(digits);
    if (unit == QStringLiteral("Min") || unit == QStringLiteral("T"))
        return count < 60 ? count * 60 : 0;
    if (unit == QStringLiteral("Hour") || unit == QStringLiteral("H"))
        return count < 24 ? count * 3'600 : 0;
    return unit == QStringLiteral("Day") || unit == QStringLiteral("D") ? count * 86'400 : 0;
}

QString timeText(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(Qt::ISODate);
}

std::optional<qint64> secondsFrom(const QUrlQuery& query, const char* key)
{
    const QString text = query.queryItemValue(QString::fromLatin1(key), QUrl::FullyDecoded);
    if (text.isEmpty())
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(text.size() == 10 ? text + QStringLiteral("T00:00:00Z") : text, Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time.toSecsSinceEpoch()) : std::nullopt;
}

QJsonObject barAt(const LocalAsset& asset, qint64 start, qint64 length)
{
    const double open = priceAt(asset, start), close = priceAt(asset, start + length - 1), middle = priceAt(asset, start + length / 2);
    return {{QStringLiteral("t"), timeText(start)},
            {QStringLiteral("o"), open},
            {QStringLiteral("h"), std::max({open, close, middle})},
            {QStringLiteral("l"), std::min({open, close, middle})},
            {QStringLiteral("c"), close},
            {QStringLiteral("v"), asset.isCrypto ? QJsonValue(1.25) : QJsonValue(1'200 + start % 977)},
            {QStringLiteral("n"), 17},
            {QStringLiteral("vw"), middle}};
}

QJsonObject quoteOf(const LocalAsset& asset, double bid, double ask, const QString& time)
{
    QJsonObject quote{{QStringLiteral("t"), time},
                      {QStringLiteral("bp"), bid},
                      {QStringLiteral("bs"), asset.isCrypto ? QJsonValue(0.5) : QJsonValue(100)},
                      {QStringLiteral("ap"), ask},
                      {QStringLiteral("as"), asset.isCrypto ? QJsonValue(0.75) : QJsonValue(200)}};
    if (!asset.isCrypto) {
        quote.insert(QStringLiteral("bx"), QStringLiteral("V"));
        quote.insert(QStringLiteral("ax"), QStringLiteral("V"));
        quote.insert(QStringLiteral("c"), QJsonArray{QStringLiteral("R")});
        quote.insert(QStringLiteral("z"), QStringLiteral("C"));
    }
    return quote;
}

QJsonObject tradeOf(const LocalAsset& asset, double price, const QString& time, qint64 id)
{
    QJsonObject trade{{QStringLiteral("t"), time}, {QStringLiteral("p"), price}, {QStringLiteral("s"), asset.isCrypto ? QJsonValue(0.01) : QJsonValue(100)},
                      {QStringLiteral("i"), id}};
    if (asset.isCrypto) {
        trade.insert(QStringLiteral("tks"), QStringLiteral("B"));
    } else {
        trade.insert(QStringLiteral("x"), QStringLiteral("V"));
        trade.insert(QStringLiteral("c"), QJsonArray{QStringLiteral("@")});
        trade.insert(QStringLiteral("z"), QStringLiteral("C"));
    }
    return trade;
}

QJsonObject rowOf(const QString& kind, const LocalAsset& asset, qint64 start, qint64 length)
{
    if (kind == QStringLiteral("bars"))
        return barAt(asset, start, length);
    const double price = priceAt(asset, start);
    return kind == QStringLiteral("quotes") ? quoteOf(asset, roundedToCents(price - 0.01), roundedToCents(price + 0.01), timeText(start)) : tradeOf(asset, price, timeText(start), start);
}

}  // namespace

bool LocalAlpacaServer::isKnown(const HttpRequest& request) const
{
    if (request.headers.value("apca-api-key-id") == m_options.keyId.toUtf8())
        return request.headers.value("apca-api-secret-key") == m_options.secret.toUtf8();
    const QByteArray basic = "Basic " + (m_options.keyId + QLatin1Char(':') + m_options.secret).toUtf8().toBase64();
    return request.headers.value("authorization") == basic;
}

HttpAnswer LocalAlpacaServer::answerTo(const HttpRequest& request)
{
    const bool isData = request.path.startsWith(QStringLiteral("/v2/stocks")) || request.path.startsWith(QStringLiteral("/v1beta3/crypto"));
    const bool isPublic = request.path.startsWith(QStringLiteral("/v1beta3/crypto"));
    if (!isKnown(request) && !isPublic)
        return isData ? HttpAnswer::error(403, 40310000, QStringLiteral("forbidden.")) : HttpAnswer::error(401, 40110000, QStringLiteral("request is not authorized"));
    if (isData)
        return marketData(request);
    return request.path.startsWith(QStringLiteral("/v2/")) ? trading(request, request.path.mid(4)) : noSuchPath();
}

HttpAnswer LocalAlpacaServer::trading(const HttpRequest& request, const QString& path)
{
    const QString head = path.section(QLatin1Char('/'), 0, 0), tail = path.section(QLatin1Char('/'), 1);
    const bool isGet = request.method == "GET", isDelete = request.method == "DELETE";
    if (path == QStringLiteral("account") && isGet)
        return m_book.account();
    if (path.startsWith(QStringLiteral("account/activities")) && isGet)
        return m_book.activities(request.query, path.section(QLatin1Char('/'), 2));
    if (path == QStringLiteral("clock"))
        return clock();
    if (path == QStringLiteral("calendar"))
        return calendar(request.query);
    if (path == QStringLiteral("orders:by_client_order_id"))
        return m_book.orderByClientId(request.query.queryItemValue(QStringLiteral("client_order_id"), QUrl::FullyDecoded));
    if (head == QStringLiteral("orders")) {
        if (isGet)
            return tail.isEmpty() ? m_book.orders(request.query) : m_book.order(tail);
        if (isDelete)
            return tail.isEmpty() ? m_book.cancelAll() : m_book.cancel(tail);
        return request.method == "PATCH" ? m_book.replace(tail, QJsonDocument::fromJson(request.body).object()) : noSuchPath();
    }
    if (head == QStringLiteral("positions")) {
        if (isGet)
            return tail.isEmpty() ? m_book.positions() : m_book.position(tail);
        QString made;
        HttpAnswer answer = m_book.closePosition(tail, request.query, &made);
        if (!made.isEmpty())
            QTimer::singleShot(m_options.fillDelay, this, [this, made] { m_book.activate(made); });
        return answer;
    }
    if (head == QStringLiteral("assets") && isGet) {
        if (!tail.isEmpty()) {
            const auto* const asset = m_book.asset(tail);
            return asset != nullptr ? ok(assetJson(*asset)) : HttpAnswer::error(404, 40410000, QStringLiteral("asset not found for %1").arg(tail));
        }
        const QString wanted = request.query.queryItemValue(QStringLiteral("asset_class"));
        QJsonArray rows;
        for (const auto& asset : m_book.assets()) {
            if (wanted.isEmpty() || (wanted == QStringLiteral("crypto")) == asset.isCrypto)
                rows.append(assetJson(asset));
        }
        return ok(rows);
    }
    return noSuchPath();
}

HttpAnswer LocalAlpacaServer::clock() const
{
    const QTimeZone newYork("America/New_York");
    const QDateTime now = QDateTime::currentDateTimeUtc().addSecs(faults.clockSkewSeconds).toTimeZone(newYork);
    const QDateTime midnight(now.date().addDays(1), QTime(0, 0), newYork);
    // This market never sleeps.
    return ok(QJsonObject{{QStringLiteral("timestamp"), now.toString(Qt::ISODateWithMs)},
                          {QStringLiteral("is_open"), true},
                          {QStringLiteral("next_open"), midnight.addSecs(34'200).toString(Qt::ISODate)},
                          {QStringLiteral("next_close"), midnight.addSecs(57'600).toString(Qt::ISODate)}});
}

HttpAnswer LocalAlpacaServer::calendar(const QUrlQuery& query)
{
    const QDate today = QDateTime::currentDateTimeUtc().date();
    const auto dateOf = [&query, today](const char* key, int days) {
        const QDate date = QDate::fromString(query.queryItemValue(QString::fromLatin1(key)).left(10), Qt::ISODate);
        return date.isValid() ? date : today.addDays(days);
    };
    QJsonArray rows;
    const QDate last = dateOf("end", 7);
    for (QDate date = dateOf("start", 0); date <= last && rows.size() < 1'000; date = date.addDays(1)) {
        if (date.dayOfWeek() < 6)
            rows.append(QJsonObject{{QStringLiteral("date"), date.toString(Qt::ISODate)},
                                    {QStringLiteral("open"), QStringLiteral("09:30")},
                                    {QStringLiteral("close"), QStringLiteral("16:00")},
                                    {QStringLiteral("session_open"), QStringLiteral("0400")},
                                    {QStringLiteral("session_close"), QStringLiteral("2000")},
                                    {QStringLiteral("settlement_date"), date.addDays(1).toString(Qt::ISODate)}});
    }
    return ok(rows);
}

HttpAnswer LocalAlpacaServer::marketData(const HttpRequest& request) const
{
    QStringList parts = request.path.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const bool isCrypto = parts.value(1) == QStringLiteral("crypto");
    parts = parts.mid(isCrypto ? 3 : 2);
    QStringList symbols = request.query.queryItemValue(QStringLiteral("symbols"), QUrl::FullyDecoded).split(QLatin1Char(','), Qt::SkipEmptyParts);
    const bool isSingle = symbols.isEmpty() && !isCrypto;
    if (isSingle && !parts.isEmpty())
        symbols = {parts.takeFirst()};
    const bool isLatest = parts.contains(QStringLiteral("latest"));
    const QString kind = parts.value(0);
    if (symbols.isEmpty() || (kind != QStringLiteral("bars") && kind != QStringLiteral("quotes") && kind != QStringLiteral("trades")))
        return noSuchPath();
    std::sort(symbols.begin(), symbols.end());
    for (const auto& symbol : symbols) {
        if (m_book.asset(symbol) == nullptr)
            return HttpAnswer::error(400, 40010001, QStringLiteral("invalid symbol: %1").arg(symbol));
    }
    return isLatest ? latest(kind, symbols, isSingle) : history(kind, symbols, request.query, isSingle);
}

HttpAnswer LocalAlpacaServer::latest(const QString& kind, const QStringList& symbols, bool isSingle) const
{
    const QString one = kind.chopped(1);
    QJsonObject rows;
    for (const auto& symbol : symbols) {
        const auto& asset = *m_book.asset(symbol);
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        const QJsonObject row = kind == QStringLiteral("bars")     ? barAt(asset, now / 60 * 60 - 60, 60)
            : kind == QStringLiteral("quotes") ? quoteOf(asset, asset.bid.real(), asset.ask.real(), timeNow())
                                               : tradeOf(asset, asset.bid.real(), timeNow(), now);
        if (isSingle)
            return ok(QJsonObject{{QStringLiteral("symbol"), symbol}, {one, row}});
        rows.insert(symbol, row);
    }
    return ok(QJsonObject{{kind, rows}});
}

HttpAnswer LocalAlpacaServer::history(const QString& kind, const QStringList& symbols, const QUrlQuery& query, bool isSingle) const
{
    const bool isBars = kind == QStringLiteral("bars");
    const qint64 length = isBars ? secondsOf(query.queryItemValue(QStringLiteral("timeframe"))) : 20;
    const int limit = query.hasQueryItem(QStringLiteral("limit")) ? query.queryItemValue(QStringLiteral("limit")).toInt() : 1'000;
    if (length <= 0)
        return HttpAnswer::error(400, 40010001, QStringLiteral("invalid timeframe"));
    if (limit < 1 || limit > 10'000)
        return HttpAnswer::error(400, 40010001, QStringLiteral("invalid limit"));
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    const qint64 end = std::min(secondsFrom(query, "end").value_or(now), now);
    const qint64 start = secondsFrom(query, "start").value_or(now / 86'400 * 86'400);
    qint64 at = (start + length - 1) / length * length;
    const bool isDescending = query.queryItemValue(QStringLiteral("sort")) == QStringLiteral("desc");
    // A page goes on where the token says: symbol and time.
    const QString token = QString::fromUtf8(QByteArray::fromBase64(query.queryItemValue(QStringLiteral("page_token"), QUrl::FullyDecoded).toUtf8()));
    QJsonObject bySymbol;
    QJsonValue next;
    int count = 0;
    for (const auto& symbol : symbols) {
        if (!token.isEmpty() && symbol < token.section(QLatin1Char('|'), 0, 0))
            continue;
        const bool goesOn = !token.isEmpty() && symbol == token.section(QLatin1Char('|'), 0, 0);
        const qint64 rows = end < at ? 0 : (end - at) / length + 1;
        QJsonArray page;
        for (qint64 row = goesOn ? token.section(QLatin1Char('|'), 1).toLongLong() : 0; row < rows; ++row) {
            if (count == limit) {
                next = QString::fromLatin1((symbol + QLatin1Char('|') + QString::number(row)).toUtf8().toBase64());
                break;
            }
            page.append(rowOf(kind, *m_book.asset(symbol), at + (isDescending ? rows - 1 - row : row) * length, length));
            ++count;
        }
        if (!page.isEmpty())
            bySymbol.insert(symbol, page);
        if (!next.isNull())
            break;
    }
    if (isSingle)
        return ok(QJsonObject{{kind, bySymbol.value(symbols.first())}, {QStringLiteral("symbol"), symbols.first()}, {QStringLiteral("next_page_token"), next}});
    return ok(QJsonObject{{kind, bySymbol}, {QStringLiteral("next_page_token"), next}});
}

}  // namespace tradecore::test
