#include "domain/risk/risk_facts.h"

#include "base/enum_names.h"

namespace tradecore::domain {

std::string_view nameOf(TradingState state)
{
    switch (state) {
    case TradingState::Active: return "active";
    case TradingState::Reducing: return "reducing";
    case TradingState::Halted: return "halted";
    }
    return {};
}

std::optional<TradingState> parseTradingState(std::string_view text)
{
    return parseByName(text, TradingState::Halted);
}

}  // namespace tradecore::domain
