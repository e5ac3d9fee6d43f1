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

void DiskFile::apply(Bytes& to, const Change& change)
{
    if (change.truncates) {
        to.resize(std::min(to.size(), change.at));
        return;
    }
    if (to.size() < change.at + change.bytes.size())
        to.resize(change.at + change.bytes.size());
    std::memcpy(to.data() + change.at, change.bytes.data(), change.bytes.size());
}

void DiskFile::write(std::size_t at, const std::uint8_t* from, std::size_t size)
{
    m_pending.push_back({at, Bytes(from, from + size), false});
    apply(m_now, m_pending.back());
}

void DiskFile::truncate(std::size_t size)
{
    m_pending.push_back({size, {}, true});
    apply(m_now, m_pending.back());
}

void DiskFile::sync()
{
    for (const Change& change : m_pending)
        apply(m_durable, change);
    m_pending.clear();
}

void DiskFile::losePower(Random& random)
{
    const bool keepsNothing = random.below(3) == 0;
    for (const Change& change : m_pending) {
        if (keepsNothing)
            break;
        if (change.truncates) {
            if (random.below(2) == 0)
                apply(m_durable, change);
            continue;
        }
        for (std::size_t from = 0; from < change.bytes.size();) {
            const std::size_t boundary = ((change.at + from) / sectorSize + 1) * sectorSize - change.at;
            const std::size_t to = std::min(boundary, change.bytes.size());
            const auto begin = change.bytes.begin();
            if (random.below(2) == 0)
                apply(m_durable, {change.at + from, Bytes(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to)), false});
            from = to;
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
