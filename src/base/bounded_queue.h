// BoundedQueue<T>: many producers, one consumer, a fixed bound, payload under a mutex. A full queue refuses and counts;
// nothing is ever dropped behind the caller's back. The caller wakes the consumer (an Executor) when push() says that the
// queue was empty, so that a burst costs one wake.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace tradecore {

enum class PushOutcome { First, Added, Full };

template <typename T>
class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity) {}

    [[nodiscard]] PushOutcome push(T item)
    {
        const std::lock_guard lock(m_mutex);
        if (m_items.size() >= m_capacity) {
            m_refused.fetch_add(1, std::memory_order_relaxed);
            return PushOutcome::Full;
        }
        m_items.push_back(std::move(item));
        return m_items.size() == 1 ? PushOutcome::First : PushOutcome::Added;
    }
    // Takes all that waits, in order.
    [[nodiscard]] std::vector<T> takeAll()
    {
        std::vector<T> out;
        const std::lock_guard lock(m_mutex);
        out.swap(m_items);
        return out;
    }
    // As takeAll(), into a vector that the consumer keeps: both sides hold on to their memory, so that nothing is allocated
    // while bursts stay alike. What was in it is dropped.
    void takeAll(std::vector<T>& into)
    {
        into.clear();
        const std::lock_guard lock(m_mutex);
        into.swap(m_items);
    }
    [[nodiscard]] std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    [[nodiscard]] std::uint64_t refused() const { return m_refused.load(std::memory_order_relaxed); }

private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::vector<T> m_items;
    std::atomic<std::uint64_t> m_refused{0};
};

}  // namespace tradecore
