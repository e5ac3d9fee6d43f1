#include "app/composition/engine_integrity.h"

#include "application/account/account_commands.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace tradecore::app {

using application::IntegrityReport;
using application::RebuildOutcome;
using application::RebuildProgress;
using application::RebuiltRows;

namespace {

Q_LOGGING_CATEGORY(logIntegrity, "tradecore.integrity")

constexpr std::int64_t pageEvents = 200;

bool isInJournal(const std::string& name)
{
    return name == EngineIntegrity::rowsName || name == "orders" || name == "fills" || name == "positions" || name == "accounts";
}

std::string translated(const char* text)
{
    return QCoreApplication::translate("Integrity", text).toStdString();
}

}  // namespace

EngineIntegrity::EngineIntegrity(Ports ports)
    : m_ports(std::move(ports)),
      m_rebuilder(*m_ports.outside.proof, m_ports.clock),
      m_monitor({m_ports.store, m_ports.models, *m_ports.outside.proof, m_rebuilder, m_ports.clock, m_ports.engine}),
      m_alive(std::make_shared<bool>(true))
{
    m_monitor.onReport([this](const IntegrityReport& report) { onReport(report); });
}

EngineIntegrity::~EngineIntegrity()
{
    *m_alive = false;
    stop();
}

void EngineIntegrity::start()
{
    m_isRunning = true;
    m_monitor.start();
}

void EngineIntegrity::stop()
{
    m_isRunning = false;
    m_monitor.stop();
    if (m_rebuild)
        endRebuild(translated(QT_TRANSLATE_NOOP("Integrity", "The program ends. What stood there before stands there still.")));
    for (const auto& onDone : std::exchange(m_waiting, {}))
        onDone(translated(QT_TRANSLATE_NOOP("Integrity", "The program ends.")));
}

// False where the queue is full: the next idle second goes on.
bool EngineIntegrity::again(void (EngineIntegrity::*step)())
{
    return m_ports.engine.post([this, step, alive = std::weak_ptr<bool>(m_alive)] {
        if (const auto guard = alive.lock(); guard && *guard && m_isRunning)
            (this->*step)();
    });
}

void EngineIntegrity::whenIdle()
{
    if (m_ports.outside.views != nullptr && !std::exchange(m_isStepping, true))
        stepViews();
    if (m_rebuild && !m_rebuild->isPosted)
        stepRebuild();
}

void EngineIntegrity::stepViews()
{
    m_isStepping = m_ports.commands.waiting() == 0 && m_ports.outside.views->step() && again(&EngineIntegrity::stepViews);
}

std::string EngineIntegrity::stopReason() const
{
    if (!m_stop.empty())
        return m_stop;
    return m_ports.outside.health && m_ports.outside.health().isSpaceShort ? application::spaceShortSentence() : std::string();
}

application::IntegrityStatus EngineIntegrity::status()
{
    const auto journal = m_ports.outside.health ? m_ports.outside.health() : application::JournalHealth{};
    auto* views = m_ports.outside.views;
    return application::integrityStatusOf(m_monitor.report(), journal, views != nullptr ? views->health() : application::ViewsHealth{});
}

void EngineIntegrity::checkNow(std::function<void(const std::string&)> onDone)
{
    if (m_monitor.report().stopsTrading()) {
        onDone(m_stop);
        return;
    }
    m_waiting.push_back(std::move(onDone));
    m_monitor.checkNow();
}

void EngineIntegrity::onReport(const IntegrityReport& report)
{
    for (const auto& finding : report.findings) {
        if (m_logged.insert(finding.text).second)
            qCWarning(logIntegrity, "%s%s", finding.text.c_str(), report.wasRepaired && finding.isOfProjection ? " It was repaired." : "");
    }
    if (report.stopsTrading() && m_stop.empty()) {
        m_stop = application::integrityStopSentence(report);
        qCCritical(logIntegrity, "%s", m_stop.c_str());
        haltAll(report.lastFindings.empty() ? std::string("self-check") : "self-check: " + report.lastFindings.front().text);
    }
    for (const auto& onDone : std::exchange(m_waiting, {}))
        onDone({});
}

// As events, so that the accounts stay halted after a restart, which looks at the newest events first.
void EngineIntegrity::haltAll(const std::string& reason)
{
    const auto accounts = m_ports.models.accounts(0);
    if (!accounts)
        return;
    for (const auto& row : *accounts) {
        if (row.state.tradingState == domain::TradingState::Halted)
            continue;
        const application::CommandContext context{m_ports.identities.next(), std::nullopt, std::nullopt, "integrity"};
        m_ports.commands.send(application::ChangeTradingState{row.state.account, domain::TradingState::Halted, reason}, context, m_ports.engine,
                              [](const application::Receipt&) {});
    }
}

