// Anchors: position, chain hash and event count of committed events, one JSON object a line, in a file outside the database.
// Without them a tail that was cut off is invisible. With a key every line is signed (HMAC-SHA256 over what stands before the
// signature); without one a line says "signed":false, and who can write the file can also move it. A last line without its end is
// a torn write and counts for nothing.
#pragma once

#include "application/port/event_store.h"
#include "infrastructure/persistence/anchor_key.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

struct JournalAnchor {
    std::int64_t position = 0;
    Sha256Digest hash{};
    std::int64_t count = 0;
    bool isSigned = false;
    friend bool operator==(const JournalAnchor&, const JournalAnchor&) = default;
};

struct AnchorFile {
    std::vector<JournalAnchor> anchors;   // as written
    std::int64_t unreadable = 0;          // whole lines that are no anchor
    std::int64_t forged = 0;              // signatures that are not of this key, and unsigned lines behind signed ones
};

struct AnchorPlace {
    std::string path;
    std::optional<AnchorKey> key = {};
    std::string vfs = {};                 // empty: the system's files
};

// "journal.db" has "journal.anchors" beside it.
[[nodiscard]] std::string anchorsPathOf(const std::string& journalPath);
// An absent file holds no anchors. Without a key signatures are not judged.
[[nodiscard]] AnchorFile readAnchors(const AnchorPlace& place);
// Appends and syncs; false where that failed.
[[nodiscard]] bool appendAnchor(const AnchorPlace& place, const JournalAnchor& anchor);
// The lines up to a position, as they are, into a new file; false where it cannot be written. No file for no lines.
[[nodiscard]] bool copyAnchors(const std::string& from, const std::string& to, std::int64_t lastPosition);

}  // namespace tradecore::infrastructure
