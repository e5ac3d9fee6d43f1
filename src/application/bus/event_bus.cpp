#include "application/bus/event_bus.h"

#include <utility>
#include <vector>

namespace tradecore::application {

struct EventBus::Subscription::Registry {
    std::uint64_t nextId = 1;
    std::map<std::uint64_t, Listener> listeners;
};

EventBus::Subscription::Subscription(std::weak_ptr<Registry> registry, std::uint64_t id)
    : m_registry(std::move(registry)), m_id(id)
{
}

EventBus::Subscription::Subscription(Subscription&& other) noexcept
    : m_registry(std::move(other.m_registry)), m_id(std::exchange(other.m_id, 0))
{
}

EventBus::Subscription& EventBus::Subscription::operator=(Subscription&& other) noexcept
{
    if (this != &other) {
        end();
        m_registry = std::move(other.m_registry);
        m_id = std::exchange(other.m_id, 0);
    }
    return *this;
}

void EventBus::Subscription::end()
{
    if (const auto registry = m_registry.lock())
        registry->listeners.erase(m_id);
    m_registry.reset();
}

EventBus::EventBus() : m_registry(std::make_shared<Subscription::Registry>()) {}
EventBus::~EventBus() = default;

EventBus::Subscription EventBus::subscribe(Listener listener)
{
    const std::uint64_t id = m_registry->nextId++;
    m_registry->listeners.emplace(id, std::move(listener));
    return Subscription(m_registry, id);
}

void EventBus::publish(std::int64_t headPosition)
{
    std::vector<std::uint64_t> ids;
    for (const auto& [id, listener] : m_registry->listeners)
        ids.push_back(id);
    for (const auto id : ids) {
        const auto found = m_registry->listeners.find(id);
        if (found == m_registry->listeners.end())
            continue;
        const Listener listener = found->second;
        listener(headPosition);
    }
}

}  // namespace tradecore::application
