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

}  // namespace tradecore::application
