// What the venue's HTTP answer to a refused WebSocket handshake, or to a REST request, says of the next attempt. Pure functions
// on hostile bytes.
#pragma once

#include "base/timestamp.h"

#include <QByteArray>

#include <optional>

namespace tradecore::infrastructure::coinbase {

// The seconds of a Retry-After header (RFC 9110, 10.2.3), at most an hour; nothing where it is a date or unreadable.
[[nodiscard]] std::optional<Duration> retryDelayOf(const QByteArray& headerValue);
// The same, of the head of an answer 429 or 503.
[[nodiscard]] std::optional<Duration> retryDelayOfHandshake(const QByteArray& head);

}  // namespace tradecore::infrastructure::coinbase
