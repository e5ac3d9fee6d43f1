#include "application/streaming/adapter_manager.h"

#include <utility>

namespace tradecore::application {

bool AdapterManager::addSource(std::unique_ptr<MarketDataSource> source)
{
    const std::string name = source->traits().name;
    return m_sources.try_emplace(name, std::move(source)).second;
}

bool AdapterManager::addVenue(std::unique_ptr<TradingVenue> venue)
{
    const domain::AccountId account = venue->account();
    return m_venues.try_emplace(account, std::move(venue)).second;
}

bool AdapterManager::activateSource(const std::string& name)
{
    MarketDataSource* wanted = source(name);
    if (wanted == nullptr)
        return false;
    m_active = wanted;
    return true;
}

MarketDataSource* AdapterManager::source(const std::string& name) const
{
    const auto found = m_sources.find(name);
    return found == m_sources.end() ? nullptr : found->second.get();
}

TradingVenue* AdapterManager::venue(const domain::AccountId& account) const
{
    const auto found = m_venues.find(account);
    return found == m_venues.end() ? nullptr : found->second.get();
}

std::vector<std::string> AdapterManager::sourceNames() const
{
    std::vector<std::string> names;
    for (const auto& [name, source] : m_sources)
        names.push_back(name);
    return names;
}

std::vector<domain::AccountId> AdapterManager::accounts() const
{
    std::vector<domain::AccountId> accounts;
    for (const auto& [account, venue] : m_venues)
        accounts.push_back(account);
    return accounts;
}

bool AdapterManager::pauseActiveSource(bool paused)
{
    if (m_active == nullptr || !m_active->traits().canWait)
        return false;
    m_active->setPaused(paused);
    return true;
}

}  // namespace tradecore::application
