// OrderTerms: what is ordered. Immutable values; a replace makes new terms.
#pragma once

#include "domain/instrument/instrument_id.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"
#include "domain/order/order_types.h"

#include <optional>
#include <string>
#include <string_view>

namespace tradecore::domain {

// How far a trailing stop stays behind the best price since it works: an amount, or per cent of that price.
enum class TrailUnit { Amount, PerCent };
struct TrailingOffset {
    TrailUnit unit = TrailUnit::Amount;
    Decimal value;

    [[nodiscard]] std::string toString() const;   // "1.5", "2%"
    [[nodiscard]] static std::optional<TrailingOffset> parse(std::string_view text);
    friend bool operator==(const TrailingOffset&, const TrailingOffset&) = default;
};
// Where the stop stands while the best price is `best`: below it for a sell, above for a buy, on the tick and never nearer than the
// offset. Nothing where it would not be a price.
[[nodiscard]] std::optional<Price> trailingStopAt(Side side, const TrailingOffset& trail, Price best, PriceOffset tick);
// Whether `wanted` follows the market from `now`: up for a sell, down for a buy. A stop never goes back.
[[nodiscard]] bool isTighter(Side side, Price wanted, Price now);

struct OrderTerms {
    AccountId account;
    InstrumentId instrument;
    Side side = Side::Buy;
    OrderType type = OrderType::Market;
    TimeInForce timeInForce = TimeInForce::Day;
    Quantity quantity;
    std::optional<Price> limitPrice;
    std::optional<Price> stopPrice;       // of a trailing stop: where it begins, then where the venue has it
    std::optional<TrailingOffset> trail = {};
    // Works only as far as that order is filled: the exit of an entry.
    std::optional<ClientOrderId> parent = {};
    // Orders with the same name share one quantity: what one fills, the others lose.
    std::optional<ClientOrderId> oneCancelsOther = {};
    friend bool operator==(const OrderTerms&, const OrderTerms&) = default;
};

// What a replace asks for; absent means unchanged.
struct OrderChange {
    std::optional<Quantity> quantity;
    std::optional<Price> limitPrice;
    std::optional<Price> stopPrice;
    friend bool operator==(const OrderChange&, const OrderChange&) = default;
};

}  // namespace tradecore::domain
