// SimulatedDesk: the workstation's own graphs on one seeded virtual thread, with the real journal, and the practice venue
// outside the crash behind a faulty wire. crash() takes down engine and io and leaves the disk as a power cut would.
#pragma once

#include "app/composition/engine_graph.h"
#include "app/composition/io_graph.h"
#include "infrastructure/broker/virtual/practice_venue.h"
#include "infrastructure/persistence/journal.h"
#include "tests/simulation/auditor.h"
#include "tests/simulation/faulty_wire.h"
#include "tests/simulation/market_walk.h"
#include "tests/simulation/plants.h"
#include "tests/simulation/simulated_disk.h"
#include "tests/support/store/memory_event_store.h"

#include <memory>
#include <string>

namespace tradecore::simulation {

class SimulatedDesk {
public:
    SimulatedDesk(std::uint64_t seed, const FaultMenu& menu, Plant plant, Auditor& auditor);
    ~SimulatedDesk();

    // False where the journal refuses to open; why() says so.
    [[nodiscard]] bool start();
    // The process is killed, or the machine loses power.
    void crash(bool powerIsCut);
    void stop();
    [[nodiscard]] bool isUp() const { return engine != nullptr; }
    // The program has stopped trading until it is started anew.
    [[nodiscard]] bool isBroken() const { return isUp() && engine->commands.isBroken(); }
    [[nodiscard]] bool isConfirmed() const { return io && io->trading.orderStreamConfirmed(account); }
    [[nodiscard]] const std::string& why() const { return m_why; }
    // Reads what was committed since, into the auditor.
    void audit(bool confirmedBefore);
    // The market goes on while the workstation is down.
    void tickWhileDown();

    test::VirtualWorld world;
    test::VirtualScheduler engineThread{world};
    test::VirtualScheduler ioThread{world};
    test::VirtualScheduler practiceThread{world};
    test::SeededIdentitySource identities;
    domain::AccountId account{"practice-simulated"};
    MarketPath path;
    SimulatedDisk disk;
    test::MemoryEventStore practiceStore;
    std::unique_ptr<infrastructure::PracticeVenue> venue;
    std::unique_ptr<FaultyWire> wire;
    std::unique_ptr<infrastructure::Journal> journal;
    std::unique_ptr<application::EventStore> store;   // the journal, or a planted wrapping of it
    std::unique_ptr<application::DisplayFeed> display;
    std::unique_ptr<application::Counters> counters;
    std::unique_ptr<application::QuoteBoard> board;
    std::unique_ptr<app::EngineGraph> engine;
    std::unique_ptr<app::IoGraph> io;
    MarketWalk* market = nullptr;   // owned by io
    std::uint64_t incarnations = 0;

private:
    void makeVenue(std::uint64_t seed);
    [[nodiscard]] bool openJournal();
    void makeGraphs();
    void takeDown();
    [[nodiscard]] std::vector<application::SubmitRequest> submitsInFlight();
    [[nodiscard]] VenueObserver observer();

    const FaultMenu m_menu;
    const Plant m_plant;
    Auditor& m_auditor;
    std::string m_why;
};

}  // namespace tradecore::simulation
