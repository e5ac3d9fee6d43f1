// DataIntegrityMonitor: proves the journal on and on while the program trades. Each pass goes forward from the last proved position,
// in pages, so that commands are never held up for long: hash chain, a second fold of the events, then the rows of the read models
// against that fold, positions against the sums of fills, cash against the sum of postings, and the clock against the newest event.
//
// Rows that differ are repaired through the rebuilder, and compared again, whole. A broken chain and an event that this program does
// not know are never repaired: they are reported, and what listens stops trading. Engine thread.
#pragma once

#include "application/integrity/projection_rebuilder_service.h"
#include "application/integrity/shadow_books.h"
#include "base/clock.h"
#include "base/scheduler.h"

#include <functional>
#include <memory>

namespace tradecore::application {

struct IntegrityReport {
    std::uint64_t passes = 0;                 // that came to an end
    bool isRunning = false;
    StoreHead verified;
    Timestamp checkedAt;                      // end of the last pass
    std::vector<IntegrityFinding> findings;   // of the last pass, what was repaired among them
    bool wasRepaired = false;                 // all that was found, in this pass
    bool chainIsWhole = true;                 // false stays until restart
    bool knowsEveryEvent = true;              // false stays until restart: a type or version of a newer program
    ShadowCounts counts;                      // that were compared so far
    std::vector<IntegrityFinding> lastFindings;   // of the last pass that came to an end, while another is running too

    [[nodiscard]] bool isGood() const { return !stopsTrading() && (findings.empty() || wasRepaired); }
    [[nodiscard]] bool stopsTrading() const { return !chainIsWhole || !knowsEveryEvent; }
};

class DataIntegrityMonitor {
public:
    struct Ports {
        EventStore& store;
        ReadModels& models;
        JournalProof& proof;
        ProjectionRebuilderService& rebuilder;
        const Clock& clock;
        Scheduler& engine;
    };
    using Listener = std::function<void(const IntegrityReport&)>;

    static constexpr Duration interval = std::chrono::seconds(300);
    static constexpr Duration intervalAfterError = std::chrono::seconds(60);
    static constexpr std::int64_t pageEvents = 200;

    explicit DataIntegrityMonitor(Ports ports);
    ~DataIntegrityMonitor();
    DataIntegrityMonitor(const DataIntegrityMonitor&) = delete;
    DataIntegrityMonitor& operator=(const DataIntegrityMonitor&) = delete;

    void onReport(Listener listener) { m_listener = std::move(listener); }
    // Begins a pass now, and then one every interval.
    void start();
    void stop();
    // A pass at once, for a person who asks; nothing where one is running.
    void checkNow();
    [[nodiscard]] const IntegrityReport& report() const { return m_report; }

private:
    void step();
    void finish();
    void compareRows(std::int64_t changedAfter);
    void repair();
    void note(IntegrityFinding finding) { m_report.findings.push_back(std::move(finding)); }
    void endPass();
    void scheduleNext();
    [[nodiscard]] bool readPage(const StoreHead& from, const StoreHead& to);

    Ports m_ports;
    Listener m_listener;
    ShadowBooks m_books;
    IntegrityReport m_report;
    std::int64_t m_comparedTo = 0;
    TimerId m_timer = 0;
    std::shared_ptr<bool> m_alive;
    bool m_started = false;
};

}  // namespace tradecore::application
