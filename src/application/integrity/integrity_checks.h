// The list of checks that people read, made from the monitor's last report and what the store says about itself. Pure functions.
#pragma once

#include "application/integrity/data_integrity_monitor.h"
#include "application/integrity/integrity_status.h"

#include <string>
#include <vector>

namespace tradecore::application {

// What the store says about itself; engine thread.
struct JournalHealth {
    bool isSpaceShort = false;
    std::uint64_t anchorFailures = 0;   // of this run
    std::int64_t forgedAnchors = 0;     // lines that the key of this computer did not sign, at open
    bool signsAnchors = false;
    std::int64_t anchoredPosition = 0;  // of the newest anchor
};

struct ViewsHealth {
    std::vector<LaggingViewStatus> views;
    std::int64_t deadLetters = 0;
    std::string error;                  // the file of the views cannot be used
};

[[nodiscard]] IntegrityStatus integrityStatusOf(const IntegrityReport& report, const JournalHealth& journal, const ViewsHealth& views);

// Why no new order is taken, as sentences of their own; translated.
[[nodiscard]] std::string spaceShortSentence();
[[nodiscard]] std::string integrityStopSentence(const IntegrityReport& report);

}  // namespace tradecore::application
