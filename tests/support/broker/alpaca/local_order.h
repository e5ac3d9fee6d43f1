// An order, an asset and an answer of the local Alpaca, and the JSON that they are on the wire.
#pragma once

#include "tests/support/broker/alpaca/fixed.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <optional>

namespace tradecore::test {

struct LocalAsset {
    QString id;
    QString symbol;
    QString name;
    bool isCrypto = false;
    Fixed bid, ask, last;
    Fixed priceStep, sizeStep, smallest;
    bool isFractionable = true;
};

struct LocalOrder {
    QString id, clientOrderId, symbol, assetId;
    bool isCrypto = false;
    QString side, type, timeInForce, orderClass, status;
    std::optional<Fixed> quantity, notional, limit, stop, trailPrice, trailPercent, highWater;
    Fixed filled, filledValue;
    bool extendedHours = false;
    bool isTriggered = false;
    QString createdAt, submittedAt, updatedAt, filledAt, expiredAt, canceledAt, failedAt, replacedAt, replacedBy, replaces;
    QString parentId;             // of a leg
    QStringList legs;
    qint64 submittedMilliseconds = 0;

    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] Fixed leaves() const { return quantity.value_or(Fixed()) - filled; }
    [[nodiscard]] QJsonObject json() const;
};

struct HttpAnswer {
    int status = 200;
    QJsonValue body;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray raw;               // in place of body
    QByteArray contentType = "application/json";

    [[nodiscard]] static HttpAnswer error(int status, int code, const QString& message, const QJsonObject& more = {});
};

// A random id as a UUID, and the time now with nanoseconds that never repeat.
[[nodiscard]] QString freshId();
[[nodiscard]] QString timeNow();
[[nodiscard]] QJsonObject assetJson(const LocalAsset& asset);

}  // namespace tradecore::test
