#include "domain/virtual_broker/venue_state.h"

#include <type_traits>
#include <utility>

namespace tradecore::domain {

bool VenueOrderState::isWorking() const
{
    switch (terms.type) {
    case OrderType::Market:
    case OrderType::Limit:
        return true;
    case OrderType::Stop:
    case OrderType::StopLimit:
    case OrderType::TrailingStop:
        return triggered;
    }
    return true;
}

Decimal VenueBooks::cashIn(const Currency& currency) const
{
    const auto found = cash.find(currency.code());
    return found != cash.end() ? found->second : Decimal();
}

Quantity VenueBooks::positionIn(const InstrumentId& instrument) const
{
    const auto found = positions.find(instrument);
    return found != positions.end() && !found->second.isNegative() ? Quantity::magnitudeOf(found->second) : Quantity();
}

VenueOrderState* VenueBooks::findOpen(const BrokerOrderId& order)
{
    for (auto& [number, state] : open) {
        if (state.brokerOrderId == order)
            return &state;
    }
    return nullptr;
}

BrokerOrderId VenueBooks::nextBrokerOrderId() const
{
    return BrokerOrderId(account.text() + "-o" + std::to_string(orders + 1));
}

ExecutionId VenueBooks::nextExecutionId() const
{
    return ExecutionId(account.text() + "-x" + std::to_string(executions + 1));
}

namespace {

struct Applier {
    VenueBooks& books;

