// EventBus: wakes listeners after a commit, on the engine thread. It carries no events: a listener reads the log from the
// position that it stored, so that a crash between commit and wake loses nothing. Subscriptions end with their object.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace tradecore::application {

class EventBus {
public:
    using Listener = std::function<void(std::int64_t headPosition)>;

    class Subscription {
    public:
        Subscription() = default;
        ~Subscription() { end(); }
        Subscription(Subscription&& other) noexcept;
        Subscription& operator=(Subscription&& other) noexcept;
        Subscription(const Subscription&) = delete;
        Subscription& operator=(const Subscription&) = delete;
        void end();

    private:
        friend class EventBus;
        struct Registry;
        Subscription(std::weak_ptr<Registry> registry, std::uint64_t id);
        std::weak_ptr<Registry> m_registry;
        std::uint64_t m_id = 0;
    };

    EventBus();
    ~EventBus();
    EventBus(const EventBus&) = delete;
    EventBus& operator=(const EventBus&) = delete;

    [[nodiscard]] Subscription subscribe(Listener listener);
    // Listeners run in the order of their subscription; one that ends another's subscription while it runs is safe.
    void publish(std::int64_t headPosition);

private:
    std::shared_ptr<Subscription::Registry> m_registry;
};

}  // namespace tradecore::application
