// FieldWriter: writes the fields of a value as one JSON object. Which fields a value has, and under which keys, is said once,
// in a function fields(archive, value) that FieldWriter and FieldReader share; so both always agree.
#pragma once

#include "base/strong_id.h"
#include "domain/money/money.h"
#include "infrastructure/persistence/codec/json_text.h"
#include "infrastructure/persistence/codec/scalar_text.h"
#include "infrastructure/persistence/codec/stored_words.h"

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace tradecore::infrastructure {

// A value of the type, const or not: fields() is written once for both directions.
template <typename Given, typename Wanted>
concept Of = std::same_as<std::remove_const_t<Given>, Wanted>;

class FieldWriter {
public:
    explicit FieldWriter(std::string& out) : m_out(out) {}

    template <typename Value>
    void operator()(std::string_view key, const Value& value)
    {
        if (!m_first)
            m_out += ',';
        m_first = false;
        m_out += '"';
        m_out += key;
        m_out += "\":";
        write(value);
    }
    // A field that came later: absent where there is no value, so that what older programs wrote stays as it was.
    template <typename Value>
    void optional(std::string_view key, const std::optional<Value>& value)
    {
        if (value)
            (*this)(key, *value);
    }
    template <typename Value>
    void object(const Value& value)
    {
        const bool outer = m_first;
        m_first = true;
        m_out += '{';
        fields(*this, value);
        m_out += '}';
        m_first = outer;
    }

private:
    void write(const std::string& value) { appendJsonString(m_out, value); }
    void write(bool value) { m_out += value ? "true" : "false"; }
    void write(std::int64_t value) { appendInteger(m_out, value); }
    void write(std::uint64_t value) { appendUnsigned(m_out, value); }
    void write(std::uint32_t value) { appendUnsigned(m_out, value); }
    void write(Decimal value) { appendScalar(m_out, value); }
    void write(domain::Price value) { appendScalar(m_out, value.value()); }
    void write(domain::Quantity value) { appendScalar(m_out, value.value()); }
    void write(domain::SignedQuantity value) { appendScalar(m_out, value.value()); }
    void write(const domain::TrailingOffset& value) { appendJsonString(m_out, value.toString()); }
    void write(Timestamp value) { appendScalar(m_out, value); }
    void write(const domain::InstrumentId& value) { appendScalar(m_out, value); }
    void write(const domain::Currency& value) { appendJsonString(m_out, value.code()); }
    template <typename Tag>
    void write(const StrongId<Tag>& value)
    {
        appendJsonString(m_out, value.text());
    }
    template <typename Value>
    void write(const std::optional<Value>& value)
    {
        if (value)
            write(*value);
        else
            m_out += "null";
    }
    template <typename Value>
    void write(const std::vector<Value>& values)
    {
        m_out += '[';
        bool first = true;
        for (const auto& value : values) {
            if (!first)
                m_out += ',';
            first = false;
            write(value);
        }
        m_out += ']';
    }
    template <typename Value>
    void write(const std::map<std::string, Value>& values)
    {
        m_out += '{';
        bool first = true;
        for (const auto& [key, value] : values) {
            if (!first)
                m_out += ',';
            first = false;
            appendJsonString(m_out, key);
            m_out += ':';
            write(value);
        }
        m_out += '}';
    }
    template <typename Value>
    void write(const Value& value)
    {
        if constexpr (std::is_enum_v<Value>)
            appendJsonString(m_out, storedWord(value));
        else
            object(value);
    }

    std::string& m_out;
    bool m_first = true;
};

}  // namespace tradecore::infrastructure
