#include "domain/connection/connection.h"

namespace tradecore::domain {

namespace {

ConnectionStatus& statusOf(ConnectionState& state, StreamKind kind)
{
    switch (kind) {
    case StreamKind::Data: return state.data;
    case StreamKind::Orders: return state.orders;
    }
    return state.data;
}

struct Fold {
    ConnectionState& state;

    void operator()(const ConnectionEstablished& event) const
    {
        state.connection = event.connection;
        statusOf(state, event.kind) = ConnectionStatus::Up;
    }
    void operator()(const ConnectionLost& event) const
    {
        state.connection = event.connection;
        statusOf(state, event.kind) = ConnectionStatus::Down;
        ++state.losses;
        state.lastReason = event.reason;
    }
    void operator()(const ConnectionStreamStale& event) const
    {
        state.connection = event.connection;
        statusOf(state, event.kind) = ConnectionStatus::Stale;
        state.lastReason = "silent for " + std::to_string(event.silentMilliseconds) + " ms";
    }
};

struct SaysSomethingNew {
    ConnectionState state;  // a copy: statusOf() needs one that may change

    bool operator()(const ConnectionEstablished& event) { return statusOf(state, event.kind) != ConnectionStatus::Up; }
    bool operator()(const ConnectionLost& event) { return statusOf(state, event.kind) != ConnectionStatus::Down; }
    // Only what is up can fall silent.
    bool operator()(const ConnectionStreamStale& event) { return statusOf(state, event.kind) == ConnectionStatus::Up; }
};

}  // namespace

std::string_view nameOf(StreamKind kind)
{
    switch (kind) {
    case StreamKind::Data: return "data";
    case StreamKind::Orders: return "orders";
    }
    return {};
}

ConnectionState fold(ConnectionState state, const ConnectionEvent& event)
{
    std::visit(Fold{state}, event);
    return state;
}

ConnectionEvents decideConnectionChange(const ConnectionState& state, const ConnectionEvent& observed)
{
    const bool isNew = std::visit(SaysSomethingNew{state}, observed);
    return isNew ? ConnectionEvents{observed} : ConnectionEvents{};
}

}  // namespace tradecore::domain