void EngineIntegrity::rebuild(const std::string& name, std::function<void(const RebuildProgress&)> onProgress,
                              std::function<void(const RebuildOutcome&)> onDone)
{
    RebuildOutcome refused;
    auto* views = m_ports.outside.views;
    const bool isView = views != nullptr && views->knows(name);
    if (m_rebuild)
        refused.error = translated(QT_TRANSLATE_NOOP("Integrity", "A rebuild is going on already."));
    else if (!name.empty() && !isInJournal(name) && !isView)
        refused.error = QCoreApplication::translate("Integrity", "There is no view “%1”. There are orders, fills, positions, accounts and activity.")
                            .arg(QString::fromStdString(name).left(64))
                            .toStdString();
    if (!refused.error.empty()) {
        onDone(refused);
        return;
    }
    m_rebuild = std::make_unique<Rebuild>();
    m_rebuild->onProgress = std::move(onProgress);
    m_rebuild->onDone = std::move(onDone);
    if (name.empty() || isInJournal(name))
        m_rebuild->names.emplace_back(rowsName);
    if (isView || (name.empty() && views != nullptr))
        m_rebuild->names.emplace_back(infrastructure::ActivityView::viewName);
    stepRebuild();
}

void EngineIntegrity::cancelRebuild()
{
    if (!m_rebuild)
        return;
    if (m_rebuild->isBegun && m_rebuild->names.front() == rowsName)
        m_ports.outside.rows->cancelRebuild();
    else if (m_rebuild->isBegun)
        [[maybe_unused]] const std::string error = m_ports.outside.views->cancelRebuild(m_rebuild->names.front());
    endRebuild(translated(QT_TRANSLATE_NOOP("Integrity", "The rebuild was cancelled. What stood there before stands there still.")));
}

std::string EngineIntegrity::beginRebuild(const std::string& name)
{
    m_rebuild->isBegun = true;
    m_rebuild->begunAt = m_ports.clock.steadyNow();
    m_rebuild->target = m_ports.store.head().position;
    if (name != rowsName)
        return m_ports.outside.views->rebuild(name);
    const auto begun = m_ports.outside.rows->beginRebuild();
    return begun ? std::string() : begun.error().text;
}

// One page; commands that came meanwhile are carried out before the next.
void EngineIntegrity::stepRebuild()
{
    if (!m_rebuild)
        return;
    m_rebuild->isPosted = false;
    const std::string name = m_rebuild->names.front();
    if (!m_rebuild->isBegun) {
        if (std::string error = beginRebuild(name); !error.empty()) {
            endRebuild(std::move(error));
            return;
        }
    }
    if (name == rowsName)
        stepRows();
    else
        stepView(name);
    if (m_rebuild)
        m_rebuild->isPosted = again(&EngineIntegrity::stepRebuild);
}

void EngineIntegrity::stepRows()
{
    const auto step = m_ports.outside.rows->stepRebuild(pageEvents);
    if (!step) {
        endRebuild(step.error().text);
        return;
    }
    m_rebuild->onProgress({rowsName, step->position, std::max(m_rebuild->target, step->position)});
    if (step->isDone)
        finishOne(step->rebuilt);
}

void EngineIntegrity::stepView(const std::string& name)
{
    auto& views = *m_ports.outside.views;
    [[maybe_unused]] const bool isBehind = views.step();
    const auto building = views.building(name);
    if (!building.error.empty()) {
        endRebuild(building.error);
        return;
    }
    m_rebuild->onProgress({name, building.position, std::max(m_rebuild->target, building.position)});
    if (building.isDone)
        finishOne({RebuiltRows{name, building.position, views.rowsOf(name)}});
}

void EngineIntegrity::finishOne(std::vector<RebuiltRows> rows)
{
    const Duration elapsed = m_ports.clock.steadyNow() - m_rebuild->begunAt;
    for (auto& row : rows)
        m_rebuild->outcome.rebuilt.push_back({std::move(row.projection), row.events, row.rows, elapsed});
    ++m_rebuilds;
    m_rebuild->names.erase(m_rebuild->names.begin());
    m_rebuild->isBegun = false;
    if (m_rebuild->names.empty())
        endRebuild({});
}

void EngineIntegrity::endRebuild(std::string error)
{
    const auto ended = std::exchange(m_rebuild, nullptr);
    ended->outcome.error = std::move(error);
    if (!ended->outcome.error.empty())
        qCWarning(logIntegrity, "A rebuild ended: %s", ended->outcome.error.c_str());
    ended->onDone(ended->outcome);
}

}  // namespace tradecore::app
