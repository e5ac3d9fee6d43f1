// Checks of a journal that are cheap enough for every start; the whole walk is JournalVerifier's.
#pragma once

#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/sqlite_connection.h"

namespace tradecore::infrastructure {

// The newest anchor must be in the journal: a journal that ends before it has lost its tail. Gives its position, 0 without one.
[[nodiscard]] Result<std::int64_t, application::StoreError> checkNewestAnchor(SqliteConnection& connection,
                                                                              const application::StoreHead& head,
                                                                              const AnchorPlace& place);
// Page structure of files up to 64 MB.
[[nodiscard]] Result<void, application::StoreError> checkPages(SqliteConnection& connection);
// No gap in the positions, and every stream's head is its newest version; of files up to 64 MB. In a larger one this would read a
// whole index: there checkTail() does as much for what was written last, and the monitor walks the rest while the program runs.
[[nodiscard]] Result<void, application::StoreError> checkCounts(SqliteConnection& connection,
                                                                const application::StoreHead& head);
// The chain over the events behind the newest anchor, at least the newest 256 and at most the newest 20,000, and the heads of their
// streams.
[[nodiscard]] Result<void, application::StoreError> checkTail(SqliteConnection& connection, const application::StoreHead& head,
                                                              std::int64_t anchored);

}  // namespace tradecore::infrastructure
