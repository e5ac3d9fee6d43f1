#include "infrastructure/persistence/codec/stored_words.h"

namespace tradecore::infrastructure {

namespace {

template <typename Value>
bool take(const std::optional<Value>& parsed, Value& out)
{
    if (parsed)
        out = *parsed;
    return parsed.has_value();
}

}  // namespace

std::string_view storedWord(domain::Side value) { return domain::nameOf(value); }
std::string_view storedWord(domain::OrderType value) { return domain::nameOf(value); }
std::string_view storedWord(domain::TimeInForce value) { return domain::nameOf(value); }
std::string_view storedWord(domain::Liquidity value) { return domain::nameOf(value); }
std::string_view storedWord(domain::FillSource value) { return domain::nameOf(value); }
std::string_view storedWord(domain::OrderStatus value) { return domain::nameOf(value); }
std::string_view storedWord(domain::OrderReasonCode value) { return domain::nameOf(value); }
std::string_view storedWord(domain::AccountMode value) { return domain::nameOf(value); }
std::string_view storedWord(domain::TradingState value) { return domain::nameOf(value); }
std::string_view storedWord(domain::RiskLimit value) { return domain::nameOf(value); }

std::string_view storedWord(domain::ManualResolution value)
{
    switch (value) {
    case domain::ManualResolution::Filled: return "filled";
    case domain::ManualResolution::Canceled: return "canceled";
    case domain::ManualResolution::NeverReceived: return "never_received";
    }
    return "never_received";
}

std::string_view storedWord(domain::StreamKind value)
{
    switch (value) {
    case domain::StreamKind::Data: return "data";
    case domain::StreamKind::Orders: return "orders";
    }
    return "data";
}

bool readWord(std::string_view text, domain::Side& out) { return take(domain::parseSide(text), out); }
bool readWord(std::string_view text, domain::OrderType& out) { return take(domain::parseOrderType(text), out); }
bool readWord(std::string_view text, domain::TimeInForce& out) { return take(domain::parseTimeInForce(text), out); }
bool readWord(std::string_view text, domain::Liquidity& out) { return take(domain::parseLiquidity(text), out); }
bool readWord(std::string_view text, domain::FillSource& out) { return take(domain::parseFillSource(text), out); }
bool readWord(std::string_view text, domain::OrderStatus& out) { return take(domain::parseOrderStatus(text), out); }
bool readWord(std::string_view text, domain::OrderReasonCode& out) { return take(domain::parseOrderReasonCode(text), out); }
bool readWord(std::string_view text, domain::AccountMode& out) { return take(domain::parseAccountMode(text), out); }
bool readWord(std::string_view text, domain::TradingState& out) { return take(domain::parseTradingState(text), out); }
bool readWord(std::string_view text, domain::RiskLimit& out) { return take(domain::parseRiskLimit(text), out); }

bool readWord(std::string_view text, domain::ManualResolution& out)
{
    for (const auto value : {domain::ManualResolution::Filled, domain::ManualResolution::Canceled,
                             domain::ManualResolution::NeverReceived}) {
        if (storedWord(value) == text) {
            out = value;
            return true;
        }
    }
    return false;
}

bool readWord(std::string_view text, domain::StreamKind& out)
{
    for (const auto value : {domain::StreamKind::Data, domain::StreamKind::Orders}) {
        if (storedWord(value) == text) {
            out = value;
            return true;
        }
    }
    return false;
}

}  // namespace tradecore::infrastructure
