// JournalVerifier: proves a journal file, or names the first position where it is wrong. Opens the file for reading only and
// works on its own connection; made for a process of its own. It finds any changed byte of any stored column of events,
// streams and event types, missing, added and swapped events, a tail that was cut below the newest anchor, commands and outbox
// rows that name events that are not theirs, page damage, and views that differ from a fold of the events.
//
// What it cannot find: a rewrite of the whole file together with its anchors by somebody who has the key (or, without a key, by
// anybody), anchors that were taken away from the end of their file, and events that were never written.
#pragma once

#include "infrastructure/persistence/anchor_key.h"
#include "infrastructure/persistence/inline_projections.h"

#include <cstdint>
#include <optional>
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
    bool anchorsSigned = false;         // the newest is, and its signature is that of the key
};

struct VerifyOptions {
    std::string vfs = {};                    // empty: the system's files
    std::optional<AnchorKey> key = {};       // without it signatures of anchors are not judged
};

class JournalVerifier {
public:
    // An error only where the file cannot be opened as a journal at all (absent, not ours, newer, unreadable header).
    [[nodiscard]] static Result<VerifyReport, application::StoreError> verify(const std::string& path,
                                                                              JournalProjections projections,
                                                                              const VerifyOptions& options = {});
};

}  // namespace tradecore::infrastructure
