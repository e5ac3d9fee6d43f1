// AccountService: handles the commands of account_commands.h and answers AccountsQuery: cash, what open orders reserve, equity
// and profit from marks. A figure that lacks a mark is absent, never guessed. Engine thread.
#pragma once

#include "application/account/account_commands.h"
#include "application/account/account_queries.h"
#include "application/bus/command_bus.h"
#include "application/bus/query_bus.h"
#include "application/position/position_service.h"
#include "application/risk/risk_gate.h"

namespace tradecore::application {

class AccountService {
public:
    struct Ports {
        CommandBus& commands;
        QueryBus& queries;
        EventStore& store;
        ReadModels& models;
        AggregateStates& states;
        RiskGate& gate;
        PositionService& positions;
        const Clock& clock;
    };
    explicit AccountService(Ports ports);

    [[nodiscard]] AccountsQuery::Answer accounts();

private:
    CommandOutcome open(const OpenAccount& command, UnitOfWork& work);
    CommandOutcome recordActivities(const RecordCashActivities& command, UnitOfWork& work);
    CommandOutcome compare(const CompareBalances& command, UnitOfWork& work);
    CommandOutcome complete(const CompleteReconciliation& command, UnitOfWork& work);
    CommandOutcome changeTradingState(const ChangeTradingState& command, UnitOfWork& work);
    void compareOne(UnitOfWork& work, const domain::AccountId& account, const char* kind, const std::string& subject,
                    Decimal ours, Decimal theirs);
    [[nodiscard]] AccountView viewOf(const AccountRow& row, const std::vector<PositionView>& positions, UnitOfWork& work);

    Ports m_ports;
};

}  // namespace tradecore::application
