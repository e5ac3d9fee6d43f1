#include "application/order/order_query_handlers.h"

#include "domain/order/order_decisions.h"

#include <variant>

namespace tradecore::application {

OrderQueryHandlers::OrderQueryHandlers(QueryBus& bus, EventStore& store, ReadModels& models, AggregateStates& states,
                                       RiskGate& gate, const Clock& clock)
    : m_store(store), m_models(models), m_states(states), m_gate(gate), m_clock(clock)
{
    bus.handle<OrdersQuery>([this](const OrdersQuery& query) { return orders(query); });
    bus.handle<FillsQuery>([this](const FillsQuery& query) { return fills(query); });
    bus.handle<StreamEventsQuery>([this](const StreamEventsQuery& query) { return streamEvents(query); });
    bus.handle<EventsQuery>([this](const EventsQuery& query) { return events(query); });
    bus.handle<OrderPreviewQuery>([this](const OrderPreviewQuery& query) { return preview(query); });
}

OrdersQuery::Answer OrderQueryHandlers::orders(const OrdersQuery& query)
{
    OrdersQuery::Answer answer;
    answer.asOf = m_store.head().position;
    auto rows = m_models.orders(query.filter);
    if (rows)
        answer.rows = std::move(*rows);
    else
        answer.error = rows.error().text;
    return answer;
}

FillsQuery::Answer OrderQueryHandlers::fills(const FillsQuery& query)
{
    FillsQuery::Answer answer;
    answer.asOf = m_store.head().position;
    auto rows = m_models.fills(query.filter);
    if (rows)
        answer.rows = std::move(*rows);
    else
        answer.error = rows.error().text;
    return answer;
}

StreamEventsQuery::Answer OrderQueryHandlers::streamEvents(const StreamEventsQuery& query)
{
    StreamEventsQuery::Answer answer;
    const auto read = m_store.readStream(query.stream, 1, [&answer](const RecordedEvent& event) { answer.events.push_back(event); });
    if (!read)
        answer.error = read.error().text;
    return answer;
}

EventsQuery::Answer OrderQueryHandlers::events(const EventsQuery& query)
{
    EventsQuery::Answer answer;
    answer.headPosition = m_store.head().position;
    const auto keep = [&answer, &query](const RecordedEvent& event) {
        if (event.position >= query.fromPosition && static_cast<std::int64_t>(answer.events.size()) < query.limit)
            answer.events.push_back(event);
    };
    const auto read = query.stream ? m_store.readStream(*query.stream, 1, keep)
                                   : m_store.readForward(query.fromPosition, query.limit, keep);
    if (!read)
        answer.error = read.error().text;
    return answer;
}

OrderPreviewQuery::Answer OrderQueryHandlers::preview(const OrderPreviewQuery& query)
{
    OrderPreviewQuery::Answer answer;
    // An id that no order has: the preview sees what a new order would see, and records nothing.
    const domain::ClientOrderId previewId("preview");
    const StreamId stream = orderStream(query.terms.account, previewId);
    UnitOfWork work(m_states, CommandMetadata{}, m_clock.utcNow());
    const auto instrument = m_gate.board().instrument(query.terms.instrument);
    const auto risk = m_gate.facts(work, query.terms, instrument, stream, GatePurpose::Preview);
    answer.referencePrice = risk.referencePrice;
    answer.estimatedCommission = risk.estimatedCommission;
    const auto events = domain::decidePlace({}, {previewId, domain::RequestId("preview"), query.terms, instrument, risk});
    if (events && !events->empty()) {
        if (const auto* denied = std::get_if<domain::OrderDenied>(&events->front()))
            answer.refusal = denied->reason;
    }
    if (!answer.refusal)
        answer.refusal = domain::checkExits(query.terms, query.exits);
    const auto price = query.terms.limitPrice ? query.terms.limitPrice
        : query.terms.stopPrice               ? query.terms.stopPrice
                                              : risk.referencePrice;
    if (!instrument || !price)
        return answer;
    if (const auto value = domain::notional(*price, query.terms.quantity, instrument->quoteCurrency))
        answer.estimatedNotional = value->postable();
    if (risk.availableCash && answer.estimatedNotional) {
        const bool buys = query.terms.side == domain::Side::Buy;
        const Decimal change = buys ? answer.estimatedNotional->amount().negated() : answer.estimatedNotional->amount();
        answer.buyingPowerAfter = domain::Money(
            risk.availableCash->amount() + change - answer.estimatedCommission.amount(), instrument->quoteCurrency);
    }
    return answer;
}

}  // namespace tradecore::application
