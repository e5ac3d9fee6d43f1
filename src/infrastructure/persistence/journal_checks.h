// Checks of a journal that are cheap enough for every start; the whole walk is JournalVerifier's.
#pragma once

#include "infrastructure/persistence/journal_anchors.h"
#include "infrastructure/persistence/sqlite_connection.h"

namespace tradecore::infrastructure {

// The newest anchor must be in the journal: a journal that ends before it has lost its tail.
[[nodiscard]] Result<void, application::StoreError> checkNewestAnchor(SqliteConnection& connection,
                                                                      const application::StoreHead& head,
                                                                      const AnchorPlace& place);
// Page structure of files up to 64 MB.
[[nodiscard]] Result<void, application::StoreError> checkPages(SqliteConnection& connection);
// No gap in the positions, and every stream's head is its newest version.
[[nodiscard]] Result<void, application::StoreError> checkCounts(SqliteConnection& connection,
                                                                const application::StoreHead& head);
// The chain over the newest events.
[[nodiscard]] Result<void, application::StoreError> checkTail(SqliteConnection& connection, const application::StoreHead& head);

}  // namespace tradecore::infrastructure
