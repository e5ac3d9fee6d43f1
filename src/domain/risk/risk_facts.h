// RiskFacts: what the gate before an order needs to know, gathered by the application inside the transaction that decides.
#pragma once

#include "base/timestamp.h"
#include "domain/money/money.h"
#include "domain/risk/risk_limits.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace tradecore::domain {

enum class TradingState { Active, Reducing, Halted };
[[nodiscard]] std::string_view nameOf(TradingState state);
[[nodiscard]] std::optional<TradingState> parseTradingState(std::string_view text);

// How an order stands to the one that it waits for (OrderTerms::parent).
enum class ParentStanding {
    None,       // it waits for none
    Missing,    // there is no such order, or it does not open what this one would close
    Open,       // it may still fill: what this order closes need not be there yet
    Filled,     // it has ended and filled something
    Unfilled,   // it has ended and filled nothing
};

struct RiskFacts {
    bool accountKnown = false;
    TradingState tradingState = TradingState::Active;
    bool orderStreamConfirmed = false;     // I12
    Currency currency;                     // of the instrument's quotes
    std::optional<Money> availableCash;    // in that currency, after what open orders reserve; nothing where the account holds none
    SignedQuantity position;               // in the instrument
    Quantity openSellQuantity;             // of other open orders of this instrument; a pair counts once, an exit as far as its entry filled
    Quantity openBuyQuantity;              // likewise
    std::optional<Price> referencePrice;   // opposite quote, else last: prices a market or stop order
    Money estimatedCommission;             // for the whole order
    ParentStanding parent = ParentStanding::None;
    Quantity parentFilled;
    // For the limits R1 to R7 (pre_trade_checks.h). Empty limits are off.
    RiskLimits limits;
    bool countsForRate = true;             // a replace is no new order
    std::int64_t ordersInLastMinute = 0;   // of the account, this one left out
    std::optional<Duration> sinceSameOrder;  // since an order with the same instrument, side, quantity and prices; nothing: none, or agreed to
    std::optional<Money> dayProfit;        // of the positions in the account's currency, as far as it is known
};

}  // namespace tradecore::domain
