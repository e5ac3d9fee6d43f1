// EngineGraph: everything that lives on the engine thread, members in build order. Made and destroyed on that thread (the
// simulation's one thread included); its ports come from outside, so that tests and the simulation give it others.
#pragma once

#include "app/composition/engine_integrity.h"
#include "application/account/account_service.h"
#include "application/bus/command_bus.h"
#include "application/bus/event_bus.h"
#include "application/bus/query_bus.h"
#include "application/connection/connection_service.h"
#include "application/order/order_command_handlers.h"
#include "application/order/order_query_handlers.h"
#include "application/order/order_router.h"
#include "application/order/venue_gateway.h"
#include "application/position/position_service.h"
#include "application/reconciliation/reconciliation_service.h"
#include "application/risk/flatten_service.h"
#include "application/risk/risk_gate.h"
#include "application/risk/risk_service.h"
#include "application/user/user_service.h"
#include "base/identity_source.h"

#include <atomic>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace tradecore::app {

// What io asks of the engine's order streams; safe on every thread.
struct OrderStreamPort {
    std::function<bool(const domain::AccountId&)> isConfirmed;
    std::function<std::uint64_t(const domain::AccountId&)> generation;
    std::function<void(const domain::AccountId&, std::uint64_t generation)> confirm;
};

// Told on the engine thread; post onwards.
struct EngineHooks {
    std::function<void(const std::set<domain::InstrumentId>& held)> heldChanged;
    std::function<void(const std::set<domain::InstrumentId>& working)> workingChanged;
};

class EngineGraph {
public:
    struct Ports {
        const Clock& clock;
        IdentitySource& identities;
        Scheduler& engine;
        Executor& io;
        application::EventStore& store;
        application::ReadModels& models;
        const application::QuoteBoard& board;
        OrderStreamPort orderStream;
        EngineHooks hooks;
        IntegrityPort integrity = {};
    };

    explicit EngineGraph(Ports ports);
    ~EngineGraph();

    // Opens the account where it is new, settles what a former run left in the outbox, then starts routing.
    void start(const domain::AccountOpened& account, std::function<void(std::vector<domain::ClientOrderId>)> onStarted);
    void stop();
    // A crash, for tests and the simulation: what waits is never run, and the destructor commits nothing.
    void abandon();

    void onOrderStreamUp(const domain::AccountId& account);
    void onOrderStreamLost(const domain::AccountId& account, const std::string& reason);

    // Any thread.
    [[nodiscard]] std::int64_t headPosition() const { return m_head.load(std::memory_order_relaxed); }

private:
    Ports m_ports;
    std::map<domain::AccountId, bool> m_connected;

public:
    application::AggregateStates states;
    application::EventBus events;
    application::CommandBus commands;
    application::QueryBus queries;
    application::RiskGate gate;
    application::OrderCommandHandlers orderCommands;
    application::OrderQueryHandlers orderQueries;
    application::PositionService positions;
    application::AccountService accounts;
    application::RiskService risk;
    application::UserService users;
    application::ConnectionService connections;
    application::VenueGateway venues;
    application::ReconciliationService reconciliation;
    application::OrderRouter router;
    application::FlattenService flatten;
    std::unique_ptr<EngineIntegrity> integrity;   // nothing where the ports have no proof

private:
    void onCommitted(std::int64_t head);
    void noteHeldAndWorking();
    void logRefusal(const application::OrderRow& row) const;
    void logBrokenJournal();
    void scheduleMaintenance();
    [[nodiscard]] application::CommandContext context(const char* actor);

    application::EventBus::Subscription m_subscription;
    std::atomic<std::int64_t> m_head{0};
    std::int64_t m_notedUpTo = 0;
    std::map<domain::InstrumentId, bool> m_heldByInstrument;
    std::map<application::StreamId, domain::InstrumentId> m_workingOrders;
    std::set<domain::InstrumentId> m_held;
    std::set<domain::InstrumentId> m_working;
    std::string m_loggedFailure;
    TimerId m_maintenance = 0;
    bool m_running = false;
};

}  // namespace tradecore::app
