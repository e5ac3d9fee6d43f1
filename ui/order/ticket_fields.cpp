#include "ui/order/ticket_fields.h"

#include "application/order/order_sentences.h"
#include "ui/order/orders_model.h"

#include <QCoreApplication>

#include <algorithm>
#include <initializer_list>

namespace tradecore::ui {
namespace {

using domain::OrderReasonCode;
using domain::OrderType;

QString translated(const char* text)
{
    return QCoreApplication::translate("TicketFields", text);
}

QString numberSentence(ArithmeticError error)
{
    switch (error) {
    case ArithmeticError::Syntax:
        return translated(QT_TRANSLATE_NOOP("TicketFields", "Write a plain number such as %1, without grouping signs."))
            .arg(QLocale().toString(1234.5, 'f', 1).remove(QLocale().groupSeparator()));
    case ArithmeticError::TooManyDecimals:
        return translated(QT_TRANSLATE_NOOP("TicketFields", "At most 12 decimals are possible."));
    case ArithmeticError::OutOfRange:
    case ArithmeticError::DivisionByZero:
        return translated(QT_TRANSLATE_NOOP("TicketFields", "The number is too large."));
    }
    return {};
}

TicketReading unreadable(TicketField field, const QString& text, ArithmeticError error)
{
    TicketReading reading;
    reading.field = field;
    if (!text.trimmed().isEmpty())
        reading.sentence = numberSentence(error);
    return reading;
}

// "1.50", or per cent with the sign behind it.
Result<domain::TrailingOffset, ArithmeticError> readTrail(QString text)
{
    domain::TrailingOffset trail;
    text = text.trimmed();
    if (text.endsWith(u'%')) {
        trail.unit = domain::TrailUnit::PerCent;
        text = text.chopped(1).trimmed();
    }
    const auto value = parseInput(text);
    if (!value)
        return failure(value.error());
    trail.value = *value;
    return trail;
}

// An exit that is left empty is none; false where its text cannot be read.
bool readExit(const QString& text, TicketField field, std::optional<domain::Price>& out, TicketReading& reading)
{
    if (text.trimmed().isEmpty())
        return true;
    const auto price = parseInput(text);
    if (price)
        out = domain::Price(*price);
    else
        reading = unreadable(field, text, price.error());
    return price.has_value();
}

}  // namespace

bool takesLimit(OrderType type)
{
    return type == OrderType::Limit || type == OrderType::StopLimit;
}

bool takesStop(OrderType type)
{
    return type == OrderType::Stop || type == OrderType::StopLimit;
}

bool takesTrail(OrderType type)
{
    return type == OrderType::TrailingStop;
}

std::vector<domain::TimeInForce> timesInForceFor(OrderType type)
{
    using domain::TimeInForce;
    switch (type) {
    case OrderType::Market:
        return {TimeInForce::Day, TimeInForce::ImmediateOrCancel, TimeInForce::FillOrKill};
    case OrderType::Limit:
        return {TimeInForce::Day, TimeInForce::GoodTillCancel, TimeInForce::ImmediateOrCancel, TimeInForce::FillOrKill};
    case OrderType::Stop:
    case OrderType::StopLimit:
    case OrderType::TrailingStop:
        return {TimeInForce::Day, TimeInForce::GoodTillCancel};
    }
    return {};
}

TicketReading readTicket(const TicketTexts& texts, const domain::Instrument* instrument, domain::OrderTerms chosen)
{
    TicketReading reading;
    if (!instrument) {
        reading.field = TicketField::Symbol;
        return reading;
    }
    chosen.instrument = instrument->id;
    const auto quantity = parseInput(texts.quantity);
    if (!quantity)
        return unreadable(TicketField::Quantity, texts.quantity, quantity.error());
    const auto positive = domain::Quantity::from(*quantity);
    if (!positive) {
        reading.field = TicketField::Quantity;
        reading.sentence = application::sentenceFor({OrderReasonCode::QuantityNotPositive, {}, {}, {}});
        return reading;
    }
    chosen.quantity = *positive;
    chosen.limitPrice.reset();
    chosen.stopPrice.reset();
    if (takesLimit(chosen.type)) {
        const auto limit = parseInput(texts.limit);
        if (!limit)
            return unreadable(TicketField::Limit, texts.limit, limit.error());
        chosen.limitPrice = domain::Price(*limit);
    }
    if (takesStop(chosen.type)) {
        const auto stop = parseInput(texts.stop);
        if (!stop)
            return unreadable(TicketField::Stop, texts.stop, stop.error());
        chosen.stopPrice = domain::Price(*stop);
    }
    chosen.trail.reset();
    if (takesTrail(chosen.type)) {
        const auto trail = readTrail(texts.trail);
        if (!trail)
            return unreadable(TicketField::Trail, texts.trail, trail.error());
        chosen.trail = *trail;
    }
    if (!readExit(texts.takeProfit, TicketField::TakeProfit, reading.exits.takeProfit, reading)
        || !readExit(texts.stopLoss, TicketField::StopLoss, reading.exits.stopLoss, reading))
        return reading;
    reading.terms = chosen;
    return reading;
}

TicketField fieldOf(const domain::OrderReason& reason, const domain::OrderTerms& terms)
{
    const auto is = [&reason](std::initializer_list<OrderReasonCode> codes) {
        return std::ranges::find(codes, reason.code) != codes.end();
    };
    if (is({OrderReasonCode::UnknownInstrument, OrderReasonCode::NoReferencePrice, OrderReasonCode::VenueUnknownInstrument}))
        return TicketField::Symbol;
    if (is({OrderReasonCode::QuantityNotPositive, OrderReasonCode::QuantityNotMultipleOfLot,
            OrderReasonCode::QuantityBelowMinimum, OrderReasonCode::QuantityAboveMaximum,
            OrderReasonCode::InsufficientBuyingPower, OrderReasonCode::InsufficientPosition, OrderReasonCode::RiskOrderSize,
            OrderReasonCode::RiskOrderNotional, OrderReasonCode::RiskPositionSize}))
        return TicketField::Quantity;
    if (is({OrderReasonCode::LimitPriceMissing, OrderReasonCode::LimitPriceNotAllowed, OrderReasonCode::RiskPriceCollar}))
        return TicketField::Limit;
    if (is({OrderReasonCode::StopPriceMissing, OrderReasonCode::StopPriceNotAllowed}))
        return TicketField::Stop;
    if (is({OrderReasonCode::TrailMissing, OrderReasonCode::TrailNotAllowed, OrderReasonCode::TrailOutOfRange}))
        return TicketField::Trail;
    if (is({OrderReasonCode::ExitOnWrongSide}))
        return TicketField::StopLoss;
    if (is({OrderReasonCode::PriceNotMultipleOfTick, OrderReasonCode::PriceNotPositive})) {
        // The reason names the price that it means; with one price there is no doubt.
        const bool meansStop = terms.stopPrice && terms.stopPrice->toString() == reason.asked;
        const bool meansLimit = terms.limitPrice && (terms.limitPrice->toString() == reason.asked || !meansStop);
        return meansLimit ? TicketField::Limit : TicketField::Stop;
    }
    return TicketField::None;
}

QString orderInWords(const domain::OrderTerms& terms, int priceDecimals)
{
    QStringList words{application::labelFor(terms.side).toUpper(), displayText(terms.quantity.value(), 0),
                      toQString(terms.instrument.symbol()), application::labelFor(terms.type).toUpper()};
    if (terms.stopPrice)
        words.append(displayText(terms.stopPrice->value(), priceDecimals));
    if (terms.limitPrice)
        words.append(displayText(terms.limitPrice->value(), priceDecimals));
    if (terms.trail)
        words.append(terms.trail->unit == domain::TrailUnit::PerCent ? QString(displayText(terms.trail->value, 0) % u" %")
                                                                     : displayText(terms.trail->value, priceDecimals));
    words.append(shortNameOf(terms.timeInForce));
    return words.join(u' ');
}

}  // namespace tradecore::ui
