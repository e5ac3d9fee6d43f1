// ManagedStream: what StreamingLifecycleManager keeps of one stream, data or orders. A value of that class; io thread.
#pragma once

#include "application/market/display_feed.h"
#include "application/streaming/reconnect_backoff.h"
#include "base/scheduler.h"
#include "domain/connection/connection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tradecore::application {

struct StreamNotice {
    std::string cause;
    std::string text;
    SteadyTime since;
    bool isOver = false;   // removed by the tick once it has stood long enough
};

struct ManagedStream {
    ManagedStream(std::string streamName, bool isOrderStream, domain::ConnectionId id, Duration activity, std::uint64_t seed)
        : connection(std::move(id)), expectedActivity(activity), backoff(seed)
    {
        status.name = std::move(streamName);
        status.isOrders = isOrderStream;
    }

    [[nodiscard]] domain::StreamKind kind() const
    {
        return status.isOrders ? domain::StreamKind::Orders : domain::StreamKind::Data;
    }
    [[nodiscard]] bool isConnected() const
    {
        return status.health == StreamHealth::Live || status.health == StreamHealth::Stale;
    }

    domain::ConnectionId connection;
    Duration expectedActivity;
    ReconnectBackoff backoff;
    StreamStatus status;
    std::vector<StreamNotice> notices;   // the newest last
    SteadyTime connectedAt;
    SteadyTime nextAttempt;
    TimerId retryTimer = 0;
    TimerId deadlineTimer = 0;
    std::optional<domain::ConnectionEvent> unsent;   // the engine could not take it; sent again by the tick
};

}  // namespace tradecore::application
