// LocalBook: one account of the local Alpaca, its orders, fills, positions, cash and activities, and the matching against the
// prices that the server moves. A cash account: buys need the cash, sells need the position. Orders fill whole against the other
// side's price, or in two pieces where that was asked for.
#pragma once

#include "tests/support/broker/alpaca/local_order.h"

#include <QHash>
#include <QJsonArray>
#include <QMap>
#include <QUrlQuery>

#include <functional>

namespace tradecore::test {

class LocalBook {
public:
    explicit LocalBook(Fixed cash);

    // Told of everything that the trading stream says: the inside of "data".
    std::function<void(const QJsonObject&)> onUpdate;
    // Told of each fill's price, so that it becomes a trade of the market.
    std::function<void(const LocalAsset&, Fixed price, Fixed quantity)> onTrade;

    int piecesOfNextFill = 1;
    bool isBlocked = false;
    Fixed cryptoFeeRate;           // of what is bought, taken in the coin
    qint64 hiddenForMilliseconds = 0;   // orders younger than this are not found

    // Accepted orders are pending_new until activate().
    [[nodiscard]] HttpAnswer submit(const QJsonObject& request, QString* madeId = nullptr);
    void activate(const QString& id);
    [[nodiscard]] HttpAnswer replace(const QString& id, const QJsonObject& request);
    [[nodiscard]] HttpAnswer cancel(const QString& id);
    [[nodiscard]] HttpAnswer cancelAll();
    [[nodiscard]] HttpAnswer order(const QString& id) const;
    [[nodiscard]] HttpAnswer orderByClientId(const QString& clientOrderId) const;
    [[nodiscard]] HttpAnswer orders(const QUrlQuery& query) const;
    [[nodiscard]] HttpAnswer account() const;
    [[nodiscard]] HttpAnswer positions() const;
    [[nodiscard]] HttpAnswer position(const QString& symbolOrId) const;
    [[nodiscard]] HttpAnswer activities(const QUrlQuery& query, const QString& onlyType) const;
    // A market order over the whole position, or over qty or percentage of it.
    [[nodiscard]] HttpAnswer closePosition(const QString& symbolOrId, const QUrlQuery& query, QString* madeId);

    [[nodiscard]] QList<LocalAsset> assets() const { return m_assets.values(); }
    // Also without the slash of a pair, and by id.
    [[nodiscard]] const LocalAsset* asset(const QString& symbolOrId) const;
    void setPrice(const QString& symbol, Fixed bid, Fixed ask);
    void deposit(Fixed amount);

    [[nodiscard]] int ordersSeen() const { return static_cast<int>(m_orders.size()); }
    [[nodiscard]] Fixed cash() const { return m_cash; }
    [[nodiscard]] Fixed held(const QString& symbol) const { return m_positions.value(symbol).quantity; }

private:
    struct Position {
        Fixed quantity, cost;
    };

    [[nodiscard]] std::optional<HttpAnswer> refusalOf(const LocalOrder& order, const LocalAsset& asset) const;
    [[nodiscard]] Fixed reservedCash() const;
    [[nodiscard]] Fixed reservedQuantity(const QString& symbol) const;
    [[nodiscard]] bool isHidden(const LocalOrder& order) const;
    void match(LocalOrder& order);
    void trail(LocalOrder& order, const LocalAsset& asset) const;
    void fill(LocalOrder& order, Fixed price, Fixed quantity);
    void post(const LocalOrder& order, Fixed price, Fixed quantity);
    void end(LocalOrder& order, const QString& status);
    void update(const LocalOrder& order, const QString& event, const QJsonObject& more = {}) const;
    [[nodiscard]] LocalOrder* find(const QString& id);
    void addAsset(const char* symbol, const char* name, const char* price, bool isCrypto);

    QMap<QString, LocalAsset> m_assets;
    QList<LocalOrder> m_orders;
    QHash<QString, qsizetype> m_byId, m_byClientId;
    QMap<QString, Position> m_positions;
    QList<QJsonObject> m_activities;   // oldest first
    Fixed m_cash;
    QString m_accountId;
};

}  // namespace tradecore::test
