// Workstation: the running program without its window: the data directory, four threads, one graph for each, and the written
// order in which they start and stop (docs/threads.md). Made, started and stopped on the main (gui) thread.
#pragma once

#include "app/composition/engine_graph.h"
#include "app/composition/io_graph.h"
#include "app/composition/market_time_file.h"
#include "app/composition/workstation_options.h"
#include "application/market/desk.h"
#include "application/market/market_access.h"
#include "infrastructure/broker/virtual/practice_venue.h"
#include "infrastructure/broker/virtual/remote/remote_venue.h"
#include "infrastructure/local_api/api_server.h"
#include "infrastructure/local_api/instance_lock.h"
#include "infrastructure/persistence/journal.h"
#include "infrastructure/persistence/offline_journal.h"
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"
#include "infrastructure/runtime/system_identity_source.h"
#include "infrastructure/runtime/worker_scheduler.h"

#include <QThread>

#include <atomic>
#include <memory>
#include <string>

namespace tradecore::app {

class WorkstationDesk;
class WorkstationIntegrity;

class Workstation {
public:
    explicit Workstation(WorkstationOptions options);
    ~Workstation();
    Workstation(const Workstation&) = delete;
    Workstation& operator=(const Workstation&) = delete;

    // Takes the directory, opens journal and practice store, builds the graphs and connects. A sentence where it cannot.
    [[nodiscard]] Result<void, std::string> start();
    // Stop sources, drain io, commit engine, close stores, join. Safe to call twice.
    void stop();

    // Runs on `replyTo` once orders can be placed: data is connected and the account agrees with its venue; or when the time has
    // passed (false).
    void whenReady(Duration limit, Executor& replyTo, std::function<void(bool)> onReady);

    [[nodiscard]] application::Desk& desk();
    [[nodiscard]] application::TradingControl& tradingControl();
    [[nodiscard]] application::IntegrityControl& integrityControl();
    // The journal is damaged or cannot be written: it is shown, and nothing is connected.
    [[nodiscard]] bool isReadOnly() const { return m_lookedAt != nullptr; }
    [[nodiscard]] const WorkstationOptions& options() const { return m_options; }
    [[nodiscard]] const Clock& clock() const { return m_clock; }

private:
    friend class WorkstationDesk;
    friend class WorkstationIntegrity;

    void openLog();
    [[nodiscard]] Result<void, std::string> loadKey();
    [[nodiscard]] Result<void, std::string> openStores();
    [[nodiscard]] std::string openJournal();
    [[nodiscard]] application::EventStore& store() const;
    [[nodiscard]] application::ReadModels& models() const;
    [[nodiscard]] IntegrityPort integrityPort();
    [[nodiscard]] Result<void, std::string> buildGraphs();
    [[nodiscard]] Result<void, std::string> connectAll();
    void buildIo(std::string& error);
    void startApi(std::string& error);
    void storeMarketTime(bool isEnd);
    void armMarketTime();
    [[nodiscard]] OrderStreamPort orderStreamPort();
    [[nodiscard]] SourceFactory sourceFactory();
    [[nodiscard]] VenueFactory venueFactory();
    [[nodiscard]] domain::AccountOpened account() const;
    [[nodiscard]] std::set<domain::InstrumentId> watchedAtStart() const;
    void runOnIo(Executor::Task task);

    WorkstationOptions m_options;
    infrastructure::SystemClock m_clock;
    infrastructure::SystemIdentitySource m_identities;
    application::QuoteBoard m_board;
    application::DisplayFeed m_display;
    application::Counters m_counters;
    application::Counter& m_marketTimeNotStored;
    std::unique_ptr<infrastructure::InstanceLock> m_lock;
    std::unique_ptr<infrastructure::LogFile> m_log;
    MarketTimeFile m_marketTimes;

    QThread m_ioThread;
    std::unique_ptr<infrastructure::EventLoopScheduler> m_io;   // lives on m_ioThread
    std::unique_ptr<infrastructure::WorkerScheduler> m_engineThread;
    std::unique_ptr<infrastructure::WorkerScheduler> m_practiceThread;
    std::unique_ptr<infrastructure::WorkerScheduler> m_projectorThread;

    std::optional<infrastructure::AnchorKey> m_anchorKey;
    std::unique_ptr<infrastructure::Journal> m_journal;         // engine thread
    std::unique_ptr<infrastructure::OfflineJournal> m_lookedAt; // engine thread, in place of m_journal
    std::string m_readOnlyReason;                               // a sentence, with m_lookedAt
    std::unique_ptr<DeskViews> m_views;                         // engine thread
    std::unique_ptr<EngineGraph> m_engine;                      // engine thread
    std::unique_ptr<infrastructure::Journal> m_practiceJournal; // practice thread
    std::unique_ptr<infrastructure::PracticeVenue> m_practice;  // practice thread; null with a venueSocket
    std::unique_ptr<infrastructure::RemoteVenue> m_remoteVenue; // io thread; null without one
    std::unique_ptr<IoGraph> m_ioGraph;                         // io thread
    std::unique_ptr<infrastructure::ApiServer> m_api;           // io thread
    std::unique_ptr<WorkstationDesk> m_desk;                    // any thread
    std::unique_ptr<WorkstationIntegrity> m_integrity;          // any thread

    std::atomic<application::TradingDataHandler*> m_trading{nullptr};
    std::atomic<bool> m_running{false};
    std::atomic<bool> m_reconciled{false};
    std::vector<domain::ClientOrderId> m_recovered;             // engine thread
    TimerId m_marketTimer = 0;
    bool m_stopped = false;
};

}  // namespace tradecore::app
