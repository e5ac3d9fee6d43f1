// JournalProof: the journal proved piece by piece while it is written, and its inline projections made anew from its events.
// Implemented by infrastructure/persistence. Thread of the store, outside a transaction.
#pragma once

#include "application/port/event_store.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tradecore::application {

struct ChainProof {
    StoreHead verified;                 // as far as the chain is proved
    std::int64_t firstBadPosition = 0;  // 0: nothing bad was met
    std::string reason;
};

struct RebuiltRows {
    std::string projection;
    std::int64_t events = 0;            // that were read for it
    std::int64_t rows = 0;
};

class JournalProof {
public:
    virtual ~JournalProof() = default;
    // At most limit events after a head that is proved already. Errors: the file cannot be read.
    [[nodiscard]] virtual Result<ChainProof, StoreError> proveForward(const StoreHead& from, std::int64_t limit) = 0;
    // All inline projections in one transaction; what stood there is replaced whole or stays.
    [[nodiscard]] virtual Result<std::vector<RebuiltRows>, StoreError> rebuildRows() = 0;
};

struct RebuildStep {
    std::int64_t position = 0;          // newest event that the new rows hold
    bool isDone = false;                // they have taken the place of the old ones
    std::vector<RebuiltRows> rebuilt;   // where done
};

// The same rebuild, but in pages while the program trades: the new rows are made beside the old ones, which go on being kept; they
// take their place in one transaction. Until then a cancel, an error or the end of the program leaves what stood there.
class RowsRebuild {
public:
    virtual ~RowsRebuild() = default;
    // Begins anew where one was going on.
    [[nodiscard]] virtual Result<void, StoreError> beginRebuild() = 0;
    // Reads at most limit events. An error ends the rebuild.
    [[nodiscard]] virtual Result<RebuildStep, StoreError> stepRebuild(std::int64_t limit) = 0;
    virtual void cancelRebuild() = 0;
};

}  // namespace tradecore::application
