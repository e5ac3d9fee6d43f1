// IntegrityStatus: what the self-check last found, as values for the window and the local API: one check a line, with what it was
// compared with and when; the lagging views and their dead letters. Any thread.
#pragma once

#include "base/timestamp.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::application {

enum class IntegrityCheckName { Chain, Orders, Fills, Positions, Accounts, PositionSums, CashSums, Anchors, Clock, Space, Views };
enum class IntegrityVerdict { NotYet, Good, Repaired, Notice, Bad };

struct IntegrityCheck {
    IntegrityCheckName name = IntegrityCheckName::Chain;
    IntegrityVerdict verdict = IntegrityVerdict::NotYet;
    std::int64_t compared = 0;     // events, rows, accounts: whatever the check counts
    std::int64_t position = 0;     // of the first finding; 0 where none is known
    Timestamp checkedAt;           // the epoch where it has not been checked
    std::string text;              // a sentence where the verdict is not Good
};

struct LaggingViewStatus {
    std::string name;
    std::string state;             // "building", "active", "faulted"
    std::int64_t position = 0;     // newest event in it
    std::string error;
};

struct IntegrityStatus {
    std::vector<IntegrityCheck> checks;   // empty: this program does not check
    bool isRunning = false;
    std::uint64_t passes = 0;
    Timestamp checkedAt;                  // end of the last pass
    std::int64_t verifiedPosition = 0;
    bool stopsTrading = false;
    std::vector<LaggingViewStatus> views;
    std::int64_t deadLetters = 0;
};

// snake_case, for JSON.
[[nodiscard]] std::string_view nameOf(IntegrityCheckName name);
[[nodiscard]] std::string_view nameOf(IntegrityVerdict verdict);

}  // namespace tradecore::application
