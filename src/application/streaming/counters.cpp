#include "application/streaming/counters.h"

namespace tradecore::application {

Counter& Counters::named(const std::string& name)
{
    const std::lock_guard lock(m_mutex);
    auto& counter = m_counters[name];
    if (!counter)
        counter = std::make_unique<Counter>();
    return *counter;
}

std::uint64_t Counters::value(const std::string& name) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_counters.find(name);
    return found == m_counters.end() ? 0 : found->second->value();
}

std::map<std::string, std::uint64_t> Counters::snapshot() const
{
    std::map<std::string, std::uint64_t> out;
    const std::lock_guard lock(m_mutex);
    for (const auto& [name, counter] : m_counters)
        out.emplace(name, counter->value());
    return out;
}

}  // namespace tradecore::application
