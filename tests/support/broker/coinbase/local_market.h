// LocalMarket: a moving order book with matches for a few products, a function of the seed and the steps taken. Prices follow
// a smooth path of time, so that candles of the past lead to the live price. Part of the local Coinbase server: it shares no
// code with the program. One thread.
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <random>

namespace tradecore::test {

// value × 10^-decimals as plain text: (12345, 2) is "123.45".
[[nodiscard]] QByteArray scaledText(qint64 value, int decimals);

struct LocalProduct {
    QString id;
    QString base;
    QString quote;
    int priceDecimals = 2;
    int sizeDecimals = 8;
    qint64 basePrice = 0;   // in units of the last price decimal
    qint64 center = 0;      // no level stands here: bids are below, asks above
    qint64 lastTradeId = 1'000;
    qint64 sequence = 50'000;
    QByteArray lastMatch;   // the newest match, without its type
    QMap<qint64, qint64> bids;
    QMap<qint64, qint64> asks;
    bool isCaptured = false;  // its messages come from a recording
};

// What one step made for one product: complete messages, in the order in which the venue would send them.
struct LocalEvent {
    QString channel;
    QString product;
    QByteArray text;
};

class LocalMarket {
public:
    explicit LocalMarket(quint64 seed);

    void addCapturedProduct(const QString& id);
    [[nodiscard]] bool knows(const QString& product) const { return m_products.contains(product); }
    [[nodiscard]] QList<LocalProduct> products() const { return m_products.values(); }
    [[nodiscard]] const LocalProduct& product(const QString& id) const { return m_products.constFind(id).value(); }

    // Moves each book on, with a match now and then.
    [[nodiscard]] QList<LocalEvent> step();
    // One match of the product at its best ask.
    [[nodiscard]] QList<LocalEvent> trade(const QString& product);
    [[nodiscard]] QList<LocalEvent> heartbeats() const;
    [[nodiscard]] QByteArray snapshot(const QString& product) const;
    [[nodiscard]] QByteArray lastMatch(const QString& product) const;
    [[nodiscard]] QByteArray ticker(const QString& product) const;
    // A trade id is used up without a message, as if the match had been lost on the way.
    void loseTrade(const QString& product);

    // The price path at a moment, in units of the last price decimal.
    [[nodiscard]] static qint64 pathPrice(const LocalProduct& product, double secondsSince1970);

private:
    void fill(LocalProduct& product);
    QByteArray moveBook(LocalProduct& product);
    QList<LocalEvent> makeMatch(LocalProduct& product, bool buyerIsAggressor);
    [[nodiscard]] qint64 anySize();

    std::mt19937_64 m_random;
    QMap<QString, LocalProduct> m_products;
};

[[nodiscard]] QByteArray nowText();

}  // namespace tradecore::test
