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

}  // namespace

bool takesLimit(OrderType type)
{
    return type == OrderType::Limit || type == OrderType::StopLimit;
}

bool takesStop(OrderType type)
{
    return type == OrderType::Stop || type == OrderType::StopLimit;
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
            OrderReasonCode::InsufficientBuyingPower, OrderReasonCode::InsufficientPosition}))
        return TicketField::Quantity;
    if (is({OrderReasonCode::LimitPriceMissing, OrderReasonCode::LimitPriceNotAllowed}))
        return TicketField::Limit;
    if (is({OrderReasonCode::StopPriceMissing, OrderReasonCode::StopPriceNotAllowed}))
        return TicketField::Stop;
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
    words.append(shortNameOf(terms.timeInForce));
    return words.join(u' ');
}

}  // namespace tradecore::ui
