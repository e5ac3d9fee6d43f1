// Anchors: position, chain hash and event count of committed events, one JSON object a line, in a file outside the database.
// Without them a tail that was cut off is invisible. They are not signed: who can write this file can also move it, and every
// line says so ("signed":false). A last line without its end is a torn write and counts for nothing.
#pragma once

#include "application/port/event_store.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

struct JournalAnchor {
    std::int64_t position = 0;
    Sha256Digest hash{};
    std::int64_t count = 0;
    friend bool operator==(const JournalAnchor&, const JournalAnchor&) = default;
};

struct AnchorFile {
    std::vector<JournalAnchor> anchors;   // as written
    std::int64_t unreadable = 0;          // whole lines that are no anchor
};

// "journal.db" has "journal.anchors" beside it.
[[nodiscard]] std::string anchorsPathOf(const std::string& journalPath);
// An absent file holds no anchors.
[[nodiscard]] AnchorFile readAnchors(const std::string& path, const std::string& vfs = {});
// Appends and syncs; false where that failed.
[[nodiscard]] bool appendAnchor(const std::string& path, const JournalAnchor& anchor, const std::string& vfs = {});

}  // namespace tradecore::infrastructure
