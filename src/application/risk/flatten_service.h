// FlattenService: takes an account out of the market: trading state "reducing", cancel every open order, confirm with the venue
// (a reconciliation), then close what is left by market orders that can only reduce, and report what is proven gone. It gives up
// after a time limit and says what remains; the account then stays "reducing". When all is proven zero the former trading state
// comes back. Engine thread.
#pragma once

#include "application/account/account_commands.h"
#include "application/bus/command_bus.h"
#include "application/market/market_access.h"
#include "application/order/order_commands.h"
#include "application/reconciliation/reconciliation_service.h"
#include "base/identity_source.h"
#include "base/scheduler.h"

#include <functional>
#include <memory>
#include <set>

namespace tradecore::application {

class FlattenService {
public:
    struct Ports {
        CommandBus& bus;
        ReadModels& models;
        AggregateStates& states;
        ReconciliationService& reconciliation;
        IdentitySource& identities;
        Scheduler& engine;
    };
    static constexpr Duration pollInterval = std::chrono::milliseconds(100);
    static constexpr int pollLimit = 200;   // 20 s

    explicit FlattenService(Ports ports) : m_ports(ports) {}
    ~FlattenService() { *m_alive = false; }
    FlattenService(const FlattenService&) = delete;
    FlattenService& operator=(const FlattenService&) = delete;

    void flatten(const domain::AccountId& account, std::function<void(const FlattenResult&)> onResult);
    // One instrument alone: its orders are canceled and its position is closed. The trading state stays as it is.
    void close(const domain::AccountId& account, const domain::InstrumentId& instrument,
               std::function<void(const FlattenResult&)> onResult);

private:
    struct Run {
        domain::AccountId account;
        std::optional<domain::InstrumentId> instrument;   // nothing: all of them
        std::function<void(const FlattenResult&)> onResult;
        domain::TradingState before = domain::TradingState::Active;
        FlattenResult result;
        std::set<domain::InstrumentId> closing;
        bool ordersGone = false;
        int polls = 0;
    };
    using RunPointer = std::shared_ptr<Run>;

    void begin(const RunPointer& run);
    void poll(const RunPointer& run);
    void closePositions(const RunPointer& run);
    void finish(const RunPointer& run);
    [[nodiscard]] std::vector<OrderRow> openOrders(const Run& run);
    [[nodiscard]] std::vector<domain::PositionState> openPositions(const Run& run);
    [[nodiscard]] CommandContext context();

    Ports m_ports;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

}  // namespace tradecore::application
