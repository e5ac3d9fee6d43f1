// OrderTerms: what is ordered. Immutable values; a replace makes new terms.
#pragma once

#include "domain/instrument/instrument_id.h"
#include "domain/money/price.h"
#include "domain/money/quantity.h"
#include "domain/order/order_types.h"

#include <optional>

namespace tradecore::domain {

struct OrderTerms {
    AccountId account;
    InstrumentId instrument;
    Side side = Side::Buy;
    OrderType type = OrderType::Market;
    TimeInForce timeInForce = TimeInForce::Day;
    Quantity quantity;
    std::optional<Price> limitPrice;
    std::optional<Price> stopPrice;
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
