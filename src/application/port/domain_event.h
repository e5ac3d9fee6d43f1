// DomainEvent: every event that can stand in a journal, and AggregateState: the folds that inline projections read.
#pragma once

#include "base/uuid.h"
#include "domain/account/account.h"
#include "domain/connection/connection.h"
#include "domain/order/order_state.h"
#include "domain/position/position.h"
#include "domain/risk/risk_limits.h"
#include "domain/user/user.h"
#include "domain/virtual_broker/venue_events.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tradecore::application {

using DomainEvent = std::variant<domain::OrderEvent, domain::PositionEvent, domain::AccountEvent,
                                 domain::ConnectionEvent, domain::UserEvent, domain::VenueEvent, domain::RiskEvent>;

// monostate: a stream whose state no inline projection reads.
using AggregateState = std::variant<std::monostate, domain::OrderState, domain::PositionState, domain::AccountState,
                                    domain::ConnectionState, domain::UserState, domain::RiskState>;

// A stream's name: "order-<uuid>". The category is one of order, position, account, connection, user, venue, risk.
struct StreamId {
    std::string category;
    Uuid id;

    [[nodiscard]] std::string toString() const { return category + '-' + id.toString(); }
    [[nodiscard]] static std::optional<StreamId> parse(std::string_view text)
    {
        if (text.size() < 38 || text[text.size() - 37] != '-')
            return std::nullopt;
        const auto id = Uuid::parse(text.substr(text.size() - 36));
        if (!id)
            return std::nullopt;
        return StreamId{std::string(text.substr(0, text.size() - 37)), *id};
    }
    friend auto operator<=>(const StreamId&, const StreamId&) = default;
    friend bool operator==(const StreamId&, const StreamId&) = default;
};

// Deterministic stream ids (UUIDv5), so that the same thing always has the same stream.
[[nodiscard]] StreamId orderStream(const domain::AccountId& account, const domain::ClientOrderId& order);
[[nodiscard]] StreamId positionStream(const domain::AccountId& account, const domain::InstrumentId& instrument);
[[nodiscard]] StreamId accountStream(const domain::AccountId& account);
[[nodiscard]] StreamId connectionStream(const domain::ConnectionId& connection);
[[nodiscard]] StreamId userStream();
[[nodiscard]] StreamId venueStream(const domain::AccountId& account);
[[nodiscard]] StreamId riskStream(const domain::AccountId& account);

}  // namespace tradecore::application

template <>
struct std::hash<tradecore::application::StreamId> {
    std::size_t operator()(const tradecore::application::StreamId& stream) const noexcept
    {
        return std::hash<tradecore::Uuid>()(stream.id);
    }
};
