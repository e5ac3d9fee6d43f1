#include "application/streaming/streaming_lifecycle_manager.h"

#include "application/connection/connection_commands.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace tradecore::application {

namespace {

Q_LOGGING_CATEGORY(logConnection, "tradecore.connection")

const char* kindOf(const ManagedStream& stream)
{
    return stream.status.isOrders ? "orders" : "data";
}

std::string secondsOf(Duration duration)
{
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(duration).count());
}

}  // namespace

StreamingLifecycleManager::StreamingLifecycleManager(Ports ports, std::uint64_t seed)
    : m_ports(ports), m_seeds(seed), m_attempts(ports.counters.named("connect_attempts")),
      m_lost(ports.counters.named("connections_lost")), m_observationsLate(ports.counters.named("connection_events_late")),
      m_staleStreams(ports.counters.named("stale_streams")), m_deadlines(ports.counters.named("connect_timeouts")),
      m_unacknowledged(ports.counters.named("subscriptions_unacknowledged")),
      m_refused(ports.counters.named("subscriptions_refused")), m_alive(std::make_shared<bool>(true))
{
}

StreamingLifecycleManager::~StreamingLifecycleManager()
{
    stop();
}

bool StreamingLifecycleManager::startSource(const std::string& name)
{
    const MarketDataSource* source = m_ports.adapters.source(name);
    return source != nullptr && start(name, false, domain::ConnectionId(name), source->traits().expectedActivity);
}

bool StreamingLifecycleManager::startVenue(const domain::AccountId& account)
{
    const TradingVenue* venue = m_ports.adapters.venue(account);
    return venue != nullptr
        && start(account.text(), true, domain::ConnectionId(venue->traits().broker + ':' + account.text()),
                 venue->traits().expectedActivity);
}

bool StreamingLifecycleManager::start(const std::string& name, bool isOrders, domain::ConnectionId connection,
                                      Duration expectedActivity)
{
    auto& streams = isOrders ? m_venues : m_sources;
    const auto [found, isNew] = streams.try_emplace(name, name, isOrders, std::move(connection), expectedActivity, m_seeds.next());
    if (!isNew)
        return false;
    if (m_timer == 0)
        m_timer = m_ports.io.after(tickLength, [this] { tick(); });
    connect(found->second);
    return true;
}

void StreamingLifecycleManager::stop()
{
    m_ports.io.cancel(std::exchange(m_timer, 0));
    for (auto* streams : {&m_sources, &m_venues}) {
        for (auto& [name, stream] : *streams) {
            cancelTimers(stream);
            stream.status.health = StreamHealth::Down;
            stream.status.nextAttemptMilliseconds = 0;
            stream.status.reason = "Disconnected.";
            note(stream);
        }
    }
    // Emptied first, so that what the adapters say while they disconnect is no news.
    const auto sources = std::exchange(m_sources, {});
    const auto venues = std::exchange(m_venues, {});
    for (const auto& [name, stream] : sources)
        disconnectAdapter(stream);
    for (const auto& [name, stream] : venues)
        disconnectAdapter(stream);
}

ManagedStream* StreamingLifecycleManager::find(const std::string& name, bool isOrders)
{
    auto& streams = isOrders ? m_venues : m_sources;
    const auto found = streams.find(name);
    return found == streams.end() ? nullptr : &found->second;
}

void StreamingLifecycleManager::connectAdapter(const ManagedStream& stream)
{
    if (stream.status.isOrders) {
        if (TradingVenue* venue = m_ports.adapters.venue(domain::AccountId(stream.status.name)))
            venue->connectNow();
    } else if (MarketDataSource* source = m_ports.adapters.source(stream.status.name)) {
        source->connectNow();
    }
}

void StreamingLifecycleManager::disconnectAdapter(const ManagedStream& stream)
{
    if (stream.status.isOrders) {
        if (TradingVenue* venue = m_ports.adapters.venue(domain::AccountId(stream.status.name)))
            venue->disconnectNow();
    } else if (MarketDataSource* source = m_ports.adapters.source(stream.status.name)) {
        source->disconnectNow();
    }
}

void StreamingLifecycleManager::cancelTimers(ManagedStream& stream)
{
    m_ports.io.cancel(std::exchange(stream.retryTimer, 0));
    m_ports.io.cancel(std::exchange(stream.deadlineTimer, 0));
}

