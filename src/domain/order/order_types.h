// The words of an order, as FIX has them; see docs/GLOSSARY.md for the mapping to FIX tags 39, 40, 54 and 59.
#pragma once

#include "base/strong_id.h"

#include <optional>
#include <string_view>

namespace tradecore::domain {

struct ClientOrderIdTag;
struct BrokerOrderIdTag;
struct ExecutionIdTag;
struct AccountIdTag;
struct RequestIdTag;
// 1–36 of [A-Za-z0-9-]; minted by the ticket (a random UUID) or given by the console; names the order for life.
using ClientOrderId = StrongId<ClientOrderIdTag>;
using BrokerOrderId = StrongId<BrokerOrderIdTag>;   // the venue's; an order may collect several
using ExecutionId = StrongId<ExecutionIdTag>;       // the venue's name of a fill; aliases are possible
using AccountId = StrongId<AccountIdTag>;           // "practice-sim", "practice-coinbase", …
using RequestId = StrongId<RequestIdTag>;           // one request to the venue (submit, cancel, replace)

[[nodiscard]] bool isValidClientOrderId(std::string_view text);

enum class Side { Buy, Sell };
enum class OrderType { Market, Limit, Stop, StopLimit, TrailingStop };
enum class TimeInForce { Day, GoodTillCancel, ImmediateOrCancel, FillOrKill };
enum class Liquidity { Unknown, Maker, Taker };
enum class FillSource { Stream, Reconcile, Import };

// Status words are the ones of the console's contract (snake case), e.g. "pending_new".
enum class OrderStatus {
    Draft,            // the stream has no event yet
    Denied,           // ours; nothing left this machine
    Held,             // kept on this machine
    PendingNew,       // placed; not yet acknowledged by the venue
    Unknown,          // a submit whose outcome is not known; resolved by evidence only
    New,              // working
    PartiallyFilled,  // working, some filled
    PendingReplace,
    PendingCancel,    // may still fill
    Suspended,
    Filled,
    Canceled,
    Rejected,         // the venue's
    Expired,
    DoneForDay,
};

[[nodiscard]] std::string_view nameOf(Side side);
[[nodiscard]] std::string_view nameOf(OrderType type);
[[nodiscard]] std::string_view nameOf(TimeInForce timeInForce);
[[nodiscard]] std::string_view nameOf(Liquidity liquidity);
[[nodiscard]] std::string_view nameOf(FillSource source);
[[nodiscard]] std::string_view nameOf(OrderStatus status);
[[nodiscard]] std::optional<Side> parseSide(std::string_view text);
[[nodiscard]] std::optional<OrderType> parseOrderType(std::string_view text);
[[nodiscard]] std::optional<TimeInForce> parseTimeInForce(std::string_view text);
[[nodiscard]] std::optional<Liquidity> parseLiquidity(std::string_view text);
[[nodiscard]] std::optional<FillSource> parseFillSource(std::string_view text);
[[nodiscard]] std::optional<OrderStatus> parseOrderStatus(std::string_view text);

// Denied, filled, canceled, rejected, expired: nothing but fills, busts and corrections may follow.
[[nodiscard]] bool isTerminal(OrderStatus status);
// The venue may hold it: it reserves buying power and keeps reconciliation awake.
[[nodiscard]] bool isOpen(OrderStatus status);

}  // namespace tradecore::domain
