// An order as Alpaca's REST interface and its trading stream show it, and the words of its enumerations. A word that is not known
// becomes Unknown and is kept as text. Field table: OpenAPI of the Trading API, GET /v2/orders.
#pragma once

#include "base/timestamp.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"
#include "domain/order/order_types.h"
#include "infrastructure/broker/alpaca/wire_tape.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure::alpaca {

enum class OrderWord {
    Unknown, New, PartiallyFilled, Filled, DoneForDay, Canceled, Expired, Replaced, PendingCancel, PendingReplace, Accepted,
    PendingNew, AcceptedForBidding, Stopped, Rejected, Suspended, Calculated, Held, PendingReview,
};
enum class TypeWord { Unknown, Market, Limit, Stop, StopLimit, TrailingStop };
enum class TimeWord { Unknown, Day, GoodTillCancel, OnOpen, OnClose, ImmediateOrCancel, FillOrKill };
enum class ClassWord { Unknown, Simple, Bracket, OneCancelsOther, OneTriggersOther, MultiLeg };

struct OrderRecord {
    std::string id;
    std::string clientOrderId;
    std::string symbol;
    std::string assetClass;
    OrderWord status = OrderWord::Unknown;
    std::string statusText;
    std::optional<domain::Side> side;
    TypeWord type = TypeWord::Unknown;
    TimeWord timeInForce = TimeWord::Unknown;
    ClassWord orderClass = ClassWord::Unknown;
    std::optional<domain::Quantity> quantity;     // absent for an order by amount of money
    std::optional<Decimal> notional;
    domain::Quantity filled;
    std::optional<Decimal> filledAveragePrice;    // rounded: the broker's statistic
    std::optional<domain::Price> limitPrice;
    std::optional<domain::Price> stopPrice;
    std::optional<Decimal> trailPrice, trailPercent, highWaterMark;
    bool extendedHours = false;
    std::string replacedBy;                       // empty: nothing
    std::string replaces;
    std::optional<Timestamp> createdAt, submittedAt, updatedAt, filledAt, canceledAt, expiredAt, failedAt, replacedAt;
    std::vector<OrderRecord> legs;
};

[[nodiscard]] Result<OrderRecord, std::string> readOrder(WireView object);

[[nodiscard]] OrderWord orderWord(std::string_view text);
[[nodiscard]] std::string_view wireTextOf(domain::Side side);
[[nodiscard]] std::string_view wireTextOf(domain::OrderType type);
[[nodiscard]] std::string_view wireTextOf(domain::TimeInForce timeInForce);
// No further fill is to come; a busted trade apart.
[[nodiscard]] bool isEnded(OrderWord status);

}  // namespace tradecore::infrastructure::alpaca
