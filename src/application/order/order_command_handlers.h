// OrderCommandHandlers: load, decide, record, for every command of order_commands.h. No rule of its own: rules stand in
// domain/order, facts come from RiskGate. A fill is recorded in order, position and account together, in one transaction.
// Engine thread; registers itself with the bus and must outlive it.
#pragma once

#include "application/bus/command_bus.h"
#include "application/order/order_commands.h"
#include "application/risk/risk_gate.h"

#include <cstdint>
#include <functional>

namespace tradecore::application {

class OrderCommandHandlers {
public:
    // Called when a report cannot be explained by what is booked (overlapping fill, unknown order): reconciliation is due.
    using ReconcileWanted = std::function<void(const domain::AccountId&)>;

    OrderCommandHandlers(CommandBus& bus, RiskGate& gate, ReconcileWanted reconcileWanted);

    [[nodiscard]] std::uint64_t unexplainedReports() const { return m_unexplainedReports; }

private:
    CommandOutcome place(const PlaceOrder& command, UnitOfWork& work);
    // Its parts (order_bracket_handlers.cpp).
    [[nodiscard]] domain::PlaceOrderFacts factsOf(const PlaceOrder& command, const domain::OrderTerms& terms,
                                                  const domain::ClientOrderId& id, std::string_view requestName, UnitOfWork& work);
    [[nodiscard]] std::optional<domain::OrderReason> refusalOfExits(const PlaceOrder& command, UnitOfWork& work);
    [[nodiscard]] bool isSamePlacement(const PlaceOrder& command, const domain::OrderState& state, UnitOfWork& work);
    void recordPlaced(const domain::PlaceOrderFacts& facts, const domain::OrderEvents& events, UnitOfWork& work);
    void placeExits(const PlaceOrder& command, UnitOfWork& work);
    // After everything that happened to an order: whether the stop of its bracket still covers what the entry has opened.
    void judgeProtection(const domain::AccountId& account, const domain::ClientOrderId& order, UnitOfWork& work);
    CommandOutcome cancel(const CancelOrder& command, UnitOfWork& work);
    CommandOutcome replace(const ReplaceOrder& command, UnitOfWork& work);
    CommandOutcome resolve(const ResolveOrder& command, UnitOfWork& work);
    CommandOutcome startSending(const StartSending& command, UnitOfWork& work);
    CommandOutcome recordReport(const RecordVenueReport& command, UnitOfWork& work);
    CommandOutcome recordUnanswered(const RecordUnanswered& command, UnitOfWork& work);
    CommandOutcome recordNotFound(const RecordNotFound& command, UnitOfWork& work);
    CommandOutcome adopt(const AdoptVenueOrder& command, UnitOfWork& work);
    CommandOutcome settle(const SettleOutboxAfterRestart& command, UnitOfWork& work);

    RiskGate& m_gate;
    ReconcileWanted m_reconcileWanted;
    std::uint64_t m_unexplainedReports = 0;
};

}  // namespace tradecore::application
