// PositionService: keeps the mark of each instrument (transient, in memory), answers PositionsQuery, and handles the commands of
// position_commands.h. Engine thread; the valuation counter may be read on any thread.
#pragma once

#include "application/bus/command_bus.h"
#include "application/bus/query_bus.h"
#include "application/market/quote_board.h"
#include "application/position/position_commands.h"
#include "application/position/position_queries.h"

#include <atomic>
#include <cstdint>
#include <map>

namespace tradecore::application {

class PositionService {
public:
    PositionService(CommandBus& commands, QueryBus& queries, EventStore& store, ReadModels& models, const QuoteBoard& board);

    [[nodiscard]] std::uint64_t valuation() const { return m_valuation.load(std::memory_order_relaxed); }
    [[nodiscard]] std::optional<PositionMark> markOf(const domain::InstrumentId& instrument) const;
    // The view of one position with its mark.
    [[nodiscard]] PositionView viewOf(const PositionRow& row) const;
    [[nodiscard]] PositionsQuery::Answer positions(const PositionsQuery& query);

private:
    struct MarkEntry {
        PositionMark mark;
        std::uint64_t valuation = 0;
    };
    void mark(const UpdatePositionValuation& command);
    CommandOutcome split(const RecordSplit& command, UnitOfWork& work);
    CommandOutcome closeDay(const CloseDay& command, UnitOfWork& work);

    EventStore& m_store;
    ReadModels& m_models;
    const QuoteBoard& m_board;
    std::map<domain::InstrumentId, MarkEntry> m_marks;
    std::atomic<std::uint64_t> m_valuation{0};
};

}  // namespace tradecore::application
