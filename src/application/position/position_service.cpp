#include "application/position/position_service.h"

namespace tradecore::application {

PositionService::PositionService(CommandBus& commands, QueryBus& queries, EventStore& store, ReadModels& models,
                                 const QuoteBoard& board)
    : m_store(store), m_models(models), m_board(board)
{
    commands.handleTransient<UpdatePositionValuation>([this](const UpdatePositionValuation& command) { mark(command); });
    queries.handle<PositionsQuery>([this](const PositionsQuery& query) { return positions(query); });
}

void PositionService::mark(const UpdatePositionValuation& command)
{
    auto& entry = m_marks[command.instrument];
    entry.mark = PositionMark{command.price, command.source, command.venueTime};
    entry.valuation = m_valuation.fetch_add(1, std::memory_order_relaxed) + 1;
}

std::optional<PositionMark> PositionService::markOf(const domain::InstrumentId& instrument) const
{
    const auto found = m_marks.find(instrument);
    if (found == m_marks.end())
        return std::nullopt;
    return found->second.mark;
}

PositionView PositionService::viewOf(const PositionRow& row) const
{
    PositionView view;
    view.row = row;
    const auto& state = row.state;
    view.realisedNet = domain::Money(state.realisedNetAverage(), state.currency);
    const auto found = m_marks.find(state.instrument);
    if (found == m_marks.end())
        return view;
    view.valuation = found->second.valuation;
    view.mark = found->second.mark;
    const domain::Price price = found->second.mark.price;
    const auto value = domain::notional(price, domain::Quantity::magnitudeOf(state.quantity), state.currency);
    if (value)
        view.marketValue = state.quantity.isNegative() ? value->negated() : *value;
    if (const auto unrealised = state.unrealisedAverage(price))
        view.unrealised = domain::Money(*unrealised, state.currency);
    if (const auto day = state.dayProfit(price))
        view.dayProfit = domain::Money(*day, state.currency);
    return view;
}

PositionsQuery::Answer PositionService::positions(const PositionsQuery& query)
{
    PositionsQuery::Answer answer;
    answer.asOf = m_store.head().position;
    answer.valuation = m_valuation.load(std::memory_order_relaxed);
    const auto rows = m_models.positions(0);
    if (!rows) {
        answer.error = rows.error().text;
        return answer;
    }
    for (const auto& row : *rows) {
        auto view = viewOf(row);
        if (row.changedAt > query.changedAfter || view.valuation > query.valuationAfter)
            answer.rows.push_back(std::move(view));
    }
    return answer;
}

}  // namespace tradecore::application
