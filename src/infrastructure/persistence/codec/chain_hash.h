// The hash chain of a journal: SHA-256 over the 32 bytes of the previous hash (genesis: zeros) and then, each behind a
// four-byte big-endian length, in this order: position, stream text, version, type name, type version, occurred, recorded,
// event id, command, correlation and causation ids, actor, payload, ciphertext, metadata. Integers are eight bytes
// big-endian, times are UTC nanoseconds, ids are their 16 bytes, ciphertext is empty where there is none. Numbers that only
// this file uses (stream and type numbers) are never part of it, so that a journal can be copied event by event.
#pragma once

#include "base/digest.h"
#include "base/uuid.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

// One event's fields as stored; ids are whatever bytes stand in the column.
struct ChainedFields {
    std::int64_t position = 0;
    std::string_view stream;
    std::int64_t version = 0;
    std::string_view typeName;
    std::int64_t typeVersion = 1;
    std::int64_t occurredAt = 0;
    std::int64_t recordedAt = 0;
    std::string_view eventId;
    std::string_view commandId;
    std::string_view correlationId;
    std::string_view causationId;
    std::string_view actor;
    std::string_view payload;
    std::string_view ciphertext;
    std::string_view metadata;
};

class ChainHasher {
public:
    [[nodiscard]] Sha256Digest next(const Sha256Digest& previous, const ChainedFields& fields);

private:
    Sha256 m_sha;
    std::string m_buffer;   // one update per event: the calls cost more than the bytes
};

[[nodiscard]] std::string_view bytesOf(const Uuid& id);
[[nodiscard]] std::string_view bytesOf(const Sha256Digest& digest);
// The id of the event with this index (from 0) in its command: UUIDv5, so that a retry gives the same ids.
[[nodiscard]] Uuid eventIdOf(const Uuid& commandId, std::size_t index);

}  // namespace tradecore::infrastructure
