// WireTape: one message of the wire, JSON or MessagePack, laid out flat: nodes in order of appearance, each knowing where its
// subtree ends. Both formats give the same tape, so that one reader serves both. Depth, size and number of nodes are bounded;
// bytes are hostile. Texts are views into the tape's buffers: valid until the next parse.
//
// Numbers are kept as they came: the digits of JSON, the integer or float of MessagePack. A float becomes the shortest decimal
// that reads back the same (wire_values.h).
#pragma once

#include "base/result.h"
#include "base/timestamp.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure::alpaca {

enum class WireKind : std::uint8_t { Null, False, True, Number, Integer, Unsigned, Float32, Float64, Text, Time, Bytes, Array, Object };

struct WireNode {
    WireKind kind = WireKind::Null;
    std::uint32_t end = 0;      // the node behind this subtree
    std::string_view text;      // Number: its token; Text and Bytes: the content
    std::uint64_t bits = 0;     // Integer, Unsigned, Float32, Float64, Time: the value, bit for bit
};

// A place on a tape; absent where what was asked for is not there. A value, as short-lived as the tape's content.
class WireView {
public:
    WireView() = default;
    WireView(const WireNode* nodes, std::uint32_t index) : m_nodes(nodes), m_index(index) {}

    [[nodiscard]] bool isAbsent() const { return m_nodes == nullptr; }
    [[nodiscard]] WireKind kind() const { return m_nodes == nullptr ? WireKind::Null : m_nodes[m_index].kind; }
    [[nodiscard]] bool isNull() const { return kind() == WireKind::Null; }
    [[nodiscard]] bool isObject() const { return kind() == WireKind::Object; }
    [[nodiscard]] bool isArray() const { return kind() == WireKind::Array; }
    [[nodiscard]] bool isText() const { return kind() == WireKind::Text; }
    [[nodiscard]] const WireNode& node() const { return m_nodes[m_index]; }
    // The text of a Text, empty otherwise.
    [[nodiscard]] std::string_view text() const { return isText() ? node().text : std::string_view(); }
    // The field of an object, the first where a key comes twice.
    [[nodiscard]] WireView operator[](std::string_view key) const;

    // Elements of an array; forEachOrSelf takes anything else as its own one element.
    template <typename Read>
    void forEach(Read read) const
    {
        if (!isArray())
            return;
        for (std::uint32_t at = m_index + 1; at < node().end; at = m_nodes[at].end)
            read(WireView(m_nodes, at));
    }
    template <typename Read>
    void forEachOrSelf(Read read) const
    {
        if (isArray())
            forEach(read);
        else if (!isAbsent())
            read(*this);
    }
    template <typename Read>
    void forEachField(Read read) const
    {
        if (!isObject())
            return;
        for (std::uint32_t at = m_index + 1; at < node().end; at = m_nodes[at + 1].end)
            read(m_nodes[at].text, WireView(m_nodes, at + 1));
    }

private:
    const WireNode* m_nodes = nullptr;
    std::uint32_t m_index = 0;
};

class WireTape {
public:
    WireTape();
    ~WireTape();
    WireTape(WireTape&&) noexcept;
    WireTape& operator=(WireTape&&) noexcept;

    // The root must be an object or an array. The failure says what is wrong, for the log.
    [[nodiscard]] Result<WireView, std::string> parseJson(std::string_view bytes);
    [[nodiscard]] Result<WireView, std::string> parseMessagePack(std::string_view bytes);

private:
    struct JsonScratch;
    std::unique_ptr<JsonScratch> m_json;
    std::string m_bytes;
    std::vector<WireNode> m_nodes;
};

}  // namespace tradecore::infrastructure::alpaca
