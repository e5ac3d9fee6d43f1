#include "infrastructure/persistence/codec/chain_hash.h"

namespace tradecore::infrastructure {

namespace {

template <typename Value>
void appendBigEndian(std::string& out, Value value)
{
    char bytes[sizeof value];
    for (std::size_t i = 0; i < sizeof bytes; ++i)
        bytes[i] = static_cast<char>(value >> ((sizeof bytes - 1 - i) * 8));
    out.append(bytes, sizeof bytes);
}

void appendFramed(std::string& out, std::string_view bytes)
{
    appendBigEndian(out, static_cast<std::uint32_t>(bytes.size()));
    out += bytes;
}

void appendFramed(std::string& out, std::int64_t value)
{
    appendBigEndian(out, std::uint32_t{8});
    appendBigEndian(out, static_cast<std::uint64_t>(value));
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
