// RiskService: handles ChangeRiskLimit and answers RiskLimitsQuery. Engine thread.
#pragma once

#include "application/bus/command_bus.h"
#include "application/bus/query_bus.h"
#include "application/risk/risk_commands.h"

namespace tradecore::application {

class RiskService {
public:
    RiskService(CommandBus& commands, QueryBus& queries, AggregateStates& states);

private:
    CommandOutcome change(const ChangeRiskLimit& command, UnitOfWork& work);
    [[nodiscard]] RiskLimitsQuery::Answer limits(const RiskLimitsQuery& query);

    AggregateStates& m_states;
};

}  // namespace tradecore::application
