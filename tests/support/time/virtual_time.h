// Virtual time for tests and the simulation: one VirtualWorld owns the time and a queue of tasks and timers; each
// VirtualScheduler stands for one thread. Everything runs on the calling thread, in the order of due time, then of posting;
// with a seed, which of the threads that have work goes next is drawn (the order inside one thread stays).
#pragma once

#include "base/clock.h"
#include "base/identity_source.h"
#include "base/random.h"
#include "base/scheduler.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace tradecore::test {

class VirtualWorld : public Clock {
public:
    explicit VirtualWorld(Timestamp start = Timestamp::fromSeconds(1'767'268'800)) : m_start(start) {}
    VirtualWorld(Timestamp start, std::uint64_t seed) : m_start(start), m_order(Random(seed)) {}

    [[nodiscard]] Timestamp utcNow() const override { return m_start + Duration(m_now) + m_clockJump; }
    [[nodiscard]] SteadyTime steadyNow() const override { return SteadyTime::fromNanoseconds(m_now); }

    // Runs everything that is due now, until nothing is; at most `limit` tasks, so that a loop ends a test.
    void runReady(int limit = 1'000'000);
    // Runs one task that is due by then, moving time on to it; false where there is none (time then stands at the end).
    bool step(Duration within);
    // Moves time on, running each task at its due time.
    void advance(Duration by);
    // The machine sleeps: time goes on, and nothing runs until it wakes.
    void suspend(Duration by) { m_now += by.count(); }
    // A jump of the wall clock alone.
    void jumpClock(Duration by) { m_clockJump += by; }
    [[nodiscard]] bool isIdle() const { return m_due.empty(); }
    [[nodiscard]] std::uint64_t tasksRun() const { return m_tasksRun; }

private:
    friend class VirtualScheduler;
    struct Key {
        std::int64_t due = 0;
        std::uint64_t id = 0;
        friend auto operator<=>(const Key&, const Key&) = default;
    };
    struct Place {
        std::size_t lane = 0;
        std::int64_t due = 0;
    };
    using Lane = std::map<Key, Executor::Task>;

    [[nodiscard]] std::size_t addLane();
    std::uint64_t schedule(std::size_t lane, std::int64_t due, Executor::Task task);
    void cancel(std::uint64_t id);
    [[nodiscard]] std::optional<std::size_t> readyLane();
    [[nodiscard]] std::optional<std::int64_t> nextDue() const;
    void runFirstOf(std::size_t lane);

    Timestamp m_start;
    Duration m_clockJump{};
    std::int64_t m_now = 1'000'000'000;
    std::uint64_t m_nextId = 1;
    std::uint64_t m_tasksRun = 0;
    std::optional<Random> m_order;
    std::vector<Lane> m_lanes;   // one a scheduler
    std::map<std::uint64_t, Place> m_due;
};

class VirtualScheduler : public Scheduler {
public:
    explicit VirtualScheduler(VirtualWorld& world) : m_world(world), m_lane(world.addLane()) {}
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
    const std::size_t m_lane;
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
