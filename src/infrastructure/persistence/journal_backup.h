// JournalBackup: a copy of a journal, made while the workstation trades, that is proved before it counts.
//
// The copy is taken through a read-only connection of its own, in one read transaction, so the writer goes on; any thread, or a
// process of its own. It is written aside, verified (chain, rows, pages, anchors, views), synced, and only then gets its name.
// Errors leave no file.
#pragma once

#include "infrastructure/persistence/journal_verifier.h"

#include <string>

namespace tradecore::infrastructure {

struct BackupReport {
    std::string path;
    std::int64_t bytes = 0;
    VerifyReport verified;
};

class JournalBackup {
public:
    // The target must not exist; its anchors come to stand beside it. Full where the disk has no room.
    [[nodiscard]] static Result<BackupReport, application::StoreError> make(const std::string& journalPath,
                                                                            const std::string& targetPath,
                                                                            JournalProjections projections,
                                                                            const std::optional<AnchorKey>& key = std::nullopt);
};

}  // namespace tradecore::infrastructure
