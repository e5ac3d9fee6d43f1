// Random: a small seeded generator (xoshiro256**, Blackman & Vigna 2018) whose sequence is the same on every platform and
// in every release: the simulated market, latencies and back-off jitter are functions of it. Not for secrets or ids.
#pragma once

#include <array>
#include <cstdint>

namespace tradecore {

class Random {
public:
    explicit Random(std::uint64_t seed);
    [[nodiscard]] std::uint64_t next();
    // Uniform in 0 … bound-1; bound > 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);
    // Uniform in low … high.
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high);

private:
    std::array<std::uint64_t, 4> m_state{};
};

// SplitMix64 finaliser: one well-mixed value of a key, so that any moment of a seeded path can be computed directly.
[[nodiscard]] std::uint64_t mix(std::uint64_t key);

}  // namespace tradecore
