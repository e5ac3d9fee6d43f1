// The one table of (status × event). One function for each event that has a row of its own, each with a switch over every
// status. Names follow FIX 4.4, tag 39; the precedence of statuses is Filled > Pending Cancel > Pending Replace > Partially
// filled > New, and evidence of quantity beats the text of a status.
#include "domain/order/order_state.h"

namespace tradecore::domain {

namespace {

using Next = std::optional<OrderStatus>;
using enum OrderStatus;
constexpr Next notPossible = std::nullopt;

struct Amounts {
    Quantity ordered;
    Quantity filled;
};

// Where an order stands that the venue has and that no text of the venue describes better.
OrderStatus workingStatus(Amounts amounts, bool cancelPending, bool replacePending)
{
    if (amounts.filled >= amounts.ordered)
        return Filled;
    if (cancelPending)
        return PendingCancel;
    if (replacePending)
        return PendingReplace;
    return amounts.filled.isZero() ? New : PartiallyFilled;
}

OrderStatus workingStatus(const OrderState& before, Amounts amounts)
{
    return workingStatus(amounts, before.cancelRequest.has_value(), before.replaceRequest.has_value());
}

Amounts amountsOf(const OrderState& before)
{
    return {before.terms.quantity, before.cumulative};
}

// What the venue says wins over what the user said of an order that could not be found.
OrderStatus standingFor(const OrderState& before)
{
    return before.resolvedByUser ? Unknown : before.status;
}

// Placed, Denied and Adopted: the first event of a stream, and only that.
Next first(OrderStatus before, OrderStatus after)
{
    switch (before) {
    case Draft: return after;
    case Denied: case Held: case PendingNew: case Unknown: case New: case PartiallyFilled: case PendingReplace:
    case PendingCancel: case Suspended: case Filled: case Canceled: case Rejected: case Expired: case DoneForDay:
        return notPossible;
    }
    return notPossible;
}

// Sending and Withheld: only what has not left can be sent (I2) or withheld.
Next beforeSending(const OrderState& before, OrderStatus after)
{
    switch (before.status) {
    case PendingNew: case Held: return before.submitSent ? notPossible : Next(after);
    case Draft: case Denied: case Unknown: case New: case PartiallyFilled: case PendingReplace: case PendingCancel:
    case Suspended: case Filled: case Canceled: case Rejected: case Expired: case DoneForDay:
        return notPossible;
    }
    return notPossible;
}

Next accepted(const OrderState& before)
{
    switch (standingFor(before)) {
    // The answer that resolves an unknown submit; a resumption after a suspension or a night.
    case Held: case PendingNew: case Unknown: case New: case PartiallyFilled: case Suspended: case DoneForDay:
        return workingStatus(before, amountsOf(before));
    case PendingReplace: return PendingReplace;
    case PendingCancel: return PendingCancel;
    // Late: fills and ends overtake acknowledgements. The broker's id is worth keeping, the status is not touched.
    case Filled: return Filled;
    case Canceled: return Canceled;
    case Expired: return Expired;
    case Draft: case Denied: case Rejected: return notPossible;  // the venue contradicts itself or our journal
    }
    return notPossible;
}

// Rejected, Canceled and Expired end what is open, also while a replace or a cancel is pending. A Filled order stays filled
// (the quantity is the evidence), and no end replaces another.
Next ended(const OrderState& before, OrderStatus after)
{
    switch (standingFor(before)) {
    case Held: case PendingNew: case Unknown: case New: case PartiallyFilled: case PendingReplace: case PendingCancel:
    case Suspended: case DoneForDay:
        return after;
    case Draft: case Denied: case Filled: case Canceled: case Rejected: case Expired: return notPossible;
    }
    return notPossible;
}

// Only the submit can be unknown: an order that the venue has shown cannot, nor can a cancel or a replace.
Next becameUnknown(const OrderState& before)
{
    switch (before.status) {
    case PendingNew: case Unknown: return Unknown;
    case PendingCancel: return before.acknowledged ? notPossible : Next(Unknown);
    case Draft: case Denied: case Held: case New: case PartiallyFilled: case PendingReplace: case Suspended: case Filled:
    case Canceled: case Rejected: case Expired: case DoneForDay:
        return notPossible;
    }
    return notPossible;
}

// Evidence, never an end: the status stays.
Next notFound(OrderStatus before)
{
    switch (before) {
    case Unknown: case New: case PartiallyFilled: case PendingReplace: case PendingCancel: case Suspended: case DoneForDay:
        return before;
    case Draft: case Denied: case Held: case PendingNew: case Filled: case Canceled: case Rejected: case Expired:
        return notPossible;
    }
    return notPossible;
}

Next triggered(const OrderState& before)
{
    switch (standingFor(before)) {
    case Held: case PendingNew: case Unknown: return workingStatus(before, amountsOf(before));
    case New: case PartiallyFilled: case PendingReplace: case PendingCancel: case Suspended: case DoneForDay: case Filled:
    case Canceled: case Expired:
        return before.status;
    case Draft: case Denied: case Rejected: return notPossible;
    }
    return notPossible;
}

// A fill is a fact whatever the status says: before the acknowledgement, while a cancel is pending, after an end.
Next filled(const OrderState& before, const OrderFilled& fill)
{
    const Quantity size = fill.cumulativeAfter.minusAtLeastZero(fill.cumulativeBefore);
    const Amounts amounts{before.terms.quantity, before.cumulative + size};
    const bool inFull = amounts.filled >= amounts.ordered;
    switch (standingFor(before)) {
    case Draft: return notPossible;
    case Held: case PendingNew: case Unknown: case New: case PartiallyFilled: case PendingReplace: case PendingCancel:
        return workingStatus(before, amounts);
    // The venue's text stands until it says that the order works again; an order that has ended never opens again.
    case Suspended: case DoneForDay: case Denied: case Filled: case Canceled: case Rejected: case Expired:
        return inFull ? Filled : before.status;
    }
    return notPossible;
}

// A bust or a correction of what was filled. The quantity decides what is open; what has ended never opens again (I5), and a
// correction that fills it up ends it as filled.
Next restated(const OrderState& before, const ExecutionId& id, Quantity size)
{
    const FillPiece* piece = pieceNamed(before, id);
    if (piece == nullptr)
        return notPossible;
    const Quantity others
        = before.cumulative.minusAtLeastZero(piece->cumulativeAfter.minusAtLeastZero(piece->cumulativeBefore));
    const Amounts amounts{before.terms.quantity, others + size};
    const bool inFull = amounts.filled >= amounts.ordered;
    switch (standingFor(before)) {
    case Draft: return notPossible;
    case Held: case PendingNew: case Unknown: case New: case PartiallyFilled: case PendingReplace: case PendingCancel:
        return workingStatus(before, amounts);
    case Suspended: case DoneForDay: case Denied: case Canceled: case Rejected: case Expired:
        return inFull ? Filled : before.status;
    case Filled: return Filled;
    }
    return notPossible;
}

// Aliases, alarms and quarantined reports say nothing of the status.
Next noted(OrderStatus before)
{
    switch (before) {
    case Draft: return notPossible;
    case Denied: case Held: case PendingNew: case Unknown: case New: case PartiallyFilled: case PendingReplace:
    case PendingCancel: case Suspended: case Filled: case Canceled: case Rejected: case Expired: case DoneForDay:
        return before;
    }
    return notPossible;
}

Next cancelRequested(const OrderState& before)
{
    switch (before.status) {
    case PendingNew: return before.submitSent ? Next(PendingCancel) : notPossible;  // unsent: canceled at once
    case Unknown: return Unknown;                                                   // still unknown, with a cancel under way
    case New: case PartiallyFilled: case PendingReplace: case Suspended: case DoneForDay: return PendingCancel;
    case Draft: case Denied: case Held: case PendingCancel: case Filled: case Canceled: case Rejected: case Expired:
        return notPossible;
    }
    return notPossible;
}

Next cancelRefused(const OrderState& before)
{
    switch (before.status) {
    case PendingCancel: {
        const OrderStatus working
            = workingStatus(amountsOf(before), /*cancelPending=*/false, before.replaceRequest.has_value());
        return working == New && !before.acknowledged ? PendingNew : working;
    }
    case Unknown: return Unknown;
    case Filled: return Filled;  // the cancel came too late
    case Draft: case Denied: case Held: case PendingNew: case New: case PartiallyFilled: case PendingReplace:
    case Suspended: case Canceled: case Rejected: case Expired: case DoneForDay:
        return notPossible;
    }
    return notPossible;
}

Next replaceRequested(OrderStatus before)
{
    switch (before) {
    case New: case PartiallyFilled: case Suspended: case DoneForDay: return PendingReplace;
    case Draft: case Denied: case Held: case PendingNew: case Unknown: case PendingReplace: case PendingCancel: case Filled:
    case Canceled: case Rejected: case Expired:
        return notPossible;
    }
    return notPossible;
}

Next replaceRefused(const OrderState& before)
{
    switch (before.status) {
    case PendingReplace:
        return workingStatus(amountsOf(before), before.cancelRequest.has_value(), /*replacePending=*/false);
    case PendingCancel: return PendingCancel;
    case Filled: return Filled;
    case Draft: case Denied: case Held: case PendingNew: case Unknown: case New: case PartiallyFilled: case Suspended:
    case Canceled: case Rejected: case Expired: case DoneForDay:
        return notPossible;
    }
    return notPossible;
}

Next replaced(const OrderState& before, const OrderReplaced& event)
{
    const Amounts amounts{event.change.quantity.value_or(before.terms.quantity), before.cumulative};
    const bool stillPending = before.replaceRequest && *before.replaceRequest != event.request;
    const OrderStatus working = workingStatus(amounts, before.cancelRequest.has_value(), stillPending);
    switch (standingFor(before)) {
    // Down to what is filled, or below: nothing is left to fill. Also unasked for: the venue restates an order.
    case Held: case PendingNew: case Unknown: case New: case PartiallyFilled: case PendingReplace: case PendingCancel:
        return working;
    case Suspended: case DoneForDay: return working == Filled ? Filled : before.status;
    // The one way out of Filled: our own replace to a larger quantity crossed the last fill, and the venue took it. It works
    // there; to show it as filled would lose an order.
    case Filled: return before.replaceRequest == event.request ? Next(working) : notPossible;
    case Draft: case Denied: case Canceled: case Rejected: case Expired: return notPossible;
    }
    return notPossible;
}

// Suspended and DoneForDay: the venue's text; what we wait for is shown before it.
Next paused(const OrderState& before, OrderStatus after)
{
    switch (standingFor(before)) {
    case Held: case PendingNew: case Unknown: case New: case PartiallyFilled: case Suspended: case DoneForDay: return after;
    case PendingReplace: return PendingReplace;
    case PendingCancel: return PendingCancel;
    case Draft: case Denied: case Filled: case Canceled: case Rejected: case Expired: return notPossible;
    }
    return notPossible;
}

Next resolvedByUser(const OrderState& before, ManualResolution resolution)
{
    const OrderStatus after = resolution == ManualResolution::Filled ? Filled : Canceled;
    switch (before.status) {
    case Unknown: return after;
    // An order that worked and that the venue does not know any more has no other end.
    case New: case PartiallyFilled: case PendingReplace: case PendingCancel: case Suspended: case DoneForDay:
        return before.notFoundCount > 0 ? Next(after) : notPossible;
    case Draft: case Denied: case Held: case PendingNew: case Filled: case Canceled: case Rejected: case Expired:
        return notPossible;
    }
    return notPossible;
}

struct Table {
    const OrderState& before;

