// StreamingLifecycleManager: connects sources and venues, judges the health of their streams, reconnects with a capped
// back-off, subscribes again after a reconnect, and tells of every change. It never sees a quote, a trade or a report.
//
//   Down ── attempt ──> Connecting ── connected ──> Live ── silent > expectedActivity ──> Stale ── silent > 3 × ──> Down
//   Connecting without an answer for connectDeadline, any disconnect, a report that could not be booked: Down, and the next
//   attempt after the back-off. A source that has delivered everything rests as Finished. A source whose expectedActivity is 0 is never stale. Only what the stream delivers counts as
//   activity: a socket that answers pings and is otherwise mute goes stale.
// Status goes to DisplayFeed on change and at least once a second; changes of a connection become ConnectionObserved
// commands. io thread, all of it.
#pragma once

#include "application/bus/command_bus.h"
#include "application/market/display_feed.h"
#include "application/port/market_data_source.h"
#include "application/streaming/adapter_manager.h"
#include "application/streaming/adapter_monitor.h"
#include "application/streaming/counters.h"
#include "application/streaming/managed_stream.h"
#include "application/streaming/order_stream_observer.h"
#include "application/streaming/subscription_book.h"
#include "base/clock.h"
#include "base/identity_source.h"
#include "base/scheduler.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tradecore::application {

class StreamingLifecycleManager : public StreamObserver, public OrderStreamObserver {
public:
    struct Ports {
        const Clock& clock;
        Scheduler& io;
        DisplayFeed& display;
        CommandBus& commands;
        AdapterManager& adapters;
        AdapterMonitor& monitor;
        Counters& counters;
        IdentitySource& identities;   // ids of the ConnectionObserved commands
    };
    // Told on the io thread; each may be empty.
    struct Hooks {
        std::function<void(const std::set<domain::InstrumentId>&)> wantedChanged;
        std::function<void(const std::string& reason)> dataLost;
        std::function<void(MarketDataSource&)> dataRestored;            // also at the first connect
        std::function<void(const domain::AccountId&)> reconcile;        // the stream is up, or the venue has to be asked
        std::function<void(const domain::AccountId&, const std::string& reason)> ordersLost;
        std::function<bool(const domain::AccountId&)> ordersConfirmed;  // for the words beside a live order stream
    };
    static constexpr Duration connectDeadline = std::chrono::seconds(15);
    static constexpr Duration tickLength = std::chrono::milliseconds(500);
    static constexpr Duration provenAfter = std::chrono::seconds(10);    // live this long: the back-off starts anew
    static constexpr Duration noticeStands = std::chrono::seconds(10);
    static constexpr Duration acknowledgementWait = std::chrono::seconds(10);
    static constexpr int silencesUntilReconnect = 3;

    // The seed is of the back-off's jitter.
    StreamingLifecycleManager(Ports ports, std::uint64_t seed);
    ~StreamingLifecycleManager() override;

    void setHooks(Hooks hooks) { m_hooks = std::move(hooks); }

    // Connects and keeps connected; a name or account that is not known, or started already, is left alone (false).
    bool startSource(const std::string& name);
    bool startVenue(const domain::AccountId& account);
    // Disconnects everything and cancels every wait; a second call does nothing.
    void stop();

    void subscribe(const domain::InstrumentId& instrument, const std::string& reason);
    void unsubscribe(const domain::InstrumentId& instrument, const std::string& reason);
    // All instruments of one reason at once (positions, working orders).
    void setSubscriptions(const std::string& reason, const std::set<domain::InstrumentId>& instruments);

    // A sentence that stands beside a live data stream ("fills are suspended"), one for each cause; empty ends it, but not
    // before it has stood long enough to be read.
    void setNotice(const std::string& name, const std::string& cause, const std::string& notice);

    void onConnected(const std::string& source) override;
    void onDisconnected(const std::string& source, const std::string& reason) override;
    void onFinished(const std::string& source, const std::string& reason) override;
    void onActivity(const std::string& source) override;
    void onSubscription(const std::string& source, const domain::InstrumentId& instrument, SubscriptionState state,
                        const std::string& reason) override;
    void onRetryAfter(const std::string& source, Duration delay) override;

    void onOrderStreamUp(const domain::AccountId& account) override;
    void onOrderStreamDown(const domain::AccountId& account, const std::string& reason) override;
    void onOrderStreamActivity(const domain::AccountId& account) override;
    void onReportNotTaken(const domain::AccountId& account, const std::string& reason) override;
    void onReconcileNeeded(const domain::AccountId& account, const std::string& reason) override;

    [[nodiscard]] std::vector<StreamStatus> streams() const;
    [[nodiscard]] std::vector<SubscriptionStatus> subscriptions() const { return m_book.status(); }

private:
    [[nodiscard]] ManagedStream* find(const std::string& name, bool isOrders);
    bool start(const std::string& name, bool isOrders, domain::ConnectionId connection, Duration expectedActivity);
    void connect(ManagedStream& stream);
    void connectAdapter(const ManagedStream& stream);
    void disconnectAdapter(const ManagedStream& stream);
    void established(ManagedStream& stream);
    void lost(ManagedStream& stream, const std::string& reason);
    void tellLoss(ManagedStream& stream, const std::string& reason);
    void drop(ManagedStream& stream, const std::string& reason);
    void active(ManagedStream& stream);
    void cancelTimers(ManagedStream& stream);

    void tick();
    void judge(ManagedStream& stream, SteadyTime now);
    void judgeSubscriptions(SteadyTime now);
    void note(ManagedStream& stream);
    [[nodiscard]] StreamStatus statusOf(const ManagedStream& stream) const;
    void observe(ManagedStream& stream, domain::ConnectionEvent event);
    void sendObservation(ManagedStream& stream, domain::ConnectionEvent event);
    void wantedChanged();
    void sendSubscriptions();

    Ports m_ports;
    Random m_seeds;
    Hooks m_hooks;
    Counter& m_attempts;
    Counter& m_lost;
    Counter& m_observationsLate;
    Counter& m_staleStreams;
    Counter& m_deadlines;
    Counter& m_unacknowledged;
    Counter& m_refused;
    std::map<std::string, ManagedStream> m_sources;
    std::map<std::string, ManagedStream> m_venues;   // by account
    SubscriptionBook m_book;
    bool m_sendPosted = false;
    TimerId m_timer = 0;
    std::uint64_t m_ticks = 0;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::application
