#include "tests/support/broker/coinbase/local_market.h"

#include <cmath>

namespace tradecore::test {

namespace {

constexpr int levels = 40;
constexpr qint64 largestStep = 3;

LocalProduct productOf(const char* base, const char* quote, int priceDecimals, qint64 basePrice)
{
    LocalProduct product;
    product.base = QLatin1String(base);
    product.quote = QLatin1String(quote);
    product.id = product.base + u'-' + product.quote;
    product.priceDecimals = priceDecimals;
    product.basePrice = basePrice;
    return product;
}

void appendChange(QByteArray& changes, const char* side, const QByteArray& price, const QByteArray& size)
{
    changes += changes.isEmpty() ? "" : ",";
    changes += QByteArray("[\"") + side + "\",\"" + price + "\",\"" + size + "\"]";
}

}  // namespace

QByteArray nowText()
{
    return QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")).toLatin1() + "000Z";
}

QByteArray scaledText(qint64 value, int decimals)
{
    QByteArray digits = QByteArray::number(value);
    if (decimals == 0)
        return digits;
    digits = digits.rightJustified(decimals + 1, '0');
    return digits.left(digits.size() - decimals) + '.' + digits.right(decimals);
}

LocalMarket::LocalMarket(quint64 seed) : m_random(seed)
{
    for (LocalProduct product : {productOf("BTC", "USD", 2, 6'500'000), productOf("ETH", "USD", 2, 320'000),
                                 productOf("SOL", "USD", 2, 15'000), productOf("ETH", "BTC", 5, 4'900)}) {
        fill(product);
        m_products.insert(product.id, product);
    }
}

void LocalMarket::addCapturedProduct(const QString& id)
{
    if (m_products.contains(id))
        return;
    LocalProduct product;
    product.id = id;
    product.base = id.section(u'-', 0, 0);
    product.quote = id.section(u'-', 1, 1);
    product.priceDecimals = 8;
    product.basePrice = 100'000'000;
    product.isCaptured = true;
    m_products.insert(id, product);
}

qint64 LocalMarket::pathPrice(const LocalProduct& product, double seconds)
{
    const auto phase = static_cast<double>(product.id.size() + product.priceDecimals);
    const double shape = 0.03 * std::sin(seconds / 86'000 + phase) + 0.008 * std::sin(seconds / 3'700 + 2 * phase)
        + 0.002 * std::sin(seconds / 310) + 0.0004 * std::sin(seconds / 23 + phase);
    return product.basePrice + static_cast<qint64>(std::llround(static_cast<double>(product.basePrice) * shape));
}

qint64 LocalMarket::anySize()
{
    return static_cast<qint64>(1'000'000 + m_random() % 200'000'000);
}

void LocalMarket::fill(LocalProduct& product)
{
    product.center = pathPrice(product, static_cast<double>(QDateTime::currentSecsSinceEpoch()));
    for (int i = 1; i <= levels; ++i) {
        product.bids.insert(product.center - i, anySize());
        product.asks.insert(product.center + i, anySize());
    }
    (void)makeMatch(product, true);
}

QByteArray LocalMarket::moveBook(LocalProduct& product)
{
    QByteArray changes;
    const auto set = [&](QMap<qint64, qint64>& side, const char* name, qint64 price, qint64 size) {
        if (size == 0)
            side.remove(price);
        else
            side.insert(price, size);
        appendChange(changes, name, scaledText(price, product.priceDecimals), scaledText(size, product.sizeDecimals));
    };
    const qint64 goal = pathPrice(product, static_cast<double>(QDateTime::currentMSecsSinceEpoch()) / 1'000.0);
    const qint64 noise = static_cast<qint64>(m_random() % 3) - 1;
    const qint64 steps = qBound(-largestStep, goal - product.center, largestStep) + noise;
    for (qint64 i = 0; i < qAbs(steps); ++i) {
        const qint64 up = steps > 0 ? 1 : -1;
        auto& front = up > 0 ? product.asks : product.bids;
        auto& back = up > 0 ? product.bids : product.asks;
        const char* const frontName = up > 0 ? "sell" : "buy";
        const char* const backName = up > 0 ? "buy" : "sell";
        set(front, frontName, product.center + up, 0);
        set(back, backName, product.center, anySize());
        product.center += up;
        set(front, frontName, product.center + up * levels, anySize());
        set(back, backName, product.center - up * (levels + 1), 0);
    }
    const qint64 distance = 1 + static_cast<qint64>(m_random() % 3);
    if (m_random() % 2 == 0)
        set(product.bids, "buy", product.center - distance, anySize());
    else
        set(product.asks, "sell", product.center + distance, anySize());
    ++product.sequence;
    return R"({"type":"l2update","product_id":")" + product.id.toLatin1() + R"(","time":")" + nowText()
        + R"(","changes":[)" + changes + "]}";
}