    Next operator()(const OrderPlaced&) const { return first(before.status, PendingNew); }
    Next operator()(const OrderDenied&) const { return first(before.status, Denied); }
    Next operator()(const OrderSending&) const { return beforeSending(before, PendingNew); }
    Next operator()(const OrderWithheld&) const { return beforeSending(before, Denied); }
    Next operator()(const OrderAccepted&) const { return accepted(before); }
    Next operator()(const OrderRejected&) const { return ended(before, Rejected); }
    Next operator()(const OrderBecameUnknown&) const { return becameUnknown(before); }
    Next operator()(const OrderNotFoundAtVenue&) const { return notFound(before.status); }
    Next operator()(const OrderTriggered&) const { return triggered(before); }
    Next operator()(const OrderFilled& event) const { return filled(before, event); }
    Next operator()(const OrderExecutionAliased&) const { return noted(before.status); }
    Next operator()(const OrderFillBusted& event) const { return restated(before, event.executionId, Quantity()); }
    Next operator()(const OrderFillCorrected& event) const { return restated(before, event.executionId, event.quantity); }
    Next operator()(const OrderExitsAttached&) const { return noted(before.status); }
    Next operator()(const OrderLostProtection&) const { return noted(before.status); }
    Next operator()(const OrderProtectionRestored&) const { return noted(before.status); }
    Next operator()(const OrderOverfilled&) const { return noted(before.status); }
    Next operator()(const OrderReportQuarantined&) const { return noted(before.status); }
    Next operator()(const OrderCancelRequested&) const { return cancelRequested(before); }
    Next operator()(const OrderCancelRefused&) const { return cancelRefused(before); }
    Next operator()(const OrderReplaceRequested&) const { return replaceRequested(before.status); }
    Next operator()(const OrderReplaceRefused&) const { return replaceRefused(before); }
    Next operator()(const OrderReplaced& event) const { return replaced(before, event); }
    Next operator()(const OrderCanceled&) const { return ended(before, Canceled); }
    Next operator()(const OrderExpired&) const { return ended(before, Expired); }
    Next operator()(const OrderSuspended&) const { return paused(before, Suspended); }
    Next operator()(const OrderDoneForDay&) const { return paused(before, DoneForDay); }
    Next operator()(const OrderAdopted&) const { return first(before.status, New); }
    Next operator()(const OrderResolvedByUser& event) const { return resolvedByUser(before, event.resolution); }
};

}  // namespace

std::optional<OrderStatus> nextStatus(const OrderState& before, const OrderEvent& event)
{
    return std::visit(Table{before}, event);
}

}  // namespace tradecore::domain
