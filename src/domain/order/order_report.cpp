// What the venue reports. The rule for every kind: an event that would change nothing is not made, so that a report that comes
// twice (stream, answer, reconciliation) appends nothing the second time; what cannot be true is quarantined once, and shown.
#include "domain/order/order_checks.h"
#include "domain/order/order_decisions.h"

#include <algorithm>
#include <utility>

namespace tradecore::domain {

namespace {

std::string_view nameOf(VenueReportKind kind)
{
    switch (kind) {
    case VenueReportKind::Accepted: return "accepted";
    case VenueReportKind::Rejected: return "rejected";
    case VenueReportKind::Triggered: return "triggered";
    case VenueReportKind::Filled: return "filled";
    case VenueReportKind::Canceled: return "canceled";
    case VenueReportKind::Expired: return "expired";
    case VenueReportKind::Suspended: return "suspended";
    case VenueReportKind::DoneForDay: return "done_for_day";
    case VenueReportKind::CancelRefused: return "cancel_refused";
    case VenueReportKind::Replaced: return "replaced";
    case VenueReportKind::ReplaceRefused: return "replace_refused";
    case VenueReportKind::FillBusted: return "fill_busted";
    case VenueReportKind::FillCorrected: return "fill_corrected";
    }
    return {};
}

OrderEvents quarantine(const OrderState& state, const VenueReport& report, std::string explanation)
{
    std::string kind(nameOf(report.kind));
    if (std::ranges::find(state.quarantinedTexts, kind + ": " + explanation) != state.quarantinedTexts.end())
        return {};
    return {OrderReportQuarantined{std::move(kind), std::move(explanation), report.facts}};
}

bool isEndText(VenueReportKind kind)
{
    switch (kind) {
    case VenueReportKind::Rejected:
    case VenueReportKind::Canceled:
    case VenueReportKind::Expired: return true;
    case VenueReportKind::Accepted:
    case VenueReportKind::Triggered:
    case VenueReportKind::Filled:
    case VenueReportKind::Suspended:
    case VenueReportKind::DoneForDay:
    case VenueReportKind::CancelRefused:
    case VenueReportKind::Replaced:
    case VenueReportKind::ReplaceRefused:
    case VenueReportKind::FillBusted:
    case VenueReportKind::FillCorrected: return false;
    }
    return false;
}

bool isAnswer(VenueReportKind kind)
{
    return kind == VenueReportKind::CancelRefused || kind == VenueReportKind::ReplaceRefused;
}

// Whether a report that cannot follow is a contradiction to be shown, or an old or sloppy copy of what is known.
bool contradicts(OrderStatus status, VenueReportKind kind)
{
    if (isAnswer(kind))
        return false;
    switch (status) {
    case OrderStatus::Denied: return true;                                    // it never left, and the venue speaks of it
    case OrderStatus::Rejected: return !isEndText(kind);                      // refused, and yet there
    case OrderStatus::Filled: return kind == VenueReportKind::Rejected || kind == VenueReportKind::Replaced;
    case OrderStatus::Canceled:
    case OrderStatus::Expired: return kind == VenueReportKind::Replaced;      // the replacement may be working
    case OrderStatus::Draft:
    case OrderStatus::Held:
    case OrderStatus::PendingNew:
    case OrderStatus::Unknown:
    case OrderStatus::New:
    case OrderStatus::PartiallyFilled:
    case OrderStatus::PendingReplace:
    case OrderStatus::PendingCancel:
    case OrderStatus::Suspended:
    case OrderStatus::DoneForDay: return false;
    }
    return false;
}

OrderEvents ifNew(const OrderState& state, const VenueReport& report, OrderEvent event)
{
    if (!nextStatus(state, event)) {
        if (!contradicts(state.status, report.kind))
            return {};
        return quarantine(state, report, "the order is " + std::string(nameOf(state.status)));
    }
    if (fold(state, event) == state)
        return {};
    return {std::move(event)};
}

bool knows(const OrderState& state, const ExecutionId& id)
{
    return pieceNamed(state, id) != nullptr;
}

std::string describe(const VenueReport& report)
{
    return "execution " + report.executionId.text() + ", " + report.cumulativeBefore.toString() + " to "
        + report.cumulativeAfter.toString() + " at " + report.price.toString();
}

const FillPiece* pieceAt(const OrderState& state, Quantity before, Quantity after)
{
    const auto found = std::ranges::find_if(state.pieces, [before, after](const FillPiece& piece) {
        return piece.cumulativeBefore == before && piece.cumulativeAfter == after;
    });
    return found != state.pieces.end() ? &*found : nullptr;
}

OrderEvents aliasOf(const OrderState& state, const VenueReport& report)
{
    if (report.executionId.isEmpty() || knows(state, report.executionId))
        return {};
    const auto* piece = pieceAt(state, report.cumulativeBefore, report.cumulativeAfter);
    const bool otherBrokerOrder = piece != nullptr && report.brokerOrderId && !piece->brokerOrderId.isEmpty()
        && *report.brokerOrderId != piece->brokerOrderId;
    if (otherBrokerOrder)  // a count that began anew after a replace would hide a fill here
        return quarantine(state, report, describe(report) + " of another broker order");
    return {OrderExecutionAliased{report.executionId, report.cumulativeAfter, report.source}};
}

OrderEvents newFill(const OrderState& state, const VenueReport& report)
{
    if (knows(state, report.executionId))
        return quarantine(state, report, describe(report) + ": its id names another piece");
    const Quantity size = report.cumulativeAfter.minusAtLeastZero(report.cumulativeBefore);
    if (!Decimal::multiply(report.price.value(), size.value(), Rounding::HalfEven))
        return quarantine(state, report, describe(report) + ": out of range");
    OrderEvents events{OrderFilled{report.brokerOrderId.value_or(BrokerOrderId()), report.executionId,
                                   report.cumulativeBefore, report.cumulativeAfter, report.price, report.commission,
                                   report.liquidity, report.source, report.facts}};
    const Quantity cumulative = state.cumulative + size;
    // A fill may overtake the answer to a replace that asked for more.
    const auto asked = state.replaceRequest && state.replaceChange ? state.replaceChange->quantity : std::nullopt;
    const Quantity ordered = std::max(state.terms.quantity, asked.value_or(state.terms.quantity));
    if (cumulative > ordered && !state.overfilled)
        events.emplace_back(OrderOverfilled{ordered, cumulative});
    return events;
}

OrderEvents decideFill(const OrderState& state, const VenueReport& report)
{
    if (report.cumulativeAfter <= report.cumulativeBefore)
        return quarantine(state, report, describe(report) + ": covers nothing");
    // A late copy of what was busted, or of what a bust or a correction has moved since.
    if (bustedPieceNamed(state, report.executionId) != nullptr || (state.isRestated() && knows(state, report.executionId)))
        return {};
    switch (fitOf(state, report.cumulativeBefore, report.cumulativeAfter)) {
    case FillFit::New: return newFill(state, report);
    case FillFit::Booked: return aliasOf(state, report);
    case FillFit::Overlaps: return quarantine(state, report, describe(report) + ": overlaps what is booked");
    }
    return {};
}

// A fill that is busted already says nothing new; one that is not known is quarantined, and fetched.
OrderEvents decideRestatement(const OrderState& state, const VenueReport& report)
{
    const bool busts = report.kind == VenueReportKind::FillBusted || report.correctedQuantity.isZero();
    const FillPiece* piece = pieceNamed(state, report.executionId);
    if (piece == nullptr) {
        if (busts && bustedPieceNamed(state, report.executionId) != nullptr)
            return {};
        return quarantine(state, report, "execution " + report.executionId.text() + " is not known as a fill");
    }
    const ExecutionId& booked = piece->executionIds.front();
    if (busts)
        return ifNew(state, report, OrderFillBusted{booked, report.facts});
    const Quantity size = piece->cumulativeAfter.minusAtLeastZero(piece->cumulativeBefore);
    if (size == report.correctedQuantity && piece->price == report.price)
        return {};
    if (!Decimal::multiply(report.price.value(), report.correctedQuantity.value(), Rounding::HalfEven))
        return quarantine(state, report, "execution " + report.executionId.text() + ": out of range");
    OrderEvents events{OrderFillCorrected{booked, report.correctedQuantity, report.price, report.facts}};
    const OrderState corrected = fold(state, events.front());
    alarmIfOverfilled(corrected, events);
    return events;
}

OrderEvents decideCancelRefused(const OrderState& state, const VenueReport& report)
{
    if (!state.cancelRequest || (report.request && report.request != state.cancelRequest))
        return {};  // the answer to a cancel that is settled
    return ifNew(state, report, OrderCancelRefused{*state.cancelRequest, report.reason, report.facts});
}

OrderEvents decideReplaceRefused(const OrderState& state, const VenueReport& report)
{
    if (!state.replaceRequest || (report.request && report.request != state.replaceRequest))
        return {};
    auto events = ifNew(state, report, OrderReplaceRefused{*state.replaceRequest, report.reason, report.facts});
    if (!events.empty())
        alarmIfOverfilled(state, events);
    return events;
}

// The venue moves a trailing stop only nearer to the market, and takes quantity off one of a pair: what says otherwise, and answers no
// request, is a late copy.
bool isOldRestatement(const OrderTerms& terms, const OrderChange& change)
{
    const bool back = terms.trail && terms.stopPrice && change.stopPrice && !isTighter(terms.side, *change.stopPrice, *terms.stopPrice);
    const bool more = (terms.parent || terms.oneCancelsOther) && change.quantity && *change.quantity >= terms.quantity;
    return back || more;
}

OrderEvents decideReplaced(const OrderState& state, const VenueReport& report)
{
    const RequestId request = report.request.value_or(state.replaceRequest.value_or(RequestId()));
    if (std::ranges::find(state.answeredReplaces, request) != state.answeredReplaces.end())
        return {};  // a late copy would turn the terms back
    if (report.change.quantity && report.change.quantity->isZero())
        return quarantine(state, report, "replaced to a quantity of zero");
    if (request.isEmpty() && isOldRestatement(state.terms, report.change))
        return {};
    return ifNew(state, report, OrderReplaced{request, report.change, report.brokerOrderId.value_or(BrokerOrderId()),
                                              report.facts});
}

}  // namespace

FillFit fitOf(const OrderState& state, Quantity cumulativeBefore, Quantity cumulativeAfter)
{
    if (pieceAt(state, cumulativeBefore, cumulativeAfter) != nullptr)
        return FillFit::Booked;
    const bool overlaps = std::ranges::any_of(state.pieces, [cumulativeBefore, cumulativeAfter](const FillPiece& piece) {
        return cumulativeBefore < piece.cumulativeAfter && piece.cumulativeBefore < cumulativeAfter;
    });
    return overlaps ? FillFit::Overlaps : FillFit::New;
}

OrderEvents decideReport(const OrderState& state, const VenueReport& report)
{
    if (!state.exists())
        return {};
    switch (report.kind) {
    case VenueReportKind::Accepted:
        return ifNew(state, report, OrderAccepted{report.brokerOrderId.value_or(BrokerOrderId()), report.facts});
    case VenueReportKind::Rejected: return ifNew(state, report, OrderRejected{report.reason, report.facts});
    case VenueReportKind::Triggered: return ifNew(state, report, OrderTriggered{report.facts});
    case VenueReportKind::Filled: return decideFill(state, report);
    case VenueReportKind::Canceled: return ifNew(state, report, OrderCanceled{report.reason, report.facts});
    case VenueReportKind::Expired: return ifNew(state, report, OrderExpired{report.facts});
    case VenueReportKind::Suspended: return ifNew(state, report, OrderSuspended{report.facts});
    case VenueReportKind::DoneForDay: return ifNew(state, report, OrderDoneForDay{report.facts});
    case VenueReportKind::CancelRefused: return decideCancelRefused(state, report);
    case VenueReportKind::Replaced: return decideReplaced(state, report);
    case VenueReportKind::ReplaceRefused: return decideReplaceRefused(state, report);
    case VenueReportKind::FillBusted:
    case VenueReportKind::FillCorrected: return decideRestatement(state, report);
    }
    return {};
}

}  // namespace tradecore::domain
