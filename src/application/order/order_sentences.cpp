#include "application/order/order_sentences.h"

#include <QCoreApplication>

namespace tradecore::application {
namespace {

using domain::OrderReasonCode;

QString translated(const char* text)
{
    return QCoreApplication::translate("OrderSentences", text);
}

// What the venue said stands behind our own words, verbatim.
QString withVenueText(const QString& sentence, const domain::OrderReason& reason)
{
    if (reason.venueText.empty())
        return sentence;
    return translated(QT_TRANSLATE_NOOP("OrderSentences", "%1 The venue says: “%2”"))
        .arg(sentence, QString::fromStdString(reason.venueText));
}

const char* quantityAndPriceSentence(OrderReasonCode code)
{
    if (code == OrderReasonCode::QuantityNotPositive)
        return QT_TRANSLATE_NOOP("OrderSentences", "The quantity must be more than zero.");
    if (code == OrderReasonCode::QuantityNotMultipleOfLot)
        return QT_TRANSLATE_NOOP("OrderSentences", "The quantity %1 is not a multiple of the lot size %2.");
    if (code == OrderReasonCode::QuantityBelowMinimum)
        return QT_TRANSLATE_NOOP("OrderSentences", "The quantity %1 is below the minimum of %2.");
    if (code == OrderReasonCode::QuantityAboveMaximum)
        return QT_TRANSLATE_NOOP("OrderSentences", "The quantity %1 is above the maximum of %2.");
    if (code == OrderReasonCode::QuantityBelowFilled)
        return QT_TRANSLATE_NOOP("OrderSentences", "The quantity %1 is less than the %2 that is filled already.");
    if (code == OrderReasonCode::LimitPriceMissing)
        return QT_TRANSLATE_NOOP("OrderSentences", "This order type needs a limit price.");
    if (code == OrderReasonCode::LimitPriceNotAllowed)
        return QT_TRANSLATE_NOOP("OrderSentences", "This order type takes no limit price.");
    if (code == OrderReasonCode::StopPriceMissing)
        return QT_TRANSLATE_NOOP("OrderSentences", "This order type needs a stop price.");
    if (code == OrderReasonCode::StopPriceNotAllowed)
        return QT_TRANSLATE_NOOP("OrderSentences", "This order type takes no stop price.");
    if (code == OrderReasonCode::TrailMissing)
        return QT_TRANSLATE_NOOP("OrderSentences", "A trailing stop needs its distance: an amount, or per cent.");
    if (code == OrderReasonCode::TrailNotAllowed)
        return QT_TRANSLATE_NOOP("OrderSentences", "Only a trailing stop takes a distance.");
    if (code == OrderReasonCode::TrailOutOfRange)
        return QT_TRANSLATE_NOOP("OrderSentences", "The distance must be more than zero, and less than 100 per cent.");
    if (code == OrderReasonCode::PriceNotMultipleOfTick)
        return QT_TRANSLATE_NOOP("OrderSentences", "The price %1 is not a multiple of the tick size %2.");
    return QT_TRANSLATE_NOOP("OrderSentences", "The price must be more than zero.");
}

// The limits by their numbers; domain/risk/risk_limits.h.
const char* limitSentence(OrderReasonCode code)
{
    if (code == OrderReasonCode::RiskOrderSize)
        return QT_TRANSLATE_NOOP("OrderSentences", "Limit R1: an order of %1 is larger than the %2 that one order may have.");
    if (code == OrderReasonCode::RiskOrderNotional)
        return QT_TRANSLATE_NOOP("OrderSentences", "Limit R2: the order is worth %1, more than the %2 that one order may be worth.");
    if (code == OrderReasonCode::RiskPriceCollar)
        return QT_TRANSLATE_NOOP("OrderSentences", "Limit R3: the limit price %1 is beyond %2, too far on the wrong side of the market.");
    if (code == OrderReasonCode::RiskOrderRate)
        return QT_TRANSLATE_NOOP("OrderSentences", "Limit R4: this would be order %1 within a minute; %2 are allowed.");
    if (code == OrderReasonCode::RiskDuplicate)
        return QT_TRANSLATE_NOOP("OrderSentences", "Limit R5: the same order was placed %1 ms ago; %2 s must lie between two.");
    if (code == OrderReasonCode::RiskDailyLoss)
        return QT_TRANSLATE_NOOP("OrderSentences", "Limit R6: the loss of the day is %1, and %2 is the limit. Only orders that reduce a position pass.");
    return QT_TRANSLATE_NOOP("OrderSentences", "Limit R7: the position could reach %1; %2 is allowed.");
}

const char* venueSentence(OrderReasonCode code)
{
    if (code == OrderReasonCode::VenueInsufficientBuyingPower)
        return QT_TRANSLATE_NOOP("OrderSentences", "The venue refused: not enough buying power.");
    if (code == OrderReasonCode::VenueInsufficientPosition)
        return QT_TRANSLATE_NOOP("OrderSentences", "The venue refused: the position is too small.");
    if (code == OrderReasonCode::VenueUnknownInstrument)
        return QT_TRANSLATE_NOOP("OrderSentences", "The venue refused: it does not know the instrument.");
    if (code == OrderReasonCode::VenueInvalidOrder)
        return QT_TRANSLATE_NOOP("OrderSentences", "The venue refused: the order is not valid.");
    if (code == OrderReasonCode::VenueMarketClosed)
        return QT_TRANSLATE_NOOP("OrderSentences", "The venue refused: the market is closed.");
    if (code == OrderReasonCode::VenueDuplicateClientOrderId)
        return QT_TRANSLATE_NOOP("OrderSentences", "The venue refused: it has an order with this id.");
    if (code == OrderReasonCode::VenueTooLate)
        return QT_TRANSLATE_NOOP("OrderSentences", "Too late: the order is done.");
    if (code == OrderReasonCode::VenueUnknownOrder)
        return QT_TRANSLATE_NOOP("OrderSentences", "The venue does not know the order.");
    return QT_TRANSLATE_NOOP("OrderSentences", "The venue refused the order.");
}

const char* gateSentence(OrderReasonCode code)
{
    if (code == OrderReasonCode::TradingHalted)
        return QT_TRANSLATE_NOOP("OrderSentences", "Trading is halted: no order leaves this machine.");
    if (code == OrderReasonCode::TradingReduceOnly)
        return QT_TRANSLATE_NOOP("OrderSentences", "Only orders that reduce a position are allowed now.");
    if (code == OrderReasonCode::OrderStreamNotConfirmed)
        return QT_TRANSLATE_NOOP("OrderSentences", "The order stream of the account is not confirmed, so fills would not be seen.");
    if (code == OrderReasonCode::NotSentBeforeRestart)
        return QT_TRANSLATE_NOOP("OrderSentences", "The program ended before the order was sent. It never left this machine.");
    if (code == OrderReasonCode::Throttled)
        return QT_TRANSLATE_NOOP("OrderSentences", "The order waited %1 ms for its turn, longer than the %2 ms that are allowed. It was not sent.");
    if (code == OrderReasonCode::ParentMissing)
        return QT_TRANSLATE_NOOP("OrderSentences", "The order that this one waits for is not there, or does not open what this one would close.");
    if (code == OrderReasonCode::ExitOnWrongSide)
        return QT_TRANSLATE_NOOP("OrderSentences", "The exit at %1 lies on the wrong side of %2.");
    if (code == OrderReasonCode::ParentEnded)
        return QT_TRANSLATE_NOOP("OrderSentences", "The order that this one waits for has ended without a fill.");
    if (code == OrderReasonCode::UnsupportedByVenue)
        return QT_TRANSLATE_NOOP("OrderSentences", "The venue does not support this kind of order.");
    return QT_TRANSLATE_NOOP("OrderSentences", "The program is busy; nothing was sent. Try again.");
}

// The whole table; %1 is what was asked, %2 what would pass.
const char* sentencePattern(OrderReasonCode code)
{
    switch (code) {
    case OrderReasonCode::None:
        return "";
    case OrderReasonCode::InvalidClientOrderId:
        return QT_TRANSLATE_NOOP("OrderSentences", "The order id must have 1 to 36 letters, digits or hyphens.");
    case OrderReasonCode::UnknownAccount:
        return QT_TRANSLATE_NOOP("OrderSentences", "There is no such account.");
    case OrderReasonCode::UnknownInstrument:
        return QT_TRANSLATE_NOOP("OrderSentences", "This source does not know the instrument.");
    case OrderReasonCode::QuantityNotPositive:
    case OrderReasonCode::QuantityNotMultipleOfLot:
    case OrderReasonCode::QuantityBelowMinimum:
    case OrderReasonCode::QuantityAboveMaximum:
    case OrderReasonCode::QuantityBelowFilled:
    case OrderReasonCode::LimitPriceMissing:
    case OrderReasonCode::LimitPriceNotAllowed:
    case OrderReasonCode::StopPriceMissing:
    case OrderReasonCode::StopPriceNotAllowed:
    case OrderReasonCode::PriceNotMultipleOfTick:
    case OrderReasonCode::PriceNotPositive:
    case OrderReasonCode::TrailMissing:
    case OrderReasonCode::TrailNotAllowed:
    case OrderReasonCode::TrailOutOfRange:
        return quantityAndPriceSentence(code);
    case OrderReasonCode::InsufficientBuyingPower:
        return QT_TRANSLATE_NOOP("OrderSentences", "The order needs %1, but the buying power is %2.");
    case OrderReasonCode::InsufficientPosition:
        return QT_TRANSLATE_NOOP("OrderSentences", "The order sells %1, but only %2 can be sold: a cash account cannot go short.");
    case OrderReasonCode::NoReferencePrice:
        return QT_TRANSLATE_NOOP("OrderSentences", "The instrument has no price yet, so a market order cannot be checked. Use a limit order.");
    case OrderReasonCode::TradingHalted:
    case OrderReasonCode::TradingReduceOnly:
    case OrderReasonCode::OrderStreamNotConfirmed:
    case OrderReasonCode::NotSentBeforeRestart:
    case OrderReasonCode::Throttled:
    case OrderReasonCode::UnsupportedByVenue:
    case OrderReasonCode::Busy:
    case OrderReasonCode::ParentMissing:
    case OrderReasonCode::ParentEnded:
    case OrderReasonCode::ExitOnWrongSide:
        return gateSentence(code);
    case OrderReasonCode::RiskOrderSize:
    case OrderReasonCode::RiskOrderNotional:
    case OrderReasonCode::RiskPriceCollar:
    case OrderReasonCode::RiskOrderRate:
    case OrderReasonCode::RiskDuplicate:
    case OrderReasonCode::RiskDailyLoss:
    case OrderReasonCode::RiskPositionSize:
        return limitSentence(code);
    case OrderReasonCode::OrderNotOpen:
        return QT_TRANSLATE_NOOP("OrderSentences", "The order is not open any more.");
    case OrderReasonCode::OrderNotFound:
        return QT_TRANSLATE_NOOP("OrderSentences", "There is no such order.");
    case OrderReasonCode::RequestPending:
        return QT_TRANSLATE_NOOP("OrderSentences", "A request for this order is still waiting for its answer.");
    case OrderReasonCode::NothingToChange:
        return QT_TRANSLATE_NOOP("OrderSentences", "The change leaves the order as it is.");
    case OrderReasonCode::VenueInsufficientBuyingPower:
    case OrderReasonCode::VenueInsufficientPosition:
    case OrderReasonCode::VenueUnknownInstrument:
    case OrderReasonCode::VenueInvalidOrder:
    case OrderReasonCode::VenueMarketClosed:
    case OrderReasonCode::VenueDuplicateClientOrderId:
    case OrderReasonCode::VenueTooLate:
    case OrderReasonCode::VenueUnknownOrder:
    case OrderReasonCode::VenueOther:
        return venueSentence(code);
    }
    return "";
}

}  // namespace

QString sentenceFor(const domain::OrderReason& reason)
{
    if (reason.code == OrderReasonCode::None)
        return QString::fromStdString(reason.venueText);
    auto sentence = translated(sentencePattern(reason.code));
    const auto number = [](const std::string& text) { return text.empty() ? QStringLiteral("?") : QString::fromStdString(text); };
    if (sentence.contains(u"%2"))
        sentence = sentence.arg(number(reason.asked), number(reason.allowed));
    return withVenueText(sentence, reason);
}

QString labelFor(domain::OrderStatus status)
{
    switch (status) {
    case domain::OrderStatus::Draft:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Draft"));
    case domain::OrderStatus::Denied:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Denied"));
    case domain::OrderStatus::Held:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Held on this PC"));
    case domain::OrderStatus::PendingNew:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Pending new"));
    case domain::OrderStatus::Unknown:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Unknown – asking the venue"));
    case domain::OrderStatus::New:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Working"));
    case domain::OrderStatus::PartiallyFilled:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Partially filled"));
    case domain::OrderStatus::PendingReplace:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Pending change"));
    case domain::OrderStatus::PendingCancel:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Pending cancel – may still fill"));
    case domain::OrderStatus::Suspended:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Suspended"));
    case domain::OrderStatus::Filled:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Filled"));
    case domain::OrderStatus::Canceled:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Canceled"));
    case domain::OrderStatus::Rejected:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Rejected"));
    case domain::OrderStatus::Expired:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Expired"));
    case domain::OrderStatus::DoneForDay:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Done for the day"));
    }
    return {};
}

QString labelFor(domain::Side side)
{
    switch (side) {
    case domain::Side::Buy:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Buy"));
    case domain::Side::Sell:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Sell"));
    }
    return {};
}

QString labelFor(domain::OrderType type)
{
    switch (type) {
    case domain::OrderType::Market:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Market"));
    case domain::OrderType::Limit:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Limit"));
    case domain::OrderType::Stop:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Stop"));
    case domain::OrderType::StopLimit:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Stop limit"));
    case domain::OrderType::TrailingStop:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Trailing stop"));
    }
    return {};
}

QString labelFor(domain::TimeInForce timeInForce)
{
    switch (timeInForce) {
    case domain::TimeInForce::Day:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Day"));
    case domain::TimeInForce::GoodTillCancel:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Good till canceled"));
    case domain::TimeInForce::ImmediateOrCancel:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Immediate or cancel"));
    case domain::TimeInForce::FillOrKill:
        return translated(QT_TRANSLATE_NOOP("OrderSentences", "Fill or kill"));
    }
    return {};
}

}  // namespace tradecore::application