    VenueChange operator()(const VenueAccountOpened& event)
    {
        books.account = event.account;
        books.deposit = event.deposit;
        books.cash[event.deposit.currency().code()] += event.deposit.amount();
        return {};
    }
    VenueChange operator()(const VenueOrderAccepted& event)
    {
        VenueOrderState order;
        order.number = ++books.orders;
        order.priority = ++books.priorities;
        order.brokerOrderId = event.brokerOrderId;
        order.clientOrderId = event.clientOrderId;
        order.submittedTerms = event.terms;
        order.terms = event.terms;
        order.shownAhead = event.shownAhead;
        order.acceptedAt = event.acceptedAt;
        order.changedAt = event.acceptedAt;
        books.open[order.number] = order;
        return {std::move(order), std::nullopt, false, true};
    }
    VenueChange operator()(const VenueOrderRejected& event)
    {
        VenueOrderState order;
        order.clientOrderId = event.clientOrderId;
        order.submittedTerms = event.terms;
        order.terms = event.terms;
        order.status = OrderStatus::Rejected;
        order.reason = event.reason;
        order.acceptedAt = event.rejectedAt;
        order.changedAt = event.rejectedAt;
        return {std::move(order), std::nullopt, true, true};
    }
    VenueChange operator()(const VenueOrderTriggered& event)
    {
        return change(event.brokerOrderId, [&event](VenueOrderState& order) {
            order.triggered = true;
            order.shownAhead = event.shownAhead;
            order.changedAt = event.triggeredAt;
        });
    }
    VenueChange operator()(const VenueOrderFilled& event)
    {
        VenueOrderState* order = books.findOpen(event.brokerOrderId);
        if (order == nullptr || order->cumulative != event.cumulativeBefore
            || event.cumulativeAfter <= event.cumulativeBefore)
            return unfit();
        const Quantity filled = event.cumulativeAfter.minusAtLeastZero(event.cumulativeBefore);
        const auto value = notional(event.price, filled, event.commission.currency());
        if (!value)
            return unfit();
        ++books.executions;
        const bool buys = order->terms.side == Side::Buy;
        const Money posted = value->postable();
        Decimal& cash = books.cash[posted.currency().code()];
        cash += buys ? posted.amount().negated() : posted.amount();
        cash -= event.commission.amount();
        move(order->terms.instrument, buys ? filled.asLong() : filled.asShort());
        order->cumulative = event.cumulativeAfter;
        order->filledNotional += value->amount();
        order->commission = Money(order->commission.amount() + event.commission.amount(), event.commission.currency());
        order->status = order->leaves().isZero() ? OrderStatus::Filled : OrderStatus::PartiallyFilled;
        order->changedAt = event.executedAt;
        VenueExecutionState execution{order->clientOrderId, event.brokerOrderId, event.executionId,
                                      order->terms.instrument, order->terms.side, event.cumulativeBefore,
                                      event.cumulativeAfter, event.price, event.commission, event.liquidity,
                                      event.executedAt};
        VenueChange result = settle(*order);
        result.execution = std::move(execution);
        return result;
    }
    VenueChange operator()(const VenueOrderReplaced& event)
    {
        return change(event.brokerOrderId, [this, &event](VenueOrderState& order) {
            const auto& wanted = event.change;
            const bool larger = wanted.quantity && *wanted.quantity > order.terms.quantity;
            const bool moved = wanted.limitPrice && wanted.limitPrice != order.terms.limitPrice;
            if (larger || moved)
                order.priority = ++books.priorities;
            if (wanted.quantity)
                order.terms.quantity = *wanted.quantity;
            if (wanted.limitPrice)
                order.terms.limitPrice = wanted.limitPrice;
            if (wanted.stopPrice)
                order.terms.stopPrice = wanted.stopPrice;
            order.shownAhead = event.shownAhead;
            order.replaceRequest = event.request;
            order.changedAt = event.replacedAt;
            if (order.leaves().isZero())
                order.status = OrderStatus::Filled;
        });
    }
    VenueChange operator()(const VenueOrderCanceled& event)
    {
        return change(event.brokerOrderId, [&event](VenueOrderState& order) {
            order.status = OrderStatus::Canceled;
            order.reason = event.reason;
            order.changedAt = event.canceledAt;
        });
    }
    VenueChange operator()(const VenueOrderExpired& event)
    {
        return change(event.brokerOrderId, [&event](VenueOrderState& order) {
            order.status = OrderStatus::Expired;
            order.changedAt = event.expiredAt;
        });
    }
    VenueChange operator()(const VenueOrderTrailed& event)
    {
        return change(event.brokerOrderId, [&event](VenueOrderState& order) {
            order.terms.stopPrice = event.stopPrice;
            order.changedAt = event.trailedAt;
        });
    }
    VenueChange operator()(const VenueOrderReduced& event)
    {
        return change(event.brokerOrderId, [&event](VenueOrderState& order) {
            order.terms.quantity = order.terms.quantity.minusAtLeastZero(event.by);
            order.reducedBy = order.reducedBy + event.by;
            order.changedAt = event.reducedAt;
        });
    }

private:
    static VenueChange unfit() { return {std::nullopt, std::nullopt, false, false}; }
    template <typename Edit>
    VenueChange change(const BrokerOrderId& id, const Edit& edit)
    {
        VenueOrderState* order = books.findOpen(id);
        if (order == nullptr)
            return unfit();
        edit(*order);
        return settle(*order);
    }
    VenueChange settle(const VenueOrderState& order)
    {
        VenueChange result{order, std::nullopt, isTerminal(order.status), true};
        if (result.done)
            books.open.erase(result.order->number);
        return result;
    }
    void move(const InstrumentId& instrument, SignedQuantity by)
    {
        const SignedQuantity after = books.positions[instrument] + by;
        if (after.isZero())
            books.positions.erase(instrument);
        else
            books.positions[instrument] = after;
    }
};

}  // namespace

VenueChange apply(VenueBooks& books, const VenueEvent& event)
{
    return std::visit(Applier{books}, event);
}

const VenueOrderState* VenueState::find(const ClientOrderId& order) const
{
    if (const auto number = openNumbers.find(order); number != openNumbers.end()) {
        const auto found = books.open.find(number->second);
        return found != books.open.end() ? &found->second : nullptr;
    }
    const auto found = done.find(order);
    return found != done.end() ? &found->second : nullptr;
}

void foldInto(VenueState& state, const VenueEvent& event)
{
    VenueChange change = apply(state.books, event);
    if (!change.fits) {
        ++state.unfoldable;
        return;
    }
    if (const auto* opened = std::get_if<VenueAccountOpened>(&event)) {
        state.exists = true;
        state.openedAt = opened->openedAt;
    }
    if (change.execution)
        state.executions.push_back(std::move(*change.execution));
    if (!change.order)
        return;
    const ClientOrderId id = change.order->clientOrderId;
    if (change.done) {
        state.openNumbers.erase(id);
        state.done[id] = std::move(*change.order);
    } else {
        state.openNumbers[id] = change.order->number;
    }
}

VenueState fold(VenueState state, const VenueEvent& event)
{
    foldInto(state, event);
    return state;
}

}  // namespace tradecore::domain
