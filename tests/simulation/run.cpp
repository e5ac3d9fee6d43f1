#include "tests/simulation/run.h"

#include "tests/simulation/final_checks.h"
#include "tests/simulation/trader.h"

#include <algorithm>
#include <utility>

namespace tradecore::simulation {

namespace {

constexpr Duration quietEnd = std::chrono::seconds(120);
constexpr Duration hour = std::chrono::hours(1);

class Run {
public:
    explicit Run(const RunOptions& options)
        : m_options(options), m_random(mix(options.seed)), m_menu(drawMenu(options, m_random)),
          m_desk(options.seed, m_menu, options.plant, m_auditor), m_fate(m_desk.world),
          m_trader(mix(options.seed + 7), m_desk, m_auditor)
    {
    }

    RunResult play()
    {
        m_auditor.traceTo(m_options.trace);
        m_end = m_desk.world.steadyNow() + m_options.until;
        startProgram();
        plan();
        playUntil(m_end);
        heal();
        playUntil(m_desk.world.steadyNow() + quietEnd);
        if (m_desk.isUp() && m_auditor.violations().empty())
            checkAtRest(m_desk, m_auditor);
        return result();
    }

private:
    static FaultMenu drawMenu(const RunOptions& options, Random& random)
    {
        FaultMenu menu = FaultMenu::draw(random);
        for (const FaultClass fault : options.without)
            menu.on.erase(fault);
        return menu;
    }

    // Again and again, some time after the last time; `perHour` times an hour on average.
    void often(std::uint64_t perHour, std::function<void()> what)
    {
        const std::int64_t longest = 2 * hour.count() / static_cast<std::int64_t>(std::max<std::uint64_t>(perHour, 1));
        m_fate.after(Duration(m_random.between(1, longest)), [this, perHour, what = std::move(what)] {
            if (m_healed)
                return;
            what();
            often(perHour, what);
        });
    }
    void often(FaultClass fault, std::uint64_t perHour, std::function<void()> what)
    {
        if (m_menu.has(fault))
            often(perHour, std::move(what));
    }

    void plan()
    {
        constexpr std::uint64_t actsPerHour = 220;
        often(actsPerHour, [this] {
            m_trader.act();
            if (std::exchange(m_killAfterAct, false))
                m_killIn = 1 + m_random.below(50);
        });
        often(1'000, [this] { m_desk.tickWhileDown(); });
        often(20, [this] {
            if (m_desk.isUp() && !m_desk.isBroken())
                m_auditor.checkModels(*m_desk.journal, *m_desk.journal);
        });
        often(FaultClass::Disconnect, m_menu.disconnectsPerHour, [this] { m_desk.wire->cut("The connection was lost."); });
        often(FaultClass::HalfOpen, m_menu.mutesPerHour, [this] { silence(FaultyWire::Silence::Both); });
        often(FaultClass::MuteReports, m_menu.mutesPerHour, [this] { silence(FaultyWire::Silence::Reports); });
        often(FaultClass::MarketMute, m_menu.mutesPerHour, [this] { muteMarket(); });
        often(FaultClass::MarketDisconnect, m_menu.disconnectsPerHour, [this] {
            if (m_desk.market != nullptr)
                m_desk.market->lose("The market's connection was lost.");
        });
        often(FaultClass::ClockJump, m_menu.jumpsPerHour, [this] {
            m_desk.world.jumpClock(std::chrono::milliseconds(m_random.between(-7'200'000, 7'200'000)));
        });
        often(FaultClass::Suspend, m_menu.jumpsPerHour, [this] { m_sleep = std::chrono::seconds(m_random.between(1, 900)); });
        often(FaultClass::Kill, m_menu.killsPerHour, [this] {
            // Most of what matters happens in the first moments of an order.
            if (m_random.below(4) == 0)
                m_killIn = 1 + m_random.below(60);
            else
                m_killAfterAct = true;
        });
        often(FaultClass::DiskError, m_menu.mutesPerHour, [this] {
            m_desk.disk.failSoon(m_random.below(2) == 0 ? DiskFailure::Full : DiskFailure::InputOutput, m_random.below(40));
        });
    }

    void silence(FaultyWire::Silence how)
    {
        m_desk.wire->silence(how);
        m_fate.after(std::chrono::seconds(m_random.between(1, 90)), [this] { m_desk.wire->silence(FaultyWire::Silence::None); });
    }
    void muteMarket()
    {
        if (m_desk.market == nullptr)
            return;
        m_desk.market->fallMute(true);
        m_fate.after(std::chrono::seconds(m_random.between(1, 90)), [this] {
            if (m_desk.market != nullptr)
                m_desk.market->fallMute(false);
        });
    }

    void startProgram()
    {
        if (m_desk.start())
            return;
        // A program that cannot open its journal says so and stays down; after faults of the disk it is tried again.
        if (m_desk.disk.isFaulty())
            m_fate.after(std::chrono::seconds(5), [this] { startProgram(); });
        else
            m_auditor.complain("I27", "the journal does not open: " + m_desk.why());
    }
    void kill()
    {
        m_killIn = 0;
        if (!m_desk.isUp())
            return;
        ++m_kills;
        m_desk.crash(m_random.below(2) == 0);
        m_fate.after(std::chrono::milliseconds(m_random.between(500, 30'000)), [this] {
            if (!m_desk.isUp())
                startProgram();
        });
    }

    void playUntil(SteadyTime end)
    {
        while (m_auditor.violations().empty() && m_desk.world.steadyNow() < end) {
            const bool confirmed = m_desk.isConfirmed();
            m_desk.world.step(end - m_desk.world.steadyNow());
            m_desk.audit(confirmed);
            if (m_desk.isBroken() || (m_killIn > 0 && --m_killIn == 0))
                kill();
            if (m_sleep > Duration::zero())
                m_desk.world.suspend(std::exchange(m_sleep, Duration::zero()));
        }
    }

    void heal()
    {
        m_healed = true;
        m_killIn = 0;
        m_sleep = Duration::zero();
        m_desk.wire->heal();
        m_desk.disk.heal();
        if (m_desk.market != nullptr)
            m_desk.market->heal();
        // What broke the program at the last moment is answered as a person would: it is started again.
        if (m_desk.isBroken())
            m_desk.crash(true);
        if (!m_desk.isUp() && m_auditor.violations().empty())
            startProgram();
        if (m_desk.market != nullptr)
            m_desk.market->heal();
        m_trader.resume();
    }

    RunResult result()
    {
        RunResult out;
        out.seed = m_options.seed;
        out.faults = m_menu.toString();
        out.events = m_auditor.observedUpTo();
        out.orders = m_auditor.orders().size();
        out.submits = m_auditor.submits();
        out.fills = m_auditor.executions();
        out.kills = m_kills;
        out.tasks = m_desk.world.tasksRun();
        out.journalHash = m_auditor.lastHash();
        out.violations = m_auditor.violations().size();
        out.found = m_auditor.violations();
        return out;
    }

    const RunOptions m_options;
    Random m_random;
    const FaultMenu m_menu;
    Auditor m_auditor;
    SimulatedDesk m_desk;
    test::VirtualScheduler m_fate;
    Trader m_trader;
    SteadyTime m_end;
    Duration m_sleep{};
    std::uint64_t m_killIn = 0;
    bool m_killAfterAct = false;
    std::uint64_t m_kills = 0;
    bool m_healed = false;
};

}  // namespace

RunResult run(const RunOptions& options)
{
    return Run(options).play();
}

}  // namespace tradecore::simulation
