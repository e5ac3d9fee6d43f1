// RiskFacts: what the gate before an order needs to know, gathered by the application inside the transaction that decides.
#pragma once

#include "domain/money/money.h"

#include <optional>
#include <string_view>

namespace tradecore::domain {

enum class TradingState { Active, Reducing, Halted };
[[nodiscard]] std::string_view nameOf(TradingState state);
[[nodiscard]] std::optional<TradingState> parseTradingState(std::string_view text);

struct RiskFacts {
    bool accountKnown = false;
    TradingState tradingState = TradingState::Active;
    bool orderStreamConfirmed = false;     // I12
    Currency currency;                     // of the instrument's quotes
    std::optional<Money> availableCash;    // in that currency, after what open orders reserve; nothing where the account holds none
    SignedQuantity position;               // in the instrument
    Quantity openSellQuantity;             // of other open orders of this instrument
    std::optional<Price> referencePrice;   // opposite quote, else last: prices a market or stop order
    Money estimatedCommission;             // for the whole order
};

}  // namespace tradecore::domain
