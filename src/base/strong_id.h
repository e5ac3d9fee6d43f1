// StrongId<Tag>: text that names one kind of thing; kinds never convert into each other. An id that exists is not empty;
// one that may be absent is std::optional.
#pragma once

#include <compare>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace tradecore {

template <typename Tag>
class StrongId {
public:
    StrongId() = default;
    explicit StrongId(std::string text) : m_text(std::move(text)) {}
    explicit StrongId(std::string_view text) : m_text(text) {}
    explicit StrongId(const char* text) : m_text(text) {}

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }

    friend auto operator<=>(const StrongId&, const StrongId&) = default;
    friend bool operator==(const StrongId&, const StrongId&) = default;

private:
    std::string m_text;
};

}  // namespace tradecore

template <typename Tag>
struct std::hash<tradecore::StrongId<Tag>> {
    std::size_t operator()(const tradecore::StrongId<Tag>& id) const noexcept
    {
        return std::hash<std::string>()(id.text());
    }
};
