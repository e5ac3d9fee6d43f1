#include "application/bus/aggregate_states.h"

#include "application/port/stream_snapshots.h"

#include <type_traits>
#include <utility>

namespace tradecore::application {

AggregateState emptyStateOf(const std::string& category)
{
    if (category == "order")
        return domain::OrderState{};
    if (category == "position")
        return domain::PositionState{};
    if (category == "account")
        return domain::AccountState{};
    if (category == "connection")
        return domain::ConnectionState{};
    if (category == "user")
        return domain::UserState{};
    if (category == "risk")
        return domain::RiskState{};
    return std::monostate{};
}

namespace {

template <typename State, typename Event>
AggregateState foldInto(AggregateState&& state, const Event& event)
{
    auto* current = std::get_if<State>(&state);
    return domain::fold(current != nullptr ? std::move(*current) : State{}, event);
}

}  // namespace

AggregateState foldAny(AggregateState state, const DomainEvent& event)
{
    return std::visit(
        [&state](const auto& family) -> AggregateState {
            using Family = std::decay_t<decltype(family)>;
            if constexpr (std::is_same_v<Family, domain::OrderEvent>)
                return foldInto<domain::OrderState>(std::move(state), family);
            else if constexpr (std::is_same_v<Family, domain::PositionEvent>)
                return foldInto<domain::PositionState>(std::move(state), family);
            else if constexpr (std::is_same_v<Family, domain::AccountEvent>)
                return foldInto<domain::AccountState>(std::move(state), family);
            else if constexpr (std::is_same_v<Family, domain::ConnectionEvent>)
                return foldInto<domain::ConnectionState>(std::move(state), family);
            else if constexpr (std::is_same_v<Family, domain::UserEvent>)
                return foldInto<domain::UserState>(std::move(state), family);
            else if constexpr (std::is_same_v<Family, domain::RiskEvent>)
                return foldInto<domain::RiskState>(std::move(state), family);
            else
                return std::move(state);  // the venue folds its own events, on its own thread
        },
        event);
}

Result<const VersionedState*, StoreError> AggregateStates::load(const StreamId& stream)
{
    for (auto* level : {&m_command, &m_group, &m_durable}) {
        if (const auto found = level->find(stream); found != level->end())
            return &found->second;
    }
    VersionedState loaded{emptyStateOf(stream.category), 0};
    // Not every store keeps snapshots.
    if (auto* snapshots = dynamic_cast<StreamSnapshots*>(&m_store)) {
        auto known = snapshots->snapshot(stream);
        if (!known)
            return failure(known.error());
        if (known->has_value())
            loaded = {std::move((*known)->state), (*known)->version};
    }
    const auto read = m_store.readStream(stream, loaded.version + 1, [&loaded](const RecordedEvent& event) {
        loaded.state = foldAny(std::move(loaded.state), event.event);
        loaded.version = event.version;
    });
    if (!read)
        return failure(read.error());
    return &m_durable.emplace(stream, std::move(loaded)).first->second;
}

void AggregateStates::stage(const StreamId& stream, VersionedState state)
{
    m_command[stream] = std::move(state);
}

namespace {

void moveInto(std::unordered_map<StreamId, VersionedState>& to, std::unordered_map<StreamId, VersionedState>& from)
{
    for (auto& [stream, state] : from)
        to[stream] = std::move(state);
    from.clear();
}

}  // namespace

void AggregateStates::acceptCommand()
{
    moveInto(m_group, m_command);
}

void AggregateStates::discardCommand()
{
    m_command.clear();
}

void AggregateStates::acceptGroup()
{
    moveInto(m_durable, m_group);
}

void AggregateStates::discardGroup()
{
    m_command.clear();
    m_group.clear();
}

}  // namespace tradecore::application
