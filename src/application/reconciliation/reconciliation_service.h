// ReconciliationService: brings the journal into line with the venue, by one path for start, reconnect and timer: executions,
// then orders, then positions and cash. What the journal lacks is booked with source "reconcile"; what differs is an event of
// the account and is shown. Nothing is overwritten silently; running it twice appends nothing the second time. Engine thread;
// answers arrive there through VenueGateway.
#pragma once

#include "application/account/account_commands.h"
#include "application/bus/command_bus.h"
#include "application/order/order_commands.h"
#include "application/order/venue_gateway.h"
#include "application/port/read_models.h"
#include "base/scheduler.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tradecore::application {

struct ReconciliationStatus {
    bool running = false;
    bool everCompleted = false;
    bool inSync = false;               // the last run ended, and no difference is open
    std::optional<Timestamp> verifiedAt;
    std::string text;                  // names the difference or the failure, empty when in sync
    std::uint64_t runs = 0;
    std::uint64_t executionsBooked = 0;
    std::uint64_t ordersAdopted = 0;
};

class ReconciliationService {
public:
    struct Ports {
        CommandBus& bus;
        EventStore& store;
        ReadModels& models;
        AggregateStates& states;
        VenueGateway& venues;
        Scheduler& engine;
        const Clock& clock;
        // The generation of the account's order stream now; a run carries the one that it began with.
        std::function<std::uint64_t(const domain::AccountId&)> streamGeneration;
        // The account's journal agrees with its venue as of that stream: orders may be sent again.
        std::function<void(const domain::AccountId&, std::uint64_t generation)> onReconciled;
        std::function<void()> onStatusChanged;
    };
    static constexpr Duration idleInterval = std::chrono::seconds(60);
    static constexpr Duration workingInterval = std::chrono::seconds(5);
    static constexpr Duration retryDelay = std::chrono::seconds(1);
    // A submit that the venue has not known for this long has no answer to wait for: longer than any venue's answer time-out.
    static constexpr Duration absenceLimit = std::chrono::seconds(12);

    explicit ReconciliationService(Ports ports);

    // Asks for a run now; one that is under way is followed by another.
    void request(const domain::AccountId& account);
    // An order works at the venue: the next timed run comes after workingInterval at the latest.
    void noteWorkingOrders(const domain::AccountId& account);
    // The venue is gone: a run that is under way is abandoned, and the timer rests until the next request().
    void suspend(const domain::AccountId& account, const std::string& reason);
    void shutdown();
    [[nodiscard]] ReconciliationStatus status(const domain::AccountId& account) const;

private:
    struct Run;
    using RunPointer = std::shared_ptr<Run>;
    struct AccountEntry {
        ReconciliationStatus status;
        RunPointer run;
        bool wantedAgain = false;
        TimerId timer = 0;
        Duration armedFor{};
    };

    void start(const domain::AccountId& account);
    void fetchExecutions(const RunPointer& run);
    void bookExecutions(const RunPointer& run, std::vector<VenueExecution> executions, bool more);
    void adoptThenBook(const RunPointer& run, const VenueExecution& execution, std::function<void()> then);
    void bookNext(const RunPointer& run, std::shared_ptr<std::vector<VenueExecution>> executions, std::size_t index, bool more);
    void fetchOpenOrders(const RunPointer& run);
    void adoptUnknown(const RunPointer& run, std::shared_ptr<std::vector<VenueOrder>> orders, std::size_t index);
    void queryOurOpenOrders(const RunPointer& run);
    void queryNext(const RunPointer& run, std::shared_ptr<std::vector<OrderRow>> rows, std::size_t index);
    void applyVenueOrder(const RunPointer& run, const OrderRow& row, const VenueOrder& order, std::function<void()> then);
    void noteNotFound(const RunPointer& run, const OrderRow& row, std::function<void()> then);
    void noteAbsent(const RunPointer& run, const OrderRow& row, const domain::RequestId& submit, std::function<void()> then);
    void fetchBalances(const RunPointer& run);
    void compare(const RunPointer& run, const VenueBalances& balances, std::int64_t accountVersion);
    void complete(const RunPointer& run);
    void fail(const RunPointer& run, const std::string& why);
    void finish(const RunPointer& run, bool completed, const std::string& text);
    void arm(const domain::AccountId& account, Duration delay);
    [[nodiscard]] bool hasWorkingOrders(const domain::AccountId& account);
    template <typename Command>
    void send(const RunPointer& run, Command command, std::function<void(const Receipt&)> then);

    Ports m_ports;
    std::map<domain::AccountId, AccountEntry> m_accounts;
    std::map<domain::ClientOrderId, SteadyTime> m_absentSince;   // orders on their way that the venue does not know
    std::uint64_t m_nextRun = 1;
    bool m_stopped = false;
};

}  // namespace tradecore::application
