// DiskFile: one file of a SimulatedDisk: the bytes as the program sees them, and the bytes that would survive.
#pragma once

#include "base/random.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tradecore::simulation {

class DiskFile {
public:
    static constexpr std::size_t sectorSize = 512;
    using Bytes = std::vector<std::uint8_t>;

    explicit DiskFile(Bytes content) : m_now(content), m_durable(std::move(content)) {}

    // How many of the wanted bytes there were; the rest is zero.
    [[nodiscard]] std::size_t read(std::size_t at, std::uint8_t* into, std::size_t size) const;
    void write(std::size_t at, const std::uint8_t* from, std::size_t size);
    void truncate(std::size_t size);
    void sync();
    // Power is gone: of what was not synced each sector of each write is kept or lost by the toss of a coin.
    void losePower(Random& random);
    [[nodiscard]] const Bytes& bytes() const { return m_now; }
    // The shared memory of a WAL index; it never survives.
    [[nodiscard]] void* sharedMemory(std::size_t region, std::size_t size, bool extend);
    void dropSharedMemory() { m_shared.clear(); }

private:
    // A range that was written, or a new length; the bytes are those of m_now.
    struct Change {
        std::size_t at = 0;
        std::size_t size = 0;
        bool truncates = false;   // to `at`
    };
    void keep(std::size_t at, std::size_t size);

    Bytes m_now;
    Bytes m_durable;
    std::vector<Change> m_pending;
    std::vector<std::unique_ptr<std::uint8_t[]>> m_shared;
};

}  // namespace tradecore::simulation
