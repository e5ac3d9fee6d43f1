#include "domain/virtual_broker/venue_contingency.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tradecore::domain {

namespace {

const VenueOrderState* openParentOf(const VenueBooks& books, const VenueOrderState& order)
{
    if (!order.terms.parent)
        return nullptr;
    const auto found = std::ranges::find_if(
        books.open, [&order](const auto& entry) { return entry.second.clientOrderId == *order.terms.parent; });
    return found != books.open.end() ? &found->second : nullptr;
}

bool areSiblings(const VenueOrderState& left, const VenueOrderState& right)
{
    return left.terms.oneCancelsOther && left.terms.oneCancelsOther == right.terms.oneCancelsOther
        && left.terms.instrument == right.terms.instrument && left.terms.side == right.terms.side;
}

VenueEvents taken(const VenueOrderState& order, Quantity by, std::string words, Timestamp now)
{
    if (by >= order.leaves())
        return {VenueOrderCanceled{order.brokerOrderId, OrderReason{OrderReasonCode::None, {}, {}, std::move(words)}, now}};
    if (by.isZero())
        return {};
    return {VenueOrderReduced{order.brokerOrderId, by, now}};
}

}  // namespace

Quantity workable(const VenueBooks& books, const VenueOrderState& order)
{
    const VenueOrderState* parent = openParentOf(books, order);
    if (parent == nullptr)
        return order.leaves();
    return std::min(order.leaves(), parent->cumulative.minusAtLeastZero(order.cumulative + order.reducedBy));
}

Quantity heldBack(const VenueBooks& books, const InstrumentId& instrument, Side side, const VenueOrderState* except)
{
    Quantity total;
    std::map<ClientOrderId, Quantity> shared;
    for (const auto& [number, order] : books.open) {
        if (order.terms.side != side || order.terms.instrument != instrument)
            continue;
        if (except != nullptr && (number == except->number || areSiblings(order, *except)))
            continue;
        const Quantity held = workable(books, order);
        if (order.terms.oneCancelsOther) {
            auto& largest = shared[*order.terms.oneCancelsOther];
            largest = std::max(largest, held);
        } else {
            total = total + held;
        }
    }
    for (const auto& [name, quantity] : shared)
        total = total + quantity;
    return total;
}

VenueEvents afterFill(const VenueBooks& books, const VenueOrderState& order, Quantity filled, Timestamp now)
{
    VenueEvents events;
    for (const auto& [number, other] : books.open) {
        if (number == order.number || !areSiblings(order, other))
            continue;
        for (auto& event : taken(other, filled, "The other order of the pair was filled.", now))
            events.push_back(std::move(event));
    }
    return events;
}

VenueEvents afterEnd(const VenueBooks& books, const VenueOrderState& parent, Timestamp now)
{
    VenueEvents events;
    for (const auto& [number, child] : books.open) {
        if (child.terms.parent != parent.clientOrderId)
            continue;
        for (auto& event : trimToParent(child, parent, now))
            events.push_back(std::move(event));
    }
    return events;
}

VenueEvents trimToParent(const VenueOrderState& child, const VenueOrderState& parent, Timestamp now)
{
    const Quantity whole = child.terms.quantity + child.reducedBy;
    return taken(child, whole.minusAtLeastZero(parent.cumulative), "The order that it waited for has ended.", now);
}

}  // namespace tradecore::domain
