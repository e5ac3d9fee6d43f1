// OrderReason: why an order, a cancel or a replace was refused, with its numbers. Codes are stable and stored; the sentence
// for people is made in one place, application/order/order_sentences.h.
#pragma once

#include <string>
#include <string_view>
#include <optional>

namespace tradecore::domain {

enum class OrderReasonCode {
    None,
    // ours (denied)
    InvalidClientOrderId,
    UnknownAccount,
    UnknownInstrument,
    QuantityNotPositive,
    QuantityNotMultipleOfLot,
    QuantityBelowMinimum,
    QuantityAboveMaximum,
    LimitPriceMissing,
    LimitPriceNotAllowed,
    StopPriceMissing,
    StopPriceNotAllowed,
    TrailMissing,
    TrailNotAllowed,
    TrailOutOfRange,            // not above zero, or 100 per cent and more
    PriceNotMultipleOfTick,
    PriceNotPositive,
    InsufficientBuyingPower,
    InsufficientPosition,       // cash account: no short
    NoReferencePrice,           // a market order on an instrument that has no price yet
    TradingHalted,
    TradingReduceOnly,
    OrderStreamNotConfirmed,    // I12: the fill stream of the account is not live
    NotSentBeforeRestart,       // "denied: not sent"
    Throttled,
    UnsupportedByVenue,
    Busy,
    ParentMissing,              // the order that it waits for is not there, or opens nothing that it would close
    ExitOnWrongSide,            // a target or a stop loss on the wrong side of the entry or of each other
    ParentEnded,                // the order that it waits for has ended without a fill
    // our pre-trade limits, R1 to R7 (domain/risk/risk_limits.h)
    RiskOrderSize,
    RiskOrderNotional,
    RiskPriceCollar,
    RiskOrderRate,
    RiskDuplicate,
    RiskDailyLoss,
    RiskPositionSize,
    // cancel and replace
    OrderNotOpen,
    OrderNotFound,
    RequestPending,
    NothingToChange,
    QuantityBelowFilled,
    // the venue's (rejected, cancel refused)
    VenueInsufficientBuyingPower,
    VenueInsufficientPosition,
    VenueUnknownInstrument,
    VenueInvalidOrder,
    VenueMarketClosed,
    VenueDuplicateClientOrderId,
    VenueTooLate,               // cancel or replace of an order that is done
    VenueUnknownOrder,
    VenueOther,
};

struct OrderReason {
    OrderReasonCode code = OrderReasonCode::None;
    // The numbers of the refusal as plain decimal text, in the order that the sentence uses them: (what was asked, what would
    // pass). Empty where the code has none.
    std::string asked;
    std::string allowed;
    std::string venueText;  // the venue's own words, verbatim
    friend bool operator==(const OrderReason&, const OrderReason&) = default;
};

[[nodiscard]] std::string_view nameOf(OrderReasonCode code);  // snake case, stored in events
[[nodiscard]] std::optional<OrderReasonCode> parseOrderReasonCode(std::string_view text);

}  // namespace tradecore::domain
