// JournalVerifier: proves a journal file, or names the first position where it is wrong. Opens the file for reading only and
// works on its own connection; made for a process of its own. It finds any changed byte of any stored column of events,
// streams and event types, missing, added and swapped events, a tail that was cut below the newest anchor, commands and outbox
// rows that name events that are not theirs, page damage, and views that differ from a fold of the events.
//
// What it cannot find: a rewrite of the whole file together with its anchors (they are not signed), and events that were
// never written.
#pragma once

#include "infrastructure/persistence/inline_projections.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

struct ProjectionVerdict {
    std::string name;
    bool ok = false;
};

struct VerifyReport {
    std::int64_t events = 0;            // that the chain proves, from the first on
    Sha256Digest headHash{};            // of the last of them
    bool ok = false;
    std::int64_t firstBadPosition = 0;  // 0 where what is wrong has no position
    std::string reason;                 // empty where ok
    std::vector<ProjectionVerdict> projections;
    std::int64_t anchoredPosition = 0;  // of the newest anchor
    bool anchorsSigned = false;
};

class JournalVerifier {
public:
    // An error only where the file cannot be opened as a journal at all (absent, not ours, newer, unreadable header).
    [[nodiscard]] static Result<VerifyReport, application::StoreError> verify(const std::string& path,
                                                                              JournalProjections projections,
                                                                              const std::string& vfs = {});
};

}  // namespace tradecore::infrastructure