void StreamingLifecycleManager::connect(ManagedStream& stream)
{
    cancelTimers(stream);
    m_attempts.increment();
    stream.status.health = StreamHealth::Connecting;
    stream.status.nextAttemptMilliseconds = 0;
    stream.deadlineTimer = m_ports.io.after(connectDeadline, [this, &stream] {
        m_deadlines.increment();
        drop(stream, "No answer to the connection attempt for " + secondsOf(connectDeadline) + " seconds.");
    });
    note(stream);
    connectAdapter(stream);
}

void StreamingLifecycleManager::established(ManagedStream& stream)
{
    cancelTimers(stream);
    const SteadyTime now = m_ports.clock.steadyNow();
    stream.status.health = StreamHealth::Live;
    stream.status.reason.clear();
    stream.status.nextAttemptMilliseconds = 0;
    stream.status.lastActivity = now;
    stream.connectedAt = now;
    note(stream);
    qCInfo(logConnection, "%s (%s): connected", stream.status.name.c_str(), kindOf(stream));
    observe(stream, domain::ConnectionEstablished{stream.connection, stream.kind()});
}

void StreamingLifecycleManager::lost(ManagedStream& stream, const std::string& reason)
{
    cancelTimers(stream);
    const bool wasConnected = stream.isConnected();
    const Duration delay = stream.backoff.next();
    stream.status.health = StreamHealth::Down;
    stream.status.reason = reason;
    stream.nextAttempt = m_ports.clock.steadyNow() + delay;
    stream.retryTimer = m_ports.io.after(delay, [this, &stream] { connect(stream); });
    note(stream);
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(delay).count();
    qCInfo(logConnection, "%s (%s): %s: %s Next attempt in %lld ms.", stream.status.name.c_str(), kindOf(stream),
           wasConnected ? "lost" : "not connected", reason.c_str(), static_cast<long long>(wait));
    if (!wasConnected)
        return;
    m_lost.increment();
    m_ports.monitor.noteReconnect(stream.status.name);
    tellLoss(stream, reason);
}

void StreamingLifecycleManager::tellLoss(ManagedStream& stream, const std::string& reason)
{
    observe(stream, domain::ConnectionLost{stream.connection, stream.kind(), reason});
    if (stream.status.isOrders) {
        if (m_hooks.ordersLost)
            m_hooks.ordersLost(domain::AccountId(stream.status.name), reason);
        return;
    }
    m_book.resetStates();
    if (m_hooks.dataLost)
        m_hooks.dataLost(reason);
}

void StreamingLifecycleManager::drop(ManagedStream& stream, const std::string& reason)
{
    // Lost first: what the adapter says while it disconnects is no news then.
    lost(stream, reason);
    disconnectAdapter(stream);
}

void StreamingLifecycleManager::active(ManagedStream& stream)
{
    m_ports.monitor.noteMessage(stream.status.name);
    stream.status.lastActivity = m_ports.clock.steadyNow();
    if (stream.status.health != StreamHealth::Stale)
        return;
    stream.status.health = StreamHealth::Live;
    stream.status.reason.clear();
    note(stream);
    qCInfo(logConnection, "%s (%s): live again", stream.status.name.c_str(), kindOf(stream));
    observe(stream, domain::ConnectionEstablished{stream.connection, stream.kind()});
}

void StreamingLifecycleManager::onConnected(const std::string& source)
{
    ManagedStream* stream = find(source, false);
    if (stream == nullptr)
        return;
    established(*stream);
    MarketDataSource* adapter = m_ports.adapters.source(source);
    if (adapter == nullptr)
        return;
    adapter->setSubscriptions(m_book.wanted());
    if (m_hooks.dataRestored)
        m_hooks.dataRestored(*adapter);
}

void StreamingLifecycleManager::onDisconnected(const std::string& source, const std::string& reason)
{
    ManagedStream* stream = find(source, false);
    if (stream != nullptr && stream->status.health != StreamHealth::Down && stream->status.health != StreamHealth::Finished)
        lost(*stream, reason);
}

void StreamingLifecycleManager::onFinished(const std::string& source, const std::string& reason)
{
    ManagedStream* stream = find(source, false);
    if (stream == nullptr || stream->status.health == StreamHealth::Finished)
        return;
    cancelTimers(*stream);
    const bool wasConnected = stream->isConnected();
    stream->status.health = StreamHealth::Finished;
    stream->status.reason = reason;
    note(*stream);
    qCInfo(logConnection, "%s (%s): finished: %s", source.c_str(), kindOf(*stream), reason.c_str());
    if (wasConnected)
        tellLoss(*stream, reason);
}

