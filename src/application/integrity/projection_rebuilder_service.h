// ProjectionRebuilderService: makes the inline projections anew from the events, when the monitor finds that they differ or a person
// asks for it, and says what it did. Engine thread; a rebuild is one transaction, and side effects have no part in it.
#pragma once

#include "application/port/journal_proof.h"
#include "base/clock.h"

#include <functional>
#include <optional>
#include <string>

namespace tradecore::application {

struct RebuildReport {
    std::string reason;
    Timestamp startedAt;
    bool isRunning = false;
    std::vector<RebuiltRows> rebuilt;
    std::optional<StoreError> error;   // the rows are as they were
};

class ProjectionRebuilderService {
public:
    using Listener = std::function<void(const RebuildReport&)>;

    ProjectionRebuilderService(JournalProof& proof, const Clock& clock) : m_proof(proof), m_clock(clock) {}

    // Told when a rebuild starts and when it has ended; on the engine thread.
    void onReport(Listener listener) { m_listener = std::move(listener); }
    const RebuildReport& rebuild(std::string reason);
    [[nodiscard]] const RebuildReport& last() const { return m_last; }
    [[nodiscard]] std::uint64_t rebuilds() const { return m_rebuilds; }

private:
    JournalProof& m_proof;
    const Clock& m_clock;
    Listener m_listener;
    RebuildReport m_last;
    std::uint64_t m_rebuilds = 0;
};

}  // namespace tradecore::application
