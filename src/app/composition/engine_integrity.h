// EngineIntegrity: the self-check inside the engine: the monitor, the repair of the read models, the lagging views when nothing else
// waits, and the one sentence that stops new orders (RiskGate::setStop). A chain that is broken halts every account, as an event that
// survives a restart. Engine thread.
#pragma once

#include "app/composition/desk_views.h"
#include "application/bus/command_bus.h"
#include "application/integrity/data_integrity_monitor.h"
#include "application/integrity/integrity_control.h"
#include "base/identity_source.h"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tradecore::app {

// Absent parts are not checked: a simulation has an auditor of its own.
struct IntegrityPort {
    application::JournalProof* proof = nullptr;
    application::RowsRebuild* rows = nullptr;
    DeskViews* views = nullptr;
    std::function<application::JournalHealth()> health;
};

class EngineIntegrity {
public:
    struct Ports {
        application::EventStore& store;
        application::ReadModels& models;
        application::CommandBus& commands;
        const Clock& clock;
        Scheduler& engine;
        IdentitySource& identities;
        IntegrityPort outside;        // with a proof
    };
    // The rows that are kept in the journal are rebuilt together under this name.
    static constexpr const char* rowsName = "rows";

    explicit EngineIntegrity(Ports ports);
    ~EngineIntegrity();
    EngineIntegrity(const EngineIntegrity&) = delete;
    EngineIntegrity& operator=(const EngineIntegrity&) = delete;

    void start();
    void stop();
    // A page of what may lag, again and again while nothing else waits.
    void whenIdle();

    // Empty while new orders may be taken.
    [[nodiscard]] std::string stopReason() const;
    [[nodiscard]] application::IntegrityStatus status();
    // Called when the pass that runs or begins now has ended.
    void checkNow(std::function<void(const std::string& error)> onDone);
    void rebuild(const std::string& name, std::function<void(const application::RebuildProgress&)> onProgress,
                 std::function<void(const application::RebuildOutcome&)> onDone);
    void cancelRebuild();
    [[nodiscard]] DeskViews* views() { return m_ports.outside.views; }
    [[nodiscard]] std::uint64_t rebuilds() const { return m_rebuilder.rebuilds() + m_rebuilds; }
    [[nodiscard]] const application::IntegrityReport& report() const { return m_monitor.report(); }

private:
    struct Rebuild {
        std::vector<std::string> names;       // still to do, the first one now
        bool isBegun = false;                 // the first
        bool isPosted = false;                // the next page waits in the engine's queue
        std::int64_t target = 0;
        SteadyTime begunAt;
        application::RebuildOutcome outcome;
        std::function<void(const application::RebuildProgress&)> onProgress;
        std::function<void(const application::RebuildOutcome&)> onDone;
    };

    void onReport(const application::IntegrityReport& report);
    void haltAll(const std::string& reason);
    [[nodiscard]] bool again(void (EngineIntegrity::*step)());
    void stepViews();
    void stepRebuild();
    [[nodiscard]] std::string beginRebuild(const std::string& name);
    void stepRows();
    void stepView(const std::string& name);
    void finishOne(std::vector<application::RebuiltRows> rows);
    void endRebuild(std::string error);

    Ports m_ports;
    application::ProjectionRebuilderService m_rebuilder;
    application::DataIntegrityMonitor m_monitor;
    std::string m_stop;
    std::set<std::string> m_logged;
    std::vector<std::function<void(const std::string&)>> m_waiting;
    std::unique_ptr<Rebuild> m_rebuild;
    std::uint64_t m_rebuilds = 0;
    bool m_isStepping = false;
    bool m_isRunning = false;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::app
