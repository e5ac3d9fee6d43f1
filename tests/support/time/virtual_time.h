// Virtual time for tests and the simulation: one VirtualWorld owns the time and a queue of tasks and timers; each
// VirtualScheduler stands for one thread. Everything runs on the calling thread, in the order of due time, then of posting.
#pragma once

#include "base/clock.h"
#include "base/identity_source.h"
#include "base/random.h"
#include "base/scheduler.h"

#include <cstdint>
#include <map>
#include <memory>
#include <utility>

namespace tradecore::test {

class VirtualWorld : public Clock {
public:
    explicit VirtualWorld(Timestamp start = Timestamp::fromSeconds(1'767'268'800)) : m_start(start) {}

    [[nodiscard]] Timestamp utcNow() const override { return m_start + Duration(m_now) + m_clockJump; }
    [[nodiscard]] SteadyTime steadyNow() const override { return SteadyTime::fromNanoseconds(m_now); }

    // Runs everything that is due now, until nothing is; at most `limit` tasks, so that a loop ends a test.
    void runReady(int limit = 1'000'000);
    // Moves time on, running each task at its due time.
    void advance(Duration by);
    // A jump of the wall clock alone.
    void jumpClock(Duration by) { m_clockJump += by; }
    [[nodiscard]] bool isIdle() const { return m_tasks.empty(); }

private:
    friend class VirtualScheduler;
    using Key = std::pair<std::int64_t, std::uint64_t>;  // due, sequence

    std::uint64_t schedule(std::int64_t due, Executor::Task task);
    void cancel(std::uint64_t id);

    Timestamp m_start;
    Duration m_clockJump{};
    std::int64_t m_now = 1'000'000'000;
    std::uint64_t m_nextId = 1;
    std::map<Key, Executor::Task> m_tasks;
    std::map<std::uint64_t, std::int64_t> m_due;
};

class VirtualScheduler : public Scheduler {
public:
    explicit VirtualScheduler(VirtualWorld& world) : m_world(world) {}
    [[nodiscard]] bool post(Task task) override;
    TimerId after(Duration delay, Task task) override;
    void cancel(TimerId timer) override;
    // A closed scheduler refuses posts, as a thread that has ended does.
    void close() { m_closed = true; }
    // The thread is gone with all that waited on it; what is posted from now on belongs to a new one.
    void abandon();

private:
    [[nodiscard]] Task whileHere(Task task) const;

    VirtualWorld& m_world;
    std::shared_ptr<bool> m_here = std::make_shared<bool>(true);
    bool m_closed = false;
};

// Seeded ids: the same seed gives the same sequence.
class SeededIdentitySource : public IdentitySource {
public:
    explicit SeededIdentitySource(std::uint64_t seed = 1) : m_random(seed) {}
    [[nodiscard]] Uuid next() override;

private:
    Random m_random;
};

}  // namespace tradecore::test
