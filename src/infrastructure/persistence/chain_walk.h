// ChainWalk: the hash chain over the stored bytes of events, column by column; nothing is decoded on the way.
#pragma once

#include "infrastructure/persistence/codec/chain_hash.h"
#include "infrastructure/persistence/sqlite_connection.h"

#include <functional>
#include <optional>
#include <string>

namespace tradecore::infrastructure {

struct ChainFault {
    std::int64_t position = 0;
    std::string reason;
};

// What a visitor sees of each event, valid for the call.
struct WalkedEvent {
    std::int64_t position = 0;
    std::int64_t streamNumber = 0;
    std::int64_t version = 0;
    std::string_view commandId;
    Sha256Digest hash{};
};

class ChainWalk {
public:
    explicit ChainWalk(SqliteConnection& connection) : m_connection(connection) {}

    // Walks from a position whose predecessor has this hash. The first fault ends the walk and is returned; nothing where all
    // is well. An error where the file cannot be read on.
    using Visitor = std::function<void(const WalkedEvent&)>;
    [[nodiscard]] Result<std::optional<ChainFault>, application::StoreError> walk(std::int64_t fromPosition,
                                                                                  const Sha256Digest& previous,
                                                                                  const Visitor& visit,
                                                                                  std::int64_t limit = INT64_MAX);

private:
    [[nodiscard]] std::optional<ChainFault> check(const SqliteStatement& row, std::int64_t expected, Sha256Digest& previous);

    SqliteConnection& m_connection;
    ChainHasher m_hasher;
    std::string m_stream;
};

}  // namespace tradecore::infrastructure