QList<LocalEvent> LocalMarket::makeMatch(LocalProduct& product, bool buyerIsAggressor)
{
    ++product.lastTradeId;
    ++product.sequence;
    const qint64 price = product.center + (buyerIsAggressor ? 1 : -1);
    const qint64 size = 1 + anySize() / 20;
    const QByteArray id = QByteArray::number(product.lastTradeId);
    product.lastMatch = R"("trade_id":)" + id + R"(,"maker_order_id":"00000000-0000-4000-8000-000000000001",)"
        + R"("taker_order_id":"00000000-0000-4000-8000-000000000002","side":")"
        + (buyerIsAggressor ? "sell" : "buy") + R"(","size":")" + scaledText(size, product.sizeDecimals) + R"(","price":")"
        + scaledText(price, product.priceDecimals) + R"(","product_id":")" + product.id.toLatin1() + R"(","sequence":)"
        + QByteArray::number(product.sequence) + R"(,"time":")" + nowText() + R"("})";
    return {{QStringLiteral("matches"), product.id, R"({"type":"match",)" + product.lastMatch},
            {QStringLiteral("ticker"), product.id, QByteArray()}};
}

QList<LocalEvent> LocalMarket::step()
{
    QList<LocalEvent> events;
    for (auto& product : m_products) {
        if (product.isCaptured)
            continue;
        if (m_random() % 3 == 0) {
            events += makeMatch(product, m_random() % 2 == 0);
            events.last().text = ticker(product.id);
        }
        events.append({QStringLiteral("level2_batch"), product.id, moveBook(product)});
    }
    return events;
}

QList<LocalEvent> LocalMarket::trade(const QString& id)
{
    QList<LocalEvent> events = makeMatch(m_products[id], true);
    events.last().text = ticker(id);
    return events;
}

void LocalMarket::loseTrade(const QString& product)
{
    (void)makeMatch(m_products[product], true);
}

QList<LocalEvent> LocalMarket::heartbeats() const
{
    QList<LocalEvent> events;
    for (const auto& product : m_products) {
        if (product.isCaptured)
            continue;
        events.append({QStringLiteral("heartbeat"), product.id,
                       R"({"type":"heartbeat","sequence":)" + QByteArray::number(product.sequence) + R"(,"last_trade_id":)"
                           + QByteArray::number(product.lastTradeId) + R"(,"product_id":")" + product.id.toLatin1()
                           + R"(","time":")" + nowText() + R"("})"});
    }
    return events;
}

QByteArray LocalMarket::snapshot(const QString& id) const
{
    const auto& product = m_products.constFind(id).value();
    QByteArray bids;
    for (auto level = product.bids.constEnd(); level != product.bids.constBegin();) {
        --level;
        bids += (bids.isEmpty() ? "[\"" : ",[\"") + scaledText(level.key(), product.priceDecimals) + "\",\""
            + scaledText(level.value(), product.sizeDecimals) + "\"]";
    }
    QByteArray asks;
    for (auto level = product.asks.constBegin(); level != product.asks.constEnd(); ++level)
        asks += (asks.isEmpty() ? "[\"" : ",[\"") + scaledText(level.key(), product.priceDecimals) + "\",\""
            + scaledText(level.value(), product.sizeDecimals) + "\"]";
    return R"({"type":"snapshot","product_id":")" + id.toLatin1() + R"(","asks":[)" + asks + R"(],"bids":[)" + bids + "]}";
}

QByteArray LocalMarket::lastMatch(const QString& id) const
{
    return R"({"type":"last_match",)" + product(id).lastMatch;
}

QByteArray LocalMarket::ticker(const QString& id) const
{
    const auto& product = m_products.constFind(id).value();
    const auto price = [&](qint64 value) -> QByteArray { return '"' + scaledText(value, product.priceDecimals) + '"'; };
    return R"({"type":"ticker","sequence":)" + QByteArray::number(product.sequence) + R"(,"product_id":")" + id.toLatin1()
        + R"(","price":)" + price(product.center + 1) + R"(,"open_24h":)" + price(product.basePrice) + R"(,"volume_24h":)"
        + "\"1234.50000000\"" + R"(,"low_24h":)" + price(product.basePrice * 95 / 100) + R"(,"high_24h":)"
        + price(product.basePrice * 105 / 100) + R"(,"volume_30d":"98765.00000000","best_bid":)" + price(product.center - 1)
        + R"(,"best_bid_size":"1.00000000","best_ask":)" + price(product.center + 1)
        + R"(,"best_ask_size":"1.00000000","side":"buy","time":")" + nowText() + R"(","trade_id":)"
        + QByteArray::number(product.lastTradeId) + R"(,"last_size":"0.10000000"})";
}

}  // namespace tradecore::test
