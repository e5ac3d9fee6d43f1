#include "domain/order/order_reasons.h"

#include "base/enum_names.h"

namespace tradecore::domain {

std::string_view nameOf(OrderReasonCode code)
{
    switch (code) {
    case OrderReasonCode::None: return "none";
    case OrderReasonCode::InvalidClientOrderId: return "invalid_client_order_id";
    case OrderReasonCode::UnknownAccount: return "unknown_account";
    case OrderReasonCode::UnknownInstrument: return "unknown_instrument";
    case OrderReasonCode::QuantityNotPositive: return "quantity_not_positive";
    case OrderReasonCode::QuantityNotMultipleOfLot: return "quantity_not_multiple_of_lot";
    case OrderReasonCode::QuantityBelowMinimum: return "quantity_below_minimum";
    case OrderReasonCode::QuantityAboveMaximum: return "quantity_above_maximum";
    case OrderReasonCode::LimitPriceMissing: return "limit_price_missing";
    case OrderReasonCode::LimitPriceNotAllowed: return "limit_price_not_allowed";
    case OrderReasonCode::StopPriceMissing: return "stop_price_missing";
    case OrderReasonCode::StopPriceNotAllowed: return "stop_price_not_allowed";
    case OrderReasonCode::TrailMissing: return "trail_missing";
    case OrderReasonCode::TrailNotAllowed: return "trail_not_allowed";
    case OrderReasonCode::TrailOutOfRange: return "trail_out_of_range";
    case OrderReasonCode::PriceNotMultipleOfTick: return "price_not_multiple_of_tick";
    case OrderReasonCode::PriceNotPositive: return "price_not_positive";
    case OrderReasonCode::InsufficientBuyingPower: return "insufficient_buying_power";
    case OrderReasonCode::InsufficientPosition: return "insufficient_position";
    case OrderReasonCode::NoReferencePrice: return "no_reference_price";
    case OrderReasonCode::TradingHalted: return "trading_halted";
    case OrderReasonCode::TradingReduceOnly: return "trading_reduce_only";
    case OrderReasonCode::OrderStreamNotConfirmed: return "order_stream_not_confirmed";
    case OrderReasonCode::NotSentBeforeRestart: return "not_sent_before_restart";
    case OrderReasonCode::Throttled: return "throttled";
    case OrderReasonCode::UnsupportedByVenue: return "unsupported_by_venue";
    case OrderReasonCode::Busy: return "busy";
    case OrderReasonCode::ParentMissing: return "parent_missing";
    case OrderReasonCode::ExitOnWrongSide: return "exit_on_wrong_side";
    case OrderReasonCode::ParentEnded: return "parent_ended";
    case OrderReasonCode::RiskOrderSize: return "risk_order_size";
    case OrderReasonCode::RiskOrderNotional: return "risk_order_notional";
    case OrderReasonCode::RiskPriceCollar: return "risk_price_collar";
    case OrderReasonCode::RiskOrderRate: return "risk_order_rate";
    case OrderReasonCode::RiskDuplicate: return "risk_duplicate";
    case OrderReasonCode::RiskDailyLoss: return "risk_daily_loss";
    case OrderReasonCode::RiskPositionSize: return "risk_position_size";
    case OrderReasonCode::OrderNotOpen: return "order_not_open";
    case OrderReasonCode::OrderNotFound: return "order_not_found";
    case OrderReasonCode::RequestPending: return "request_pending";
    case OrderReasonCode::NothingToChange: return "nothing_to_change";
    case OrderReasonCode::QuantityBelowFilled: return "quantity_below_filled";
    case OrderReasonCode::VenueInsufficientBuyingPower: return "venue_insufficient_buying_power";
    case OrderReasonCode::VenueInsufficientPosition: return "venue_insufficient_position";
    case OrderReasonCode::VenueUnknownInstrument: return "venue_unknown_instrument";
    case OrderReasonCode::VenueInvalidOrder: return "venue_invalid_order";
    case OrderReasonCode::VenueMarketClosed: return "venue_market_closed";
    case OrderReasonCode::VenueDuplicateClientOrderId: return "venue_duplicate_client_order_id";
    case OrderReasonCode::VenueTooLate: return "venue_too_late";
    case OrderReasonCode::VenueUnknownOrder: return "venue_unknown_order";
    case OrderReasonCode::VenueOther: return "venue_other";
    }
    return {};
}

std::optional<OrderReasonCode> parseOrderReasonCode(std::string_view text)
{
    return parseByName(text, OrderReasonCode::VenueOther);
}

}  // namespace tradecore::domain