void StreamingLifecycleManager::onActivity(const std::string& source)
{
    if (ManagedStream* stream = find(source, false))
        active(*stream);
}

void StreamingLifecycleManager::onRetryAfter(const std::string& source, Duration delay)
{
    if (ManagedStream* stream = find(source, false))
        stream->backoff.askFor(delay);
}

void StreamingLifecycleManager::onSubscription(const std::string& source, const domain::InstrumentId& instrument,
                                               SubscriptionState state, const std::string& reason)
{
    if (state == SubscriptionState::Refused) {
        m_refused.increment();
        qCInfo(logConnection, "%s: %s is refused: %s", source.c_str(), instrument.toString().c_str(), reason.c_str());
    }
    m_book.setState(instrument, state, reason, m_ports.clock.steadyNow());
}

void StreamingLifecycleManager::onOrderStreamUp(const domain::AccountId& account)
{
    ManagedStream* stream = find(account.text(), true);
    if (stream == nullptr)
        return;
    established(*stream);
    if (m_hooks.reconcile)
        m_hooks.reconcile(account);
}

void StreamingLifecycleManager::onOrderStreamDown(const domain::AccountId& account, const std::string& reason)
{
    ManagedStream* stream = find(account.text(), true);
    if (stream != nullptr && stream->status.health != StreamHealth::Down)
        lost(*stream, reason);
}

void StreamingLifecycleManager::onOrderStreamActivity(const domain::AccountId& account)
{
    if (ManagedStream* stream = find(account.text(), true))
        active(*stream);
}

void StreamingLifecycleManager::onReportNotTaken(const domain::AccountId& account, const std::string& reason)
{
    ManagedStream* stream = find(account.text(), true);
    if (stream != nullptr && stream->status.health != StreamHealth::Down)
        drop(*stream, reason);
}

void StreamingLifecycleManager::onReconcileNeeded(const domain::AccountId& account, const std::string& /*reason*/)
{
    if (m_hooks.reconcile)
        m_hooks.reconcile(account);
}

void StreamingLifecycleManager::subscribe(const domain::InstrumentId& instrument, const std::string& reason)
{
    if (m_book.add(instrument, reason))
        wantedChanged();
}

void StreamingLifecycleManager::unsubscribe(const domain::InstrumentId& instrument, const std::string& reason)
{
    m_book.remove(instrument, reason, m_ports.clock.steadyNow());
}

void StreamingLifecycleManager::setSubscriptions(const std::string& reason, const std::set<domain::InstrumentId>& instruments)
{
    if (m_book.replace(reason, instruments, m_ports.clock.steadyNow()))
        wantedChanged();
}

void StreamingLifecycleManager::wantedChanged()
{
    if (m_hooks.wantedChanged)
        m_hooks.wantedChanged(m_book.wanted());
    if (m_sendPosted)
        return;
    // Subscriptions that are made in one go leave in one message.
    m_sendPosted = m_ports.io.post([this, alive = std::weak_ptr<bool>(m_alive)] {
        if (!alive.expired())
            sendSubscriptions();
    });
}

void StreamingLifecycleManager::sendSubscriptions()
{
    m_sendPosted = false;
    for (const auto& [name, stream] : m_sources) {
        MarketDataSource* source = m_ports.adapters.source(name);
        if (source != nullptr && stream.isConnected())
            source->setSubscriptions(m_book.wanted());
    }
}

void StreamingLifecycleManager::setNotice(const std::string& name, const std::string& cause, const std::string& notice)
{
    ManagedStream* stream = find(name, false);
    if (stream == nullptr)
        return;
    const auto isOfCause = [&cause](const StreamNotice& standing) { return standing.cause == cause; };
    if (notice.empty()) {
        const auto standing = std::ranges::find_if(stream->notices, isOfCause);
        if (standing != stream->notices.end())
            standing->isOver = true;
    } else {
        std::erase_if(stream->notices, isOfCause);
        stream->notices.push_back({cause, notice, m_ports.clock.steadyNow(), false});
        qCWarning(logConnection, "%s: %s", name.c_str(), notice.c_str());
    }
    note(*stream);
}

}  // namespace tradecore::application
