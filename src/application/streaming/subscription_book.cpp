#include "application/streaming/subscription_book.h"

#include <utility>

namespace tradecore::application {

bool SubscriptionBook::add(const domain::InstrumentId& instrument, const std::string& reason)
{
    const auto [found, isNew] = m_entries.try_emplace(instrument);
    auto& entry = found->second;
    entry.status.instrument = instrument;
    ++entry.status.reasons[reason];
    entry.lingersUntil.reset();
    return isNew;
}

void SubscriptionBook::remove(const domain::InstrumentId& instrument, const std::string& reason, SteadyTime now)
{
    const auto found = m_entries.find(instrument);
    if (found == m_entries.end())
        return;
    auto& reasons = found->second.status.reasons;
    const auto counted = reasons.find(reason);
    if (counted == reasons.end())
        return;
    if (--counted->second == 0)
        reasons.erase(counted);
    if (reasons.empty())
        found->second.lingersUntil = now + linger;
}

bool SubscriptionBook::replace(const std::string& reason, const std::set<domain::InstrumentId>& instruments, SteadyTime now)
{
    bool changed = false;
    std::vector<domain::InstrumentId> ended;
    for (const auto& [instrument, entry] : m_entries) {
        if (entry.status.reasons.contains(reason) && !instruments.contains(instrument))
            ended.push_back(instrument);
    }
    for (const auto& instrument : ended)
        remove(instrument, reason, now);
    for (const auto& instrument : instruments) {
        const auto found = m_entries.find(instrument);
        if (found == m_entries.end() || !found->second.status.reasons.contains(reason))
            changed = add(instrument, reason) || changed;
    }
    return changed;
}

bool SubscriptionBook::expire(SteadyTime now)
{
    return std::erase_if(m_entries, [now](const auto& entry) {
               return entry.second.lingersUntil && *entry.second.lingersUntil <= now;
           }) > 0;
}

void SubscriptionBook::setState(const domain::InstrumentId& instrument, SubscriptionState state, const std::string& refusal,
                                SteadyTime now)
{
    const auto found = m_entries.find(instrument);
    if (found == m_entries.end())
        return;
    found->second.status.state = state;
    found->second.status.refusal = state == SubscriptionState::Refused ? refusal : std::string();
    if (state == SubscriptionState::Sent)
        found->second.sentAt = now;
    else
        found->second.sentAt.reset();
}

void SubscriptionBook::resetStates()
{
    for (auto& [instrument, entry] : m_entries) {
        entry.status.state = SubscriptionState::Wanted;
        entry.status.refusal.clear();
        entry.sentAt.reset();
    }
}

std::vector<domain::InstrumentId> SubscriptionBook::unacknowledged(SteadyTime now, Duration wait)
{
    std::vector<domain::InstrumentId> out;
    for (auto& [instrument, entry] : m_entries) {
        if (!entry.sentAt || now - *entry.sentAt < wait)
            continue;
        entry.sentAt.reset();
        out.push_back(instrument);
    }
    return out;
}

std::set<domain::InstrumentId> SubscriptionBook::wanted() const
{
    std::set<domain::InstrumentId> out;
    for (const auto& [instrument, entry] : m_entries)
        out.insert(instrument);
    return out;
}

std::vector<SubscriptionStatus> SubscriptionBook::status() const
{
    std::vector<SubscriptionStatus> out;
    for (const auto& [instrument, entry] : m_entries)
        out.push_back(entry.status);
    return out;
}

}  // namespace tradecore::application
