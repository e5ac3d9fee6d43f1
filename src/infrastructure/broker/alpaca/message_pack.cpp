#include "infrastructure/broker/alpaca/message_pack.h"

#include "infrastructure/broker/alpaca/constants.h"

#include <simdjson.h>

#include <bit>
#include <optional>

namespace tradecore::infrastructure::alpaca {

namespace {

constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;
// Within what a Timestamp can say, 1678 to 2262.
constexpr std::int64_t largestSeconds = 9'223'372'035;

class Reader {
public:
    Reader(std::string_view bytes, std::vector<WireNode>& nodes) : m_bytes(bytes), m_nodes(nodes) {}

    [[nodiscard]] bool value(int depth)
    {
        if (depth > maximumDepth)
            return refuse("nested deeper than 64 levels");
        if (m_nodes.size() >= maximumNodes)
            return refuse("too many values");
        const auto type = number(1);
        if (!type)
            return false;
        const auto tag = static_cast<std::uint8_t>(*type);
        if (tag <= 0x7f)
            return put(WireKind::Unsigned, tag);
        if (tag <= 0x8f)
            return object(tag & 0x0fU, depth);
        if (tag <= 0x9f)
            return array(tag & 0x0fU, depth);
        if (tag <= 0xbf)
            return text(tag & 0x1fU);
        if (tag >= 0xe0)
            return putSigned(static_cast<std::int8_t>(tag));
        return tagged(tag, depth);
    }
    [[nodiscard]] bool isAtEnd() const { return m_at == m_bytes.size(); }
    [[nodiscard]] const char* wrong() const { return m_wrong; }

private:
    [[nodiscard]] bool tagged(std::uint8_t tag, int depth)
    {
        switch (tag) {
        case 0xc0: return put(WireKind::Null, 0);
        case 0xc2: return put(WireKind::False, 0);
        case 0xc3: return put(WireKind::True, 0);
        case 0xc4: case 0xc5: case 0xc6: return sized(1U << (tag - 0xc4U), [this](std::uint64_t n) { return bytes(n); });
        case 0xc7: case 0xc8: case 0xc9: return sized(1U << (tag - 0xc7U), [this](std::uint64_t n) { return extension(n); });
        case 0xca: return plain(WireKind::Float32, 4);
        case 0xcb: return plain(WireKind::Float64, 8);
        case 0xcc: case 0xcd: case 0xce: case 0xcf: return plain(WireKind::Unsigned, 1U << (tag - 0xccU));
        case 0xd0: case 0xd1: case 0xd2: case 0xd3: return signedInteger(1U << (tag - 0xd0U));
        case 0xd4: case 0xd5: case 0xd6: case 0xd7: case 0xd8: return extension(1U << (tag - 0xd4U));
        case 0xd9: case 0xda: case 0xdb: return sized(1U << (tag - 0xd9U), [this](std::uint64_t n) { return text(n); });
        case 0xdc: case 0xdd: return sized(2U << (tag - 0xdcU), [this, depth](std::uint64_t n) { return array(n, depth); });
        case 0xde: case 0xdf: return sized(2U << (tag - 0xdeU), [this, depth](std::uint64_t n) { return object(n, depth); });
        default: return refuse("a type that does not exist");
        }
    }
    // An unsigned number of the given width, big-endian.
    [[nodiscard]] std::optional<std::uint64_t> number(std::size_t width)
    {
        if (m_bytes.size() - m_at < width) {
            (void)refuse("it breaks off");
            return std::nullopt;
        }
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < width; ++i)
            value = (value << 8U) | static_cast<std::uint8_t>(m_bytes[m_at + i]);
        m_at += width;
        return value;
    }
    template <typename Read>
    [[nodiscard]] bool sized(std::size_t width, Read read)
    {
        const auto count = number(width);
        return count && read(*count);
    }
    [[nodiscard]] bool plain(WireKind kind, std::size_t width)
    {
        const auto bits = number(width);
        return bits && put(kind, *bits);
    }
    [[nodiscard]] bool signedInteger(std::size_t width)
    {
        const auto bits = number(width);
        if (!bits)
            return false;
        const auto unused = static_cast<unsigned>(64 - 8 * width);
        return putSigned(static_cast<std::int64_t>(*bits << unused) >> unused);
    }
    [[nodiscard]] std::optional<std::string_view> take(std::uint64_t size)
    {
        if (m_bytes.size() - m_at < size) {
            (void)refuse("it breaks off");
            return std::nullopt;
        }
        const auto taken = m_bytes.substr(m_at, static_cast<std::size_t>(size));
        m_at += taken.size();
        return taken;
    }
    [[nodiscard]] bool text(std::uint64_t size)
    {
        const auto taken = take(size);
        if (!taken)
            return false;
        if (!simdjson::validate_utf8(taken->data(), taken->size()))
            return refuse("a text is not UTF-8");
        m_nodes.push_back({WireKind::Text, next(), *taken, 0});
        return true;
    }
    [[nodiscard]] bool bytes(std::uint64_t size)
    {
        const auto taken = take(size);
        if (taken)
            m_nodes.push_back({WireKind::Bytes, next(), *taken, 0});
        return taken.has_value();
    }
    [[nodiscard]] bool extension(std::uint64_t size)
    {
        const auto type = number(1);
        if (!type)
            return false;
        constexpr std::uint64_t timestampType = 0xff;
        if (*type != timestampType || (size != 4 && size != 8 && size != 12))
            return bytes(size);
        std::uint64_t nanoseconds = 0;
        std::int64_t seconds = 0;
        if (size == 12) {
            const auto fraction = number(4);
            const auto whole = fraction ? number(8) : std::nullopt;
            if (!whole)
                return false;
            nanoseconds = *fraction;
            seconds = static_cast<std::int64_t>(*whole);
        } else {
            const auto packed = number(static_cast<std::size_t>(size));
            if (!packed)
                return false;
            nanoseconds = size == 8 ? *packed >> 34U : 0;
            seconds = static_cast<std::int64_t>(size == 8 ? *packed & 0x3'ffff'ffffU : *packed);
        }
        if (nanoseconds >= nanosecondsPerSecond || seconds > largestSeconds || seconds < -largestSeconds)
            return refuse("a time that does not exist");
        return put(WireKind::Time, static_cast<std::uint64_t>(seconds * nanosecondsPerSecond + static_cast<std::int64_t>(nanoseconds)));
    }
    [[nodiscard]] bool array(std::uint64_t count, int depth)
    {
        if (count > m_bytes.size() - m_at)
            return refuse("it breaks off");
        const std::size_t self = m_nodes.size();
        m_nodes.push_back({WireKind::Array, 0, {}, 0});
        for (std::uint64_t i = 0; i < count; ++i) {
            if (!value(depth + 1))
                return false;
        }
        m_nodes[self].end = static_cast<std::uint32_t>(m_nodes.size());
        return true;
    }
    [[nodiscard]] bool object(std::uint64_t count, int depth)
    {
        if (count > (m_bytes.size() - m_at) / 2)
            return refuse("it breaks off");
        const std::size_t self = m_nodes.size();
        m_nodes.push_back({WireKind::Object, 0, {}, 0});
        for (std::uint64_t i = 0; i < count; ++i) {
            const std::size_t key = m_nodes.size();
            if (!value(depth + 1))
                return false;
            if (m_nodes[key].kind != WireKind::Text)
                return refuse("a key that is not a text");
            if (!value(depth + 1))
                return false;
        }
        m_nodes[self].end = static_cast<std::uint32_t>(m_nodes.size());
        return true;
    }
    [[nodiscard]] bool put(WireKind kind, std::uint64_t bits)
    {
        m_nodes.push_back({kind, next(), {}, bits});
        return true;
    }
    [[nodiscard]] bool putSigned(std::int64_t value) { return put(WireKind::Integer, std::bit_cast<std::uint64_t>(value)); }
    [[nodiscard]] std::uint32_t next() const { return static_cast<std::uint32_t>(m_nodes.size() + 1); }
    [[nodiscard]] bool refuse(const char* why)
    {
        m_wrong = why;
        return false;
    }

    std::string_view m_bytes;
    std::vector<WireNode>& m_nodes;
    std::size_t m_at = 0;
    const char* m_wrong = nullptr;
};

}  // namespace

const char* readMessagePack(std::string_view bytes, std::vector<WireNode>& nodes)
{
    Reader reader(bytes, nodes);
    if (!reader.value(0))
        return reader.wrong();
    if (!reader.isAtEnd())
        return "there is more behind it";
    const WireKind root = nodes.front().kind;
    return root == WireKind::Array || root == WireKind::Object ? nullptr : "neither an array nor an object";
}

}  // namespace tradecore::infrastructure::alpaca
