#include "app/composition/engine_graph.h"

#include "application/order/order_sentences.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace tradecore::app {

using application::CommandContext;
using domain::AccountId;

namespace {

Q_LOGGING_CATEGORY(logOrders, "tradecore.orders")
Q_LOGGING_CATEGORY(logJournal, "tradecore.journal")

}  // namespace

EngineGraph::EngineGraph(Ports ports)
    : m_ports(std::move(ports)),
      states(m_ports.store),
      commands({m_ports.store, states, events, m_ports.clock, m_ports.engine}),
      queries(m_ports.engine),
      gate(m_ports.board, m_ports.orderStream.isConfirmed, m_ports.clock),
      orderCommands(commands, gate, [this](const AccountId& account) { reconciliation.request(account); }),
      orderQueries(queries, m_ports.store, m_ports.models, states, gate, m_ports.clock),
      positions(commands, queries, m_ports.store, m_ports.models, m_ports.board),
      accounts({commands, queries, m_ports.store, m_ports.models, states, gate, positions, m_ports.clock}),
      risk(commands, queries, states),
      users(commands),
      connections(commands),
      venues(m_ports.io, m_ports.engine),
      reconciliation({commands, m_ports.store, m_ports.models, states, venues, m_ports.engine, m_ports.clock,
                      m_ports.orderStream.generation,
                      [this](const AccountId& account, std::uint64_t generation) {
                          m_ports.orderStream.confirm(account, generation);
                          router.wake();
                      },
                      [] {}}),
      router({commands, events, m_ports.store, venues, m_ports.engine,
              [this](const AccountId& account) { return m_connected[account]; }}),
      flatten({commands, m_ports.models, states, reconciliation, m_ports.identities, m_ports.engine})
{
    if (m_ports.integrity.proof != nullptr) {
        integrity = std::make_unique<EngineIntegrity>(EngineIntegrity::Ports{m_ports.store, m_ports.models, commands, m_ports.clock,
                                                                             m_ports.engine, m_ports.identities, m_ports.integrity});
        gate.setStop([this] { return integrity->stopReason(); });
    }
    m_subscription = events.subscribe([this](std::int64_t head) { onCommitted(head); });
    m_head = m_ports.store.head().position;
}

EngineGraph::~EngineGraph()
{
    stop();
}

CommandContext EngineGraph::context(const char* actor)
{
    return {m_ports.identities.next(), std::nullopt, std::nullopt, actor};
}

void EngineGraph::start(const domain::AccountOpened& account,
                        std::function<void(std::vector<domain::ClientOrderId>)> onStarted)
{
    m_running = true;
    application::OrderFilter open;
    open.openOnly = true;
    if (const auto rows = m_ports.models.orders(open))
        gate.restore(*rows);
    if (const auto rows = m_ports.models.positions(0))
        gate.restorePositions(*rows);
    // Enough for every order that the rate limit could count from the minute before.
    constexpr std::int64_t newest = 10'000;
    application::OrderFilter recent;
    recent.changedAfter = std::max<std::int64_t>(0, m_ports.store.head().position - newest);
    if (const auto rows = m_ports.models.orders(recent))
        gate.restoreRecent(*rows);
    commands.send(application::EnsureUser{}, context("workstation"), m_ports.engine, [](const application::Receipt&) {});
    commands.send(application::OpenAccount{account}, context("workstation"), m_ports.engine,
                  [this, onStarted = std::move(onStarted)](const application::Receipt&) mutable {
                      if (m_running)
                          router.start(std::move(onStarted));
                  });
    noteHeldAndWorking();
    if (integrity)
        integrity->start();
    scheduleMaintenance();
}

void EngineGraph::stop()
{
    if (!std::exchange(m_running, false))
        return;
    router.stop();
    reconciliation.shutdown();
    if (m_maintenance != 0)
        m_ports.engine.cancel(m_maintenance);
    if (integrity)
        integrity->stop();
    commands.drain();
    m_subscription.end();
}

void EngineGraph::abandon()
{
    m_running = false;
    integrity.reset();
    gate.setStop({});
    router.stop();
    reconciliation.shutdown();
    m_subscription.end();
}

void EngineGraph::onOrderStreamUp(const AccountId& account)
{
    m_connected[account] = true;
    reconciliation.request(account);
    router.wake();
}

void EngineGraph::onOrderStreamLost(const AccountId& account, const std::string& reason)
{
    m_connected[account] = false;
    reconciliation.suspend(account, reason);
}

void EngineGraph::onCommitted(std::int64_t head)
{
    m_head.store(head, std::memory_order_relaxed);
    noteHeldAndWorking();
}

void EngineGraph::noteHeldAndWorking()
{
    const std::int64_t from = m_notedUpTo;
    m_notedUpTo = m_ports.store.head().position;
    application::OrderFilter changed;
    changed.changedAfter = from;
    if (const auto rows = m_ports.models.orders(changed)) {
        for (const auto& row : *rows) {
            // What stood there before this run was told then.
            if (from > 0)
                logRefusal(row);
            if (domain::isOpen(row.status)) {
                m_workingOrders.insert_or_assign(row.stream, row.terms.instrument);
                reconciliation.noteWorkingOrders(row.terms.account);
            } else
                m_workingOrders.erase(row.stream);
        }
    }
    if (const auto rows = m_ports.models.positions(from)) {
        for (const auto& row : *rows)
            m_heldByInstrument[row.state.instrument] = !row.state.quantity.isZero();
    }
    std::set<domain::InstrumentId> held, working;
    for (const auto& [instrument, isHeld] : m_heldByInstrument) {
        if (isHeld)
            held.insert(instrument);
    }
    for (const auto& [stream, instrument] : m_workingOrders)
        working.insert(instrument);
    if (held != m_held && m_ports.hooks.heldChanged)
        m_ports.hooks.heldChanged(held);
    if (working != m_working && m_ports.hooks.workingChanged)
        m_ports.hooks.workingChanged(working);
    m_held = std::move(held);
    m_working = std::move(working);
}

void EngineGraph::logRefusal(const application::OrderRow& row) const
{
    if (row.status != domain::OrderStatus::Denied && row.status != domain::OrderStatus::Rejected)
        return;
    const QString sentence = application::sentenceFor(row.reason);
    qCInfo(logOrders, "order %s of %s is %s: %s", row.clientOrderId.text().c_str(), row.terms.account.text().c_str(),
              std::string(domain::nameOf(row.status)).c_str(),
              sentence.isEmpty() ? row.reason.venueText.c_str() : qUtf8Printable(sentence));
}

void EngineGraph::logBrokenJournal()
{
    std::string reason = commands.brokenReason();
    if (reason.empty() || reason == m_loggedFailure)
        return;
    m_loggedFailure = std::move(reason);
    qCCritical(logJournal, "Trading has stopped until restart: %s", m_loggedFailure.c_str());
}

void EngineGraph::scheduleMaintenance()
{
    m_maintenance = m_ports.engine.after(std::chrono::seconds(1), [this] {
        if (!m_running)
            return;
        logBrokenJournal();
        if (commands.waiting() == 0)
            m_ports.store.maintain();
        if (integrity)
            integrity->whenIdle();
        scheduleMaintenance();
    });
}

}  // namespace tradecore::app
