#include "application/position/position_service.h"

namespace tradecore::application {

namespace {

CommandRefusal refusalOf(domain::SplitRefusal refusal)
{
    switch (refusal) {
    case domain::SplitRefusal::RatioNotPositive: return {"split_ratio", "A split needs two numbers above zero, as 7:1.", std::nullopt};
    case domain::SplitRefusal::CashMissing:
        return {"split_cash", "The split leaves a fraction of a unit. Say what the venue paid for it.", std::nullopt};
    case domain::SplitRefusal::NoFraction:
        return {"split_cash", "The split leaves no fraction, so there is nothing to be paid for.", std::nullopt};
    case domain::SplitRefusal::OtherCurrency:
        return {"split_currency", "The cash for the fraction is in another currency than the position.", std::nullopt};
    }
    return {};
}

}  // namespace

PositionService::PositionService(CommandBus& commands, QueryBus& queries, EventStore& store, ReadModels& models,
                                 const QuoteBoard& board)
    : m_store(store), m_models(models), m_board(board)
{
    commands.handleTransient<UpdatePositionValuation>([this](const UpdatePositionValuation& command) { mark(command); });
    commands.handle<RecordSplit>([this](const auto& command, auto& work) { return split(command, work); });
    commands.handle<CloseDay>([this](const auto& command, auto& work) { return closeDay(command, work); });
    queries.handle<PositionsQuery>([this](const PositionsQuery& query) { return positions(query); });
}

void PositionService::mark(const UpdatePositionValuation& command)
{
    auto& entry = m_marks[command.instrument];
    entry.mark = PositionMark{command.price, command.source, command.venueTime};
    entry.valuation = m_valuation.fetch_add(1, std::memory_order_relaxed) + 1;
}

CommandOutcome PositionService::split(const RecordSplit& command, UnitOfWork& work)
{
    domain::SplitFacts facts = command.facts;
    const auto instrument = m_board.instrument(facts.instrument);
    if (!facts.wholeUnit && instrument)
        facts.wholeUnit = instrument->lotSize;
    const StreamId stream = positionStream(facts.account, facts.instrument);
    const auto events = domain::decideSplit(work.state<domain::PositionState>(stream), facts);
    if (!events)
        return failure(refusalOf(events.error()));
    work.recordAll(stream, *events, facts.effectiveAt);
    for (const auto& event : *events) {
        const auto& recorded = std::get<domain::PositionSplit>(event);
        work.record(accountStream(facts.account),
                    domain::AccountEvent(domain::AccountSplitApplied{recorded.actionId, recorded.instrument, recorded.numerator,
                                                                     recorded.denominator, recorded.cashInLieu, recorded.effectiveAt}),
                    facts.effectiveAt);
    }
    work.setResult(events->empty() ? "unchanged" : "split");
    return {};
}

CommandOutcome PositionService::closeDay(const CloseDay& command, UnitOfWork& work)
{
    const StreamId stream = positionStream(command.account, command.instrument);
    const domain::PositionDayClosed close{command.account, command.instrument, command.sessionDate, command.mark};
    work.recordAll(stream, domain::decideDayClose(work.state<domain::PositionState>(stream), close), work.now());
    return {};
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
