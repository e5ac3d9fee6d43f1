#include "infrastructure/persistence/codec/event_type.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

// The stored names: written once, never changed.
static std::string_view storedName(Named<domain::PositionFillApplied>) { return "position.fill_applied"; }
static std::string_view storedName(Named<domain::PositionDayClosed>) { return "position.day_closed"; }
static std::string_view storedName(Named<domain::PositionFillRestated>) { return "position.fill_restated"; }
static std::string_view storedName(Named<domain::PositionSplit>) { return "position.split"; }
// 2: the money that the fill moved, and the fee that it left in the base asset (position_upcasters.cpp).
static int storedVersion(Named<domain::PositionFillApplied>) { return 2; }

template <typename Archive, Of<domain::PositionFillApplied> Event>
void fields(Archive& archive, Event& event)
{
    archive("account", event.account);
    archive("instrument", event.instrument);
    archive("client_order_id", event.clientOrderId);
    archive("execution_id", event.executionId);
    archive("side", event.side);
    archive("quantity", event.quantity);
    archive("price", event.price);
    archive("commission", event.commission);
    archive("executed_at", event.executedAt);
    archive("gross", event.gross);
    archive("base_fee", event.baseFee);
}

template <typename Archive, Of<domain::PositionDayClosed> Event>
void fields(Archive& archive, Event& event)
{
    archive("account", event.account);
    archive("instrument", event.instrument);
    archive("session_date", event.sessionDate);
    archive("mark", event.mark);
}

template <typename Archive, Of<domain::PositionPiece> Value>
void fields(Archive& archive, Value& piece)
{
    archive("quantity", piece.quantity);
    archive("price", piece.price);
    archive("gross", piece.gross);
    archive("commission", piece.commission);
    archive("base_fee", piece.baseFee);
}

template <typename Archive, Of<domain::PositionBooks> Value>
void fields(Archive& archive, Value& books)
{
    positionBooksFields(archive, books);
}

template <typename Archive, Of<domain::PositionFillRestated> Event>
void fields(Archive& archive, Event& event)
{
    archive("account", event.account);
    archive("instrument", event.instrument);
    archive("client_order_id", event.clientOrderId);
    archive("execution_id", event.executionId);
    archive("side", event.side);
    archive("booked", event.booked);
    archive("corrected", event.corrected);
    archive("books", event.books);
}

template <typename Archive, Of<domain::PositionSplit> Event>
void fields(Archive& archive, Event& event)
{
    archive("account", event.account);
    archive("instrument", event.instrument);
    archive("action_id", event.actionId);
    archive("numerator", event.numerator);
    archive("denominator", event.denominator);
    archive("fraction", event.fraction);
    archive("cash_in_lieu", event.cashInLieu);
    archive("effective_at", event.effectiveAt);
}

std::string_view writeFamily(const domain::PositionEvent& event, std::string& payload)
{
    return writeEvent(event, payload);
}

std::vector<EventType> positionEventTypes()
{
    return typesOf<domain::PositionEvent>();
}

}  // namespace tradecore::infrastructure
