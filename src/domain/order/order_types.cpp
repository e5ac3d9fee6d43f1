#include "domain/order/order_types.h"

#include "base/enum_names.h"

#include <algorithm>

namespace tradecore::domain {

bool isValidClientOrderId(std::string_view text)
{
    constexpr std::size_t longest = 36;
    return !text.empty() && text.size() <= longest && std::ranges::all_of(text, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

std::string_view nameOf(Side side)
{
    switch (side) {
    case Side::Buy: return "buy";
    case Side::Sell: return "sell";
    }
    return {};
}

std::string_view nameOf(OrderType type)
{
    switch (type) {
    case OrderType::Market: return "market";
    case OrderType::Limit: return "limit";
    case OrderType::Stop: return "stop";
    case OrderType::StopLimit: return "stop_limit";
    case OrderType::TrailingStop: return "trailing_stop";
    }
    return {};
}

std::string_view nameOf(TimeInForce timeInForce)
{
    switch (timeInForce) {
    case TimeInForce::Day: return "day";
    case TimeInForce::GoodTillCancel: return "gtc";
    case TimeInForce::ImmediateOrCancel: return "ioc";
    case TimeInForce::FillOrKill: return "fok";
    }
    return {};
}

std::string_view nameOf(Liquidity liquidity)
{
    switch (liquidity) {
    case Liquidity::Unknown: return "unknown";
    case Liquidity::Maker: return "maker";
    case Liquidity::Taker: return "taker";
    }
    return {};
}

std::string_view nameOf(FillSource source)
{
    switch (source) {
    case FillSource::Stream: return "stream";
    case FillSource::Reconcile: return "reconcile";
    case FillSource::Import: return "import";
    }
    return {};
}

std::string_view nameOf(OrderStatus status)
{
    switch (status) {
    case OrderStatus::Draft: return "draft";
    case OrderStatus::Denied: return "denied";
    case OrderStatus::Held: return "held";
    case OrderStatus::PendingNew: return "pending_new";
    case OrderStatus::Unknown: return "unknown";
    case OrderStatus::New: return "new";
    case OrderStatus::PartiallyFilled: return "partially_filled";
    case OrderStatus::PendingReplace: return "pending_replace";
    case OrderStatus::PendingCancel: return "pending_cancel";
    case OrderStatus::Suspended: return "suspended";
    case OrderStatus::Filled: return "filled";
    case OrderStatus::Canceled: return "canceled";
    case OrderStatus::Rejected: return "rejected";
    case OrderStatus::Expired: return "expired";
    case OrderStatus::DoneForDay: return "done_for_day";
    }
    return {};
}

std::optional<Side> parseSide(std::string_view text)
{
    return parseByName(text, Side::Sell);
}

std::optional<OrderType> parseOrderType(std::string_view text)
{
    return parseByName(text, OrderType::TrailingStop);
}

std::optional<TimeInForce> parseTimeInForce(std::string_view text)
{
    return parseByName(text, TimeInForce::FillOrKill);
}

std::optional<Liquidity> parseLiquidity(std::string_view text)
{
    return parseByName(text, Liquidity::Taker);
}

std::optional<FillSource> parseFillSource(std::string_view text)
{
    return parseByName(text, FillSource::Import);
}

std::optional<OrderStatus> parseOrderStatus(std::string_view text)
{
    return parseByName(text, OrderStatus::DoneForDay);
}

bool isTerminal(OrderStatus status)
{
    switch (status) {
    case OrderStatus::Denied:
    case OrderStatus::Filled:
    case OrderStatus::Canceled:
    case OrderStatus::Rejected:
    case OrderStatus::Expired: return true;
    case OrderStatus::Draft:
    case OrderStatus::Held:
    case OrderStatus::PendingNew:
    case OrderStatus::Unknown:
    case OrderStatus::New:
    case OrderStatus::PartiallyFilled:
    case OrderStatus::PendingReplace:
    case OrderStatus::PendingCancel:
    case OrderStatus::Suspended:
    case OrderStatus::DoneForDay: return false;  // a day's end is not the order's: it may work again tomorrow
    }
    return false;
}

bool isOpen(OrderStatus status)
{
    // Held is on this machine: the venue cannot fill it. Draft is nothing yet.
    return !isTerminal(status) && status != OrderStatus::Draft && status != OrderStatus::Held;
}

}  // namespace tradecore::domain
