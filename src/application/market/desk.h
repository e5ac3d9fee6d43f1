// Desk: what the window and the local API may ask of the running workstation. Implemented by the composition; the window's
// tests have their own. All functions return at once and may be called on the gui thread; answers come by callback on the
// caller's executor.
#pragma once

#include "application/account/account_queries.h"
#include "application/bus/command_message.h"
#include "application/integrity/integrity_status.h"
#include "application/market/display_feed.h"
#include "application/order/order_commands.h"
#include "application/order/order_queries.h"
#include "application/position/position_queries.h"
#include "application/streaming/subscription_book.h"
#include "base/executor.h"
#include "domain/instrument/instrument.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace tradecore::application {

struct WorkstationStatus {
    std::string state;                  // "starting", "running", "stopping", "trading_stopped"
    std::string mode;                   // "practice", "paper", "live"
    std::string source;                 // "simulated", "replay", "coinbase"
    std::vector<StreamStatus> streams;
    Timestamp marketTime;               // of the source; the epoch before its first word
    std::vector<SubscriptionStatus> subscriptions;
    std::size_t engineQueue = 0;
    std::int64_t eventPosition = 0;
    std::string headHash;
    std::string tradingState;           // "active", "reducing", "halted"
    std::map<std::string, std::uint64_t> counters;
    bool inSync = false;                // the last reconciliation found nothing open
    std::string syncText;               // names the difference where not
    std::optional<Timestamp> verifiedAt;
    std::string stoppedReason;          // sentence where trading has stopped
    std::string blockedReason;          // sentence while new orders are refused and cancels still go through
    IntegrityStatus integrity;
    std::vector<domain::ClientOrderId> recovered;  // orders that were in flight at the last end of the program
};

class Desk {
public:
    using ReceiptCallback = std::function<void(const Receipt&)>;

    virtual ~Desk() = default;

    virtual void place(const PlaceOrder& command, Executor& replyTo, ReceiptCallback onReceipt) = 0;
    virtual void cancel(const CancelOrder& command, Executor& replyTo, ReceiptCallback onReceipt) = 0;
    virtual void replace(const ReplaceOrder& command, Executor& replyTo, ReceiptCallback onReceipt) = 0;
    virtual void resolve(const ResolveOrder& command, Executor& replyTo, ReceiptCallback onReceipt) = 0;

    virtual void orders(const OrdersQuery& query, Executor& replyTo, std::function<void(const OrdersQuery::Answer&)>) = 0;
    virtual void fills(const FillsQuery& query, Executor& replyTo, std::function<void(const FillsQuery::Answer&)>) = 0;
    virtual void positions(const PositionsQuery& query, Executor& replyTo,
                           std::function<void(const PositionsQuery::Answer&)>) = 0;
    virtual void accounts(const AccountsQuery& query, Executor& replyTo,
                          std::function<void(const AccountsQuery::Answer&)>) = 0;
    virtual void streamEvents(const StreamEventsQuery& query, Executor& replyTo,
                              std::function<void(const StreamEventsQuery::Answer&)>) = 0;
    virtual void events(const EventsQuery& query, Executor& replyTo, std::function<void(const EventsQuery::Answer&)>) = 0;
    virtual void preview(const OrderPreviewQuery& query, Executor& replyTo,
                         std::function<void(const OrderPreviewQuery::Answer&)>) = 0;
    virtual void status(Executor& replyTo, std::function<void(const WorkstationStatus&)>) = 0;

    // The instruments of the source; answered again when they change is not promised: ask at start and on reconnect.
    virtual void instruments(Executor& replyTo, std::function<void(const std::vector<domain::Instrument>&)>) = 0;
    // Counted by reason: "chart", "watchlist", "position", "order", "console".
    virtual void subscribe(const domain::InstrumentId& instrument, const std::string& reason) = 0;
    virtual void unsubscribe(const domain::InstrumentId& instrument, const std::string& reason) = 0;
    // Bars come through DisplayFeed: first a reset with history, then changes.
    virtual void watchBars(const BarsKey& key) = 0;
    virtual void unwatchBars(const BarsKey& key) = 0;
    // Older bars before a moment (the chart was panned): they come as a BarsChange without reset.
    virtual void loadOlderBars(const BarsKey& key, Timestamp before) = 0;

    // Pulled once a frame by the gui.
    [[nodiscard]] virtual DisplayFeed& displayFeed() = 0;
    // Grows with each commit; cheap, any thread. Asked once a frame: unchanged means no query.
    [[nodiscard]] virtual std::int64_t headPosition() const = 0;
    [[nodiscard]] virtual std::uint64_t valuation() const = 0;
    [[nodiscard]] virtual Timestamp marketTime() const = 0;
    [[nodiscard]] virtual SteadyTime steadyNow() const = 0;
    // A fresh random id for an order or a command; any thread.
    [[nodiscard]] virtual Uuid newIdentity() = 0;
    [[nodiscard]] virtual domain::AccountId practiceAccount() const = 0;
};

}  // namespace tradecore::application
