// The fields of values that several event families carry.
#pragma once

#include "domain/order/order_events.h"
#include "domain/position/position.h"
#include "infrastructure/persistence/codec/field_writer.h"

namespace tradecore::infrastructure {

// Money has no setters: it is read through its two parts.
template <typename Archive>
void fields(Archive& archive, const domain::Money& money)
{
    archive("amount", money.amount());
    archive("currency", money.currency());
}

template <typename Archive>
void fields(Archive& archive, domain::Money& money)
{
    Decimal amount = money.amount();
    domain::Currency currency = money.currency();
    archive("amount", amount);
    archive("currency", currency);
    money = domain::Money(amount, currency);
}

template <typename Archive, Of<domain::OrderTerms> Value>
void fields(Archive& archive, Value& terms)
{
    archive("account", terms.account);
    archive("instrument", terms.instrument);
    archive("side", terms.side);
    archive("type", terms.type);
    archive("time_in_force", terms.timeInForce);
    archive("quantity", terms.quantity);
    archive("limit_price", terms.limitPrice);
    archive("stop_price", terms.stopPrice);
    archive.optional("trail", terms.trail);
    archive.optional("parent", terms.parent);
    archive.optional("one_cancels_other", terms.oneCancelsOther);
}

template <typename Archive, Of<domain::OrderChange> Value>
void fields(Archive& archive, Value& change)
{
    archive("quantity", change.quantity);
    archive("limit_price", change.limitPrice);
    archive("stop_price", change.stopPrice);
}

template <typename Archive, Of<domain::OrderReason> Value>
void fields(Archive& archive, Value& reason)
{
    archive("code", reason.code);
    archive("asked", reason.asked);
    archive("allowed", reason.allowed);
    archive("venue_text", reason.venueText);
}

template <typename Archive, Of<domain::VenueReportFacts> Value>
void fields(Archive& archive, Value& report)
{
    archive("venue_time", report.venueTime);
    archive("received_at", report.receivedAt);
    archive("raw", report.raw);
}

template <typename Archive, Of<domain::PositionLot> Value>
void fields(Archive& archive, Value& lot)
{
    archive("quantity", lot.quantity);
    archive("cost", lot.cost);
    archive("opened_at", lot.openedAt);
}

// Of the books alone and of a state that holds them.
template <typename Archive, typename Books>
void positionBooksFields(Archive& archive, Books& books)
{
    archive("quantity", books.quantity);
    archive("average_cost", books.averageCost);
    archive("realised_average", books.realisedAverage);
    archive("lots", books.lots);
    archive("realised_fifo", books.realisedFifo);
}

}  // namespace tradecore::infrastructure
