// Uuid: 16 bytes, RFC 4122. Text form is lower case with hyphens.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tradecore {

class Uuid {
public:
    using Bytes = std::array<std::uint8_t, 16>;

    constexpr Uuid() = default;  // the nil id
    [[nodiscard]] static constexpr Uuid fromBytes(const Bytes& bytes) { return Uuid(bytes); }
    [[nodiscard]] static std::optional<Uuid> parse(std::string_view text);
    // Version 5: SHA-1 of the namespace and the name; the same input gives the same id for ever.
    [[nodiscard]] static Uuid named(const Uuid& nameSpace, std::string_view name);
    // Version 4 from 16 random bytes.
    [[nodiscard]] static Uuid random(Bytes bytes);

    [[nodiscard]] constexpr const Bytes& bytes() const { return m_bytes; }
    [[nodiscard]] constexpr bool isNil() const { return *this == Uuid(); }
    [[nodiscard]] std::string toString() const;

    friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;

private:
    constexpr explicit Uuid(const Bytes& bytes) : m_bytes(bytes) {}
    Bytes m_bytes{};
};

}  // namespace tradecore

template <>
struct std::hash<tradecore::Uuid> {
    std::size_t operator()(const tradecore::Uuid& id) const noexcept
    {
        std::size_t seed = 1469598103934665603ULL;
        for (const auto byte : id.bytes())
            seed = (seed ^ byte) * 1099511628211ULL;
        return seed;
    }
};
