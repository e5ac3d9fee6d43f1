// The judging half of StreamingLifecycleManager: the tick, staleness, status and observations.
#include "application/streaming/streaming_lifecycle_manager.h"

#include "application/connection/connection_commands.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace tradecore::application {

namespace {

Q_LOGGING_CATEGORY(logHealth, "tradecore.connection")

}  // namespace

void StreamingLifecycleManager::tick()
{
    m_timer = m_ports.io.after(tickLength, [this] { tick(); });
    ++m_ticks;
    const bool fullSecond = m_ticks % 2 == 0;
    if (fullSecond)
        m_ports.monitor.tick();
    const SteadyTime now = m_ports.clock.steadyNow();
    for (auto* streams : {&m_sources, &m_venues}) {
        for (auto& [name, stream] : *streams) {
            judge(stream, now);
            std::erase_if(stream.notices,
                          [now](const StreamNotice& notice) { return notice.isOver && now - notice.since >= noticeStands; });
            if (stream.unsent)
                sendObservation(stream, *std::exchange(stream.unsent, std::nullopt));
            if (fullSecond)
                note(stream);
        }
    }
    judgeSubscriptions(now);
}

void StreamingLifecycleManager::judge(ManagedStream& stream, SteadyTime now)
{
    if (!stream.isConnected())
        return;
    const Duration silence = now - stream.status.lastActivity.value_or(stream.connectedAt);
    if (stream.expectedActivity > Duration::zero()) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(silence).count();
        const std::string sentence = "No message for " + std::to_string(seconds) + " seconds.";
        if (silence > stream.expectedActivity * silencesUntilReconnect) {
            drop(stream, sentence);
            return;
        }
        if (silence > stream.expectedActivity) {
            stream.status.reason = sentence;
            if (stream.status.health == StreamHealth::Live) {
                stream.status.health = StreamHealth::Stale;
                m_staleStreams.increment();
                note(stream);
                qCInfo(logHealth, "%s: stale: %s", stream.status.name.c_str(), sentence.c_str());
                const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(silence).count();
                observe(stream, domain::ConnectionStreamStale{stream.connection, stream.kind(), milliseconds});
            }
            return;
        }
    }
    if (now - stream.connectedAt >= provenAfter && stream.status.health == StreamHealth::Live)
        stream.backoff.reset();
}

void StreamingLifecycleManager::judgeSubscriptions(SteadyTime now)
{
    if (m_book.expire(now))
        wantedChanged();
    m_unacknowledged.increment(m_book.unacknowledged(now, acknowledgementWait).size());
}

StreamStatus StreamingLifecycleManager::statusOf(const ManagedStream& stream) const
{
    StreamStatus status = stream.status;
    if (status.health == StreamHealth::Down && stream.retryTimer != 0) {
        const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(stream.nextAttempt - m_ports.clock.steadyNow());
        status.nextAttemptMilliseconds = std::max<std::int64_t>(wait.count(), 1);
    }
    if (status.health != StreamHealth::Live)
        return status;
    if (!stream.notices.empty())
        status.reason = stream.notices.back().text;
    else if (status.isOrders && m_hooks.ordersConfirmed && !m_hooks.ordersConfirmed(domain::AccountId(status.name)))
        status.reason = "The account is being compared with its venue; new orders wait until it agrees.";
    else
        status.reason = m_ports.monitor.warningOf(status.name);
    return status;
}

void StreamingLifecycleManager::note(ManagedStream& stream)
{
    m_ports.display.note(statusOf(stream));
}

std::vector<StreamStatus> StreamingLifecycleManager::streams() const
{
    std::vector<StreamStatus> out;
    for (const auto* streams : {&m_sources, &m_venues}) {
        for (const auto& [name, stream] : *streams)
            out.push_back(statusOf(stream));
    }
    return out;
}

void StreamingLifecycleManager::observe(ManagedStream& stream, domain::ConnectionEvent event)
{
    stream.unsent.reset();
    sendObservation(stream, std::move(event));
}

void StreamingLifecycleManager::sendObservation(ManagedStream& stream, domain::ConnectionEvent event)
{
    const CommandContext context{m_ports.identities.next(), std::nullopt, std::nullopt, "streaming"};
    const auto onReceipt = [this, name = stream.status.name, isOrders = stream.status.isOrders, event,
                            alive = std::weak_ptr<bool>(m_alive)](const Receipt& receipt) {
        if (alive.expired() || receipt.outcome != ReceiptOutcome::Busy)
            return;
        m_observationsLate.increment();
        ManagedStream* waiting = find(name, isOrders);
        if (waiting != nullptr && !waiting->unsent)
            waiting->unsent = event;
    };
    m_ports.commands.send(ConnectionObserved{stream.connection, std::move(event)}, context, m_ports.io, onReceipt);
}

}  // namespace tradecore::application
