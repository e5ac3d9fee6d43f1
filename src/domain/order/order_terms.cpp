#include "domain/order/order_terms.h"

namespace tradecore::domain {

std::string TrailingOffset::toString() const
{
    switch (unit) {
    case TrailUnit::Amount: return value.toString();
    case TrailUnit::PerCent: return value.toString() + '%';
    }
    return {};
}

std::optional<TrailingOffset> TrailingOffset::parse(std::string_view text)
{
    TrailingOffset out;
    if (!text.empty() && text.back() == '%') {
        out.unit = TrailUnit::PerCent;
        text.remove_suffix(1);
    }
    const auto value = Decimal::parse(text);
    if (!value)
        return std::nullopt;
    out.value = *value;
    return out;
}

std::optional<Price> trailingStopAt(Side side, const TrailingOffset& trail, Price best, PriceOffset tick)
{
    Decimal distance = trail.value;
    if (trail.unit == TrailUnit::PerCent) {
        const auto share = Decimal::multiplyDivide(best.value(), trail.value, Decimal::fromInteger(100), Rounding::HalfEven);
        if (!share)
            return std::nullopt;
        distance = *share;
    }
    const bool buys = side == Side::Buy;
    Decimal stop = buys ? best.value() + distance : best.value() - distance;
    if (tick.value().isPositive())
        stop = stop.roundedToStep(tick.value(), buys ? Rounding::Ceiling : Rounding::Floor);
    return stop.isPositive() ? std::optional(Price(stop)) : std::nullopt;
}

bool isTighter(Side side, Price wanted, Price now)
{
    return side == Side::Buy ? wanted < now : wanted > now;
}

}  // namespace tradecore::domain
