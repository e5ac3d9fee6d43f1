// Orders that depend on each other at the venue. A child names its parent and works only as far as the parent is filled; when the
// parent ends, the child is trimmed to what was filled, or canceled. Orders that name the same `oneCancelsOther` share one quantity:
// what one of them fills is taken off the others. The venue does this itself, so that it holds while the workstation is away.
#pragma once

#include "domain/virtual_broker/venue_state.h"

namespace tradecore::domain {

// What may be filled now: all that is left, or of a child what its parent has filled and nobody has taken yet.
[[nodiscard]] Quantity workable(const VenueBooks& books, const VenueOrderState& order);
// What an open order of this side holds back of a position; siblings that share a quantity hold it once, for the largest of them.
// `except` and its siblings are left out.
[[nodiscard]] Quantity heldBack(const VenueBooks& books, const InstrumentId& instrument, Side side,
                                const VenueOrderState* except = nullptr);
// What follows for the others from a fill of `filled`, or from the end of `parent`; the books are those after that event.
[[nodiscard]] VenueEvents afterFill(const VenueBooks& books, const VenueOrderState& order, Quantity filled, Timestamp now);
[[nodiscard]] VenueEvents afterEnd(const VenueBooks& books, const VenueOrderState& parent, Timestamp now);
// Off a child that comes when its parent has ended: what the parent did not fill.
[[nodiscard]] VenueEvents trimToParent(const VenueOrderState& child, const VenueOrderState& parent, Timestamp now);

}  // namespace tradecore::domain
