// Broker connection: the stored history of one account's links (data and orders apart), for the inspector and the status
// bar's "since"; the live state stands in StreamingLifecycleManager.
#pragma once

#include "base/timestamp.h"
#include "domain/order/order_types.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tradecore::domain {

struct ConnectionIdTag;
using ConnectionId = StrongId<ConnectionIdTag>;   // "simulated", "coinbase", "virtual:practice-sim"

enum class StreamKind { Data, Orders };
[[nodiscard]] std::string_view nameOf(StreamKind kind);

struct ConnectionEstablished {
    ConnectionId connection;
    StreamKind kind = StreamKind::Data;
    friend bool operator==(const ConnectionEstablished&, const ConnectionEstablished&) = default;
};
struct ConnectionLost {
    ConnectionId connection;
    StreamKind kind = StreamKind::Data;
    std::string reason;
    friend bool operator==(const ConnectionLost&, const ConnectionLost&) = default;
};
struct ConnectionStreamStale {
    ConnectionId connection;
    StreamKind kind = StreamKind::Data;
    std::int64_t silentMilliseconds = 0;
    friend bool operator==(const ConnectionStreamStale&, const ConnectionStreamStale&) = default;
};
using ConnectionEvent = std::variant<ConnectionEstablished, ConnectionLost, ConnectionStreamStale>;
using ConnectionEvents = std::vector<ConnectionEvent>;

enum class ConnectionStatus { Never, Up, Down, Stale };

struct ConnectionState {
    ConnectionId connection;
    ConnectionStatus data = ConnectionStatus::Never;
    ConnectionStatus orders = ConnectionStatus::Never;
    std::uint64_t losses = 0;
    std::string lastReason;
    friend bool operator==(const ConnectionState&, const ConnectionState&) = default;
};

[[nodiscard]] ConnectionState fold(ConnectionState state, const ConnectionEvent& event);
// Nothing where the state already says so: a reconnect storm does not fill the journal.
[[nodiscard]] ConnectionEvents decideConnectionChange(const ConnectionState& state, const ConnectionEvent& observed);

}  // namespace tradecore::domain
