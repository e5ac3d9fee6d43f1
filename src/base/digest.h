// SHA-256 and SHA-1 through OpenSSL. Sha256 is fed piece by piece; one object may be used again after finish().
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tradecore {

using Sha256Digest = std::array<std::uint8_t, 32>;
using Sha1Digest = std::array<std::uint8_t, 20>;

class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void update(std::string_view bytes);
    // Four-byte big-endian length, then the bytes: fields cannot run into each other.
    void updateFramed(std::string_view bytes);
    void updateInteger(std::int64_t value);
    // Returns the digest and starts anew.
    [[nodiscard]] Sha256Digest finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

[[nodiscard]] Sha256Digest sha256(std::string_view bytes);
[[nodiscard]] Sha1Digest sha1(std::string_view bytes);
[[nodiscard]] std::string toHex(const std::uint8_t* bytes, std::size_t count);
[[nodiscard]] inline std::string toHex(const Sha256Digest& digest) { return toHex(digest.data(), digest.size()); }

}  // namespace tradecore
