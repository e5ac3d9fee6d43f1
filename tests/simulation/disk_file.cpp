#include "tests/simulation/disk_file.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace tradecore::simulation {

std::size_t DiskFile::read(std::size_t at, std::uint8_t* into, std::size_t size) const
{
    const std::size_t there = at < m_now.size() ? std::min(size, m_now.size() - at) : 0;
    if (there > 0)
        std::memcpy(into, m_now.data() + at, there);
    std::memset(into + there, 0, size - there);
    return there;
}

void DiskFile::write(std::size_t at, const std::uint8_t* from, std::size_t size)
{
    m_pending.push_back({at, size, false});
    if (m_now.size() < at + size)
        m_now.resize(at + size);
    std::memcpy(m_now.data() + at, from, size);
}

void DiskFile::truncate(std::size_t size)
{
    m_pending.push_back({size, 0, true});
    m_now.resize(std::min(m_now.size(), size));
}

// What a later truncation took away is not there to be kept.
void DiskFile::keep(std::size_t at, std::size_t size)
{
    const std::size_t end = std::min(at + size, m_now.size());
    if (at >= end)
        return;
    if (m_durable.size() < end)
        m_durable.resize(end);
    std::memcpy(m_durable.data() + at, m_now.data() + at, end - at);
}

void DiskFile::sync()
{
    for (const Change& change : m_pending) {
        if (change.truncates)
            m_durable.resize(std::min(m_durable.size(), change.at));
        else
            keep(change.at, change.size);
    }
    m_pending.clear();
}

void DiskFile::losePower(Random& random)
{
    const bool keepsNothing = random.below(3) == 0;
    for (const Change& change : m_pending) {
        if (keepsNothing)
            break;
        if (change.truncates && random.below(2) == 0)
            m_durable.resize(std::min(m_durable.size(), change.at));
        for (std::size_t at = change.at; at < change.at + change.size;) {
            const std::size_t boundary = std::min((at / sectorSize + 1) * sectorSize, change.at + change.size);
            if (random.below(2) == 0)
                keep(at, boundary - at);
            at = boundary;
        }
    }
    m_pending.clear();
    m_now = m_durable;
}

void* DiskFile::sharedMemory(std::size_t region, std::size_t size, bool extend)
{
    while (m_shared.size() <= region) {
        if (!extend)
            return nullptr;
        m_shared.push_back(std::make_unique<std::uint8_t[]>(size));
    }
    return m_shared[region].get();
}

}  // namespace tradecore::simulation
