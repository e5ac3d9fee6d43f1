// OrderQueryHandlers: answers the queries of order_queries.h from the inline projections and the log. Engine thread.
#pragma once

#include "application/bus/command_bus.h"
#include "application/bus/query_bus.h"
#include "application/order/order_queries.h"
#include "application/risk/risk_gate.h"

namespace tradecore::application {

class OrderQueryHandlers {
public:
    OrderQueryHandlers(QueryBus& bus, EventStore& store, ReadModels& models, AggregateStates& states, RiskGate& gate,
                       const Clock& clock);

private:
    [[nodiscard]] OrdersQuery::Answer orders(const OrdersQuery& query);
    [[nodiscard]] FillsQuery::Answer fills(const FillsQuery& query);
    [[nodiscard]] StreamEventsQuery::Answer streamEvents(const StreamEventsQuery& query);
    [[nodiscard]] EventsQuery::Answer events(const EventsQuery& query);
    [[nodiscard]] OrderPreviewQuery::Answer preview(const OrderPreviewQuery& query);

    EventStore& m_store;
    ReadModels& m_models;
    AggregateStates& m_states;
    RiskGate& m_gate;
    const Clock& m_clock;
};

}  // namespace tradecore::application
