// What is not known: answers that did not come, orders that the venue does not find, restarts, the user's word, adoption.
#include "domain/order/order_checks.h"
#include "domain/order/order_decisions.h"

#include <utility>

namespace tradecore::domain {

OrderEvents decideSubmitUnknown(const OrderState& state, const RequestId& request, std::string evidence)
{
    if (state.submitRequest != request || !state.submitSent || state.status == OrderStatus::Unknown)
        return {};
    OrderBecameUnknown event{request, std::move(evidence)};
    if (!nextStatus(state, event))
        return {};  // an answer came before
    return {std::move(event)};
}

OrderEvents decideNotFound(const OrderState& state, std::string evidence, Timestamp askedAt)
{
    // Reconciliation asks every few seconds: more of the same evidence would only fill the journal.
    const std::uint32_t recorded = state.status == OrderStatus::Unknown ? 3 : 1;
    if (state.notFoundCount >= recorded)
        return {};
    OrderNotFoundAtVenue event{std::move(evidence), askedAt};
    if (!nextStatus(state, event))
        return {};
    return {std::move(event)};
}

OrderEvents decideRestart(const OrderState& state, bool submitRowReady, bool submitRowSending,
                          std::optional<RequestId> replaceRowReady)
{
    OrderEvents events;
    if (state.submitRequest && (submitRowReady || submitRowSending)) {
        OrderWithheld withheld{*state.submitRequest, reasonOf(OrderReasonCode::NotSentBeforeRestart)};
        if (submitRowReady && nextStatus(state, withheld))
            events.emplace_back(std::move(withheld));
        else
            events = decideSubmitUnknown(state, *state.submitRequest,
                                         "the program stopped before an answer to the order was recorded");
    }
    if (replaceRowReady && state.replaceRequest == replaceRowReady) {
        events.emplace_back(OrderReplaceRefused{*replaceRowReady, reasonOf(OrderReasonCode::NotSentBeforeRestart), {}});
        alarmIfOverfilled(state, events);
    }
    return events;
}

Result<OrderEvents, OrderReason> decideResolve(const OrderState& state, ManualResolution resolution, std::string reason)
{
    if (!state.exists())
        return failure(reasonOf(OrderReasonCode::OrderNotFound));
    OrderResolvedByUser event{resolution, std::move(reason)};
    if (!nextStatus(state, event))
        return failure(reasonOf(OrderReasonCode::OrderNotOpen, std::string(nameOf(state.status))));
    return OrderEvents{std::move(event)};
}

OrderEvents decideAdopt(const OrderState& state, const AdoptOrderFacts& facts)
{
    if (state.exists())
        return {};
    return {OrderAdopted{facts.clientOrderId, facts.brokerOrderId, facts.terms, facts.report}};
}

}  // namespace tradecore::domain
