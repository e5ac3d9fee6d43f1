// FieldReader: reads the fields of a value from one JSON object (simdjson). Keys that are unknown are passed over; a key that
// is missing, of another JSON type or with a value that does not read makes failed() true and names the key.
#pragma once

#include "infrastructure/persistence/codec/field_writer.h"

#include <simdjson.h>

namespace tradecore::infrastructure {

class FieldReader {
public:
    explicit FieldReader(simdjson::dom::object object) : m_object(object) {}

    template <typename Value>
    void operator()(std::string_view key, Value& value)
    {
        if (!m_failedKey.empty())
            return;
        simdjson::dom::element element;
        if (m_object.at_key(key).get(element) != simdjson::SUCCESS || !read(element, value))
            m_failedKey = key;
    }
    template <typename Value>
    void optional(std::string_view key, std::optional<Value>& value)
    {
        value.reset();
        simdjson::dom::element element;
        if (m_failedKey.empty() && m_object.at_key(key).get(element) == simdjson::SUCCESS && !read(element, value.emplace()))
            m_failedKey = key;
    }
    [[nodiscard]] bool failed() const { return !m_failedKey.empty(); }
    [[nodiscard]] const std::string& failedKey() const { return m_failedKey; }

private:
    using Element = simdjson::dom::element;

    static bool text(Element element, std::string_view& out) { return element.get(out) == simdjson::SUCCESS; }
    static bool read(Element element, std::string& out)
    {
        std::string_view view;
        const bool good = text(element, view);
        out = view;
        return good;
    }
    static bool read(Element element, bool& out) { return element.get(out) == simdjson::SUCCESS; }
    static bool read(Element element, std::int64_t& out) { return element.get(out) == simdjson::SUCCESS; }
    static bool read(Element element, std::uint64_t& out) { return element.get(out) == simdjson::SUCCESS; }
    static bool read(Element element, std::uint32_t& out)
    {
        std::uint64_t wide = 0;
        const bool good = read(element, wide) && wide <= UINT32_MAX;
        out = static_cast<std::uint32_t>(wide);
        return good;
    }
    static bool read(Element element, domain::Currency& out)
    {
        std::string_view view;
        const bool good = text(element, view);
        out = domain::Currency(view);
        return good;
    }
    template <typename Tag>
    static bool read(Element element, StrongId<Tag>& out)
    {
        std::string_view view;
        const bool good = text(element, view);
        out = StrongId<Tag>(view);
        return good;
    }
    template <typename Value>
    static bool read(Element element, std::optional<Value>& out)
    {
        out.reset();
        return element.is_null() || read(element, out.emplace());
    }
    template <typename Value>
    static bool read(Element element, std::vector<Value>& out)
    {
        out.clear();
        simdjson::dom::array array;
        if (element.get(array) != simdjson::SUCCESS)
            return false;
        for (const Element item : array) {
            if (!read(item, out.emplace_back()))
                return false;
        }
        return true;
    }
    template <typename Value>
    static bool read(Element element, std::map<std::string, Value>& out)
    {
        out.clear();
        simdjson::dom::object object;
        if (element.get(object) != simdjson::SUCCESS)
            return false;
        for (const auto& [key, value] : object) {
            if (!read(value, out[std::string(key)]))
                return false;
        }
        return true;
    }
    template <typename Value>
    static bool read(Element element, Value& out)
    {
        std::string_view view;
        if constexpr (std::is_enum_v<Value>) {
            return text(element, view) && readWord(view, out);
        } else if constexpr (requires { readScalar(view, out); }) {
            return text(element, view) && readScalar(view, out);
        } else {
            simdjson::dom::object object;
            if (element.get(object) != simdjson::SUCCESS)
                return false;
            FieldReader reader(object);
            fields(reader, out);
            return !reader.failed();
        }
    }

    simdjson::dom::object m_object;
    std::string m_failedKey;
};

}  // namespace tradecore::infrastructure
