#include "infrastructure/broker/alpaca/wire_tape.h"

#include "infrastructure/broker/alpaca/constants.h"
#include "infrastructure/broker/alpaca/message_pack.h"

#include <simdjson.h>

namespace tradecore::infrastructure::alpaca {

namespace json = simdjson::ondemand;

WireView WireView::operator[](std::string_view key) const
{
    if (!isObject())
        return {};
    const std::uint32_t end = node().end;
    for (std::uint32_t at = m_index + 1; at < end; at = m_nodes[at + 1].end) {
        if (m_nodes[at].text == key)
            return {m_nodes, at + 1};
    }
    return {};
}

struct WireTape::JsonScratch {
    json::parser parser;
};

WireTape::WireTape() : m_json(std::make_unique<JsonScratch>()) {}
WireTape::~WireTape() = default;
WireTape::WireTape(WireTape&&) noexcept = default;
WireTape& WireTape::operator=(WireTape&&) noexcept = default;

namespace {

using Failed = simdjson::error_code;

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

std::string_view trimmedEnd(std::string_view token)
{
    while (!token.empty() && isSpace(token.back()))
        token.remove_suffix(1);
    return token;
}

class JsonLayer {
public:
    explicit JsonLayer(std::vector<WireNode>& nodes) : m_nodes(nodes) {}

    [[nodiscard]] Failed read(json::value value, int depth)
    {
        if (depth > maximumDepth)
            return simdjson::DEPTH_ERROR;
        if (m_nodes.size() >= maximumNodes)
            return simdjson::CAPACITY;
        json::json_type type{};
        if (const auto failed = value.type().get(type))
            return failed;
        switch (type) {
        case json::json_type::array: return readArray(value, depth);
        case json::json_type::object: return readObject(value, depth);
        case json::json_type::number: return put(WireKind::Number, trimmedEnd(value.raw_json_token()));
        case json::json_type::string: return readText(value);
        case json::json_type::boolean: return readTruth(value);
        case json::json_type::null: return readNull(value);
        }
        return simdjson::INCORRECT_TYPE;
    }

    [[nodiscard]] Failed readArray(json::value value, int depth)
    {
        const std::size_t self = open(WireKind::Array);
        json::array array;
        if (const auto failed = value.get_array().get(array))
            return failed;
        for (simdjson::simdjson_result<json::value> element : array) {
            if (element.error())
                return element.error();
            if (const auto failed = read(element.value_unsafe(), depth + 1))
                return failed;
        }
        close(self);
        return simdjson::SUCCESS;
    }

    [[nodiscard]] Failed readObject(json::value value, int depth)
    {
        const std::size_t self = open(WireKind::Object);
        json::object object;
        if (const auto failed = value.get_object().get(object))
            return failed;
        for (simdjson::simdjson_result<json::field> entry : object) {
            if (entry.error())
                return entry.error();
            json::field field = entry.value_unsafe();
            std::string_view key;
            if (const auto failed = field.unescaped_key().get(key))
                return failed;
            (void)put(WireKind::Text, key);
            if (const auto failed = read(field.value(), depth + 1))
                return failed;
        }
        close(self);
        return simdjson::SUCCESS;
    }

private:
    [[nodiscard]] Failed readText(json::value value)
    {
        std::string_view text;
        if (const auto failed = value.get_string().get(text))
            return failed;
        return put(WireKind::Text, text);
    }
    [[nodiscard]] Failed readNull(json::value value)
    {
        bool isNull = false;
        if (const auto failed = value.is_null().get(isNull))
            return failed;
        return isNull ? put(WireKind::Null, {}) : simdjson::N_ATOM_ERROR;
    }
    [[nodiscard]] Failed readTruth(json::value value)
    {
        bool truth = false;
        if (const auto failed = value.get_bool().get(truth))
            return failed;
        return put(truth ? WireKind::True : WireKind::False, {});
    }
    Failed put(WireKind kind, std::string_view text)
    {
        m_nodes.push_back({kind, static_cast<std::uint32_t>(m_nodes.size() + 1), text, 0});
        return simdjson::SUCCESS;
    }
    [[nodiscard]] std::size_t open(WireKind kind)
    {
        (void)put(kind, {});
        return m_nodes.size() - 1;
    }
    void close(std::size_t self) { m_nodes[self].end = static_cast<std::uint32_t>(m_nodes.size()); }

    std::vector<WireNode>& m_nodes;
};

}  // namespace

Result<WireView, std::string> WireTape::parseJson(std::string_view bytes)
{
    if (bytes.size() > maximumBodyBytes)
        return failure(std::string("larger than 64 MiB"));
    m_nodes.clear();
    m_bytes.resize(bytes.size() + simdjson::SIMDJSON_PADDING);
    bytes.copy(m_bytes.data(), bytes.size());
    json::document document;
    Failed failed = m_json->parser.iterate(m_bytes.data(), bytes.size(), m_bytes.size()).get(document);
    if (!failed) {
        json::value root;
        failed = document.get_value().get(root);
        if (!failed)
            failed = JsonLayer(m_nodes).read(root, 0);
        const char* rest = nullptr;
        if (!failed && document.current_location().get(rest) != simdjson::OUT_OF_BOUNDS)
            failed = simdjson::TRAILING_CONTENT;
    }
    if (failed)
        return failure(std::string("not readable as JSON: ") + simdjson::error_message(failed));
    return WireView(m_nodes.data(), 0);
}

Result<WireView, std::string> WireTape::parseMessagePack(std::string_view bytes)
{
    if (bytes.size() > maximumBodyBytes)
        return failure(std::string("larger than 64 MiB"));
    m_nodes.clear();
    m_bytes.assign(bytes);
    if (const char* const wrong = readMessagePack(m_bytes, m_nodes))
        return failure(std::string("not readable as MessagePack: ") + wrong);
    return WireView(m_nodes.data(), 0);
}

}  // namespace tradecore::infrastructure::alpaca
