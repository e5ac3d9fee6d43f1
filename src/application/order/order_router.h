// OrderRouter: takes what the outbox holds to the venue. It is woken after a commit and reads the rows that are ready; each is
// marked `sending` in a transaction of its own, where trading state and risk are judged again, and only the receipt of that
// commit lets the request leave. A submit or replace leaves once; a cancel that found no answer is driven again. Engine thread.
#pragma once

#include "application/bus/command_bus.h"
#include "application/order/order_commands.h"
#include "application/order/venue_gateway.h"
#include "base/scheduler.h"

#include <functional>
#include <set>

namespace tradecore::application {

class OrderRouter {
public:
    struct Ports {
        CommandBus& bus;
        EventBus& events;
        EventStore& store;
        VenueGateway& venues;
        Scheduler& engine;
        // Whether the venue of an account is connected: cancels wait for it.
        std::function<bool(const domain::AccountId&)> isConnected;
    };
    static constexpr Duration cancelRetryDelay = std::chrono::seconds(2);
    // After a store that could not be read or written; a submit that has waited too long by then is withheld.
    static constexpr Duration storeRetryDelay = std::chrono::milliseconds(500);

    explicit OrderRouter(Ports ports);

    using Settled = std::function<void(std::vector<domain::ClientOrderId>)>;
    // Settles what a former run left: no submit and no replace is ever sent by a restart. Calls back once that is durable, with
    // the orders that were in flight; routing starts then, and not before: a store that fails is tried again.
    void start(Settled onSettled);
    void stop();
    // Looks at the outbox now (a venue has connected).
    void wake();

private:
    struct Settling;
    void settle(std::vector<OutboxRow> rows, Settled onSettled);
    void finishSettling(const Settling& settling, Settled onSettled);
    void afterWhileAlive(Duration delay, Executor::Task task);
    void scan();
    void route(const OutboxRow& row);
    void send(const OutboxRow& row);
    [[nodiscard]] bool deliver(const OutboxRow& row);

    Ports m_ports;
    EventBus::Subscription m_subscription;
    std::vector<domain::ClientOrderId> m_inFlight;   // settled so far
    std::set<domain::RequestId> m_inProgress;  // between StartSending and its receipt
    bool m_running = false;
    bool m_retryArmed = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

}  // namespace tradecore::application
