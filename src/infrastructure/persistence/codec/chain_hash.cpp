#include "infrastructure/persistence/codec/chain_hash.h"

namespace tradecore::infrastructure {

namespace {

void appendBigEndian(std::string& out, std::uint64_t value, int bytes)
{
    for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8)
        out += static_cast<char>(value >> shift);
}

void appendFramed(std::string& out, std::string_view bytes)
{
    appendBigEndian(out, bytes.size(), 4);
    out += bytes;
}

void appendFramed(std::string& out, std::int64_t value)
{
    appendBigEndian(out, 8, 4);
    appendBigEndian(out, static_cast<std::uint64_t>(value), 8);
}

}  // namespace

Sha256Digest ChainHasher::next(const Sha256Digest& previous, const ChainedFields& fields)
{
    m_buffer.clear();
    m_buffer += bytesOf(previous);
    appendFramed(m_buffer, fields.position);
    appendFramed(m_buffer, fields.stream);
    appendFramed(m_buffer, fields.version);
    appendFramed(m_buffer, fields.typeName);
    appendFramed(m_buffer, fields.typeVersion);
    appendFramed(m_buffer, fields.occurredAt);
    appendFramed(m_buffer, fields.recordedAt);
    appendFramed(m_buffer, fields.eventId);
    appendFramed(m_buffer, fields.commandId);
    appendFramed(m_buffer, fields.correlationId);
    appendFramed(m_buffer, fields.causationId);
    appendFramed(m_buffer, fields.actor);
    appendFramed(m_buffer, fields.payload);
    appendFramed(m_buffer, fields.ciphertext);
    appendFramed(m_buffer, fields.metadata);
    m_sha.update(m_buffer);
    return m_sha.finish();
}

std::string_view bytesOf(const Uuid& id)
{
    return {reinterpret_cast<const char*>(id.bytes().data()), id.bytes().size()};
}

std::string_view bytesOf(const Sha256Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

Uuid eventIdOf(const Uuid& commandId, std::size_t index)
{
    return Uuid::named(commandId, std::to_string(index));
}

}  // namespace tradecore::infrastructure
