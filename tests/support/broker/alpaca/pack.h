// MessagePack as the local Alpaca speaks it, written for itself: values of Qt's JSON in and out. Under the key "t" a time in
// RFC 3339 becomes a timestamp extension, as the real service sends it. Numbers without a fraction are integers, others doubles.
#pragma once

#include <QByteArray>
#include <QJsonValue>

#include <optional>

namespace tradecore::test {

[[nodiscard]] QByteArray packed(const QJsonValue& value);
// Nothing where the bytes are broken. Timestamps come back as texts.
[[nodiscard]] std::optional<QJsonValue> unpacked(const QByteArray& bytes);

}  // namespace tradecore::test
