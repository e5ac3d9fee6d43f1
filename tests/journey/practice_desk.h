// PracticeDesk: the workstation's graphs on one virtual thread, with the real journal and the real practice venue, each on a
// SQLite file of a temporary directory. The venue stands outside the crash: crash() takes down engine and io alone.
#pragma once

#include "app/composition/engine_graph.h"
#include "app/composition/io_graph.h"
#include "infrastructure/broker/virtual/practice_venue.h"
#include "infrastructure/persistence/journal.h"
#include "tests/journey/scripted_market.h"
#include "tests/support/time/virtual_time.h"

#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::test {

class PracticeDesk {
public:
    // faults: a FaultScript; empty for a venue that behaves.
    explicit PracticeDesk(const std::string& faults = {}, infrastructure::MarketFeedSettings feed = {}, Duration sessionOffset = {});
    ~PracticeDesk();

    void startWorkstation(const std::string& faults = {});
    // An orderly end.
    void stopWorkstation();
    // The process is gone: nothing is said to anybody, what was not committed is lost.
    void crashWorkstation();

    void run() { world.runReady(); }
    void advance(Duration by) { world.advance(by); }
    void quote(const char* bid = "99.99", const char* bidSize = "500", const char* ask = "100.00", const char* askSize = "500");
    void trade(const char* tradePrice, const char* size);

    // A person who means it, also where it is the same order again.
    [[nodiscard]] application::Receipt place(const std::string& id, const domain::OrderTerms& terms, const domain::ExitPrices& exits = {});
    [[nodiscard]] application::Receipt cancel(const std::string& id);
    [[nodiscard]] application::Receipt replace(const std::string& id, const domain::OrderChange& change);
    template <typename Command>
    application::Receipt send(Command command, std::optional<Uuid> commandId = std::nullopt)
    {
        application::Receipt out;
        const application::CommandContext context{commandId.value_or(identities.next()), std::nullopt, std::nullopt, "user"};
        engine->commands.send(std::move(command), context, engineThread, [&out](const application::Receipt& receipt) { out = receipt; });
        world.runReady();
        return out;
    }

    [[nodiscard]] domain::OrderTerms terms(domain::Side side, domain::OrderType type, const char* size) const;
    [[nodiscard]] std::optional<application::OrderRow> order(const std::string& id);
    [[nodiscard]] std::string statusOf(const std::string& id);
    [[nodiscard]] std::vector<application::FillRow> fills();
    [[nodiscard]] domain::AccountState accountState();
    [[nodiscard]] domain::PositionState position();
    [[nodiscard]] const domain::VenueState& books() const { return *venue->books(account); }
    // How often the venue has taken an order of this name.
    [[nodiscard]] int timesAtVenue(const std::string& id);
    [[nodiscard]] std::int64_t eventCount() const { return journal->head().position; }
    // Empty when journal and venue agree on cash, position and executions.
    [[nodiscard]] std::string differenceToVenue();
    // What stands beside the data stream's light.
    [[nodiscard]] std::string dataReason() const;
    [[nodiscard]] bool isConfirmed() const { return io && io->trading.orderStreamConfirmed(account); }

    const Duration sessionOffset;   // of the market: start of its trading day after 00:00 UTC
    VirtualWorld world;
    VirtualScheduler engineThread{world};
    VirtualScheduler ioThread{world};
    VirtualScheduler practiceThread{world};
    SeededIdentitySource identities;
    QTemporaryDir directory;
    domain::AccountId account{"practice-simulated"};
    domain::InstrumentId instrument{"AAA", "SIM"};
    std::unique_ptr<infrastructure::Journal> practiceJournal;
    std::unique_ptr<infrastructure::PracticeVenue> venue;
    std::unique_ptr<infrastructure::Journal> journal;
    application::DisplayFeed display;
    application::Counters counters;
    application::QuoteBoard board;
    std::unique_ptr<app::EngineGraph> engine;
    std::unique_ptr<app::IoGraph> io;
    ScriptedMarket* market = nullptr;   // owned by io
    std::vector<domain::ClientOrderId> recovered;

    // The self-check: what the disk says about its space, and an event that the chain is said to break at.
    std::function<bool()> isSpaceShort = [] { return false; };
    std::int64_t badPosition = 0;

private:
    // The journal's own proof, until a bad position is named.
    class Proof final : public application::JournalProof {
    public:
        explicit Proof(PracticeDesk& desk) : m_desk(desk) {}
        [[nodiscard]] Result<application::ChainProof, application::StoreError> proveForward(const application::StoreHead& from,
                                                                                          std::int64_t limit) override;
        [[nodiscard]] Result<std::vector<application::RebuiltRows>, application::StoreError> rebuildRows() override;

    private:
        PracticeDesk& m_desk;
    };
    [[nodiscard]] app::IntegrityPort integrityPort();

    Proof m_proof{*this};
    std::unique_ptr<app::DeskViews> m_views;
};

}  // namespace tradecore::test
