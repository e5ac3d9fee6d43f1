// MarketWalk: the market of a simulated run, a source whose prices are a walk drawn from the seed. Two stocks of the venue
// SIM; a quote or a trade every few seconds; on request it falls mute, disconnects, or says what no market should say.
#pragma once

#include "application/port/market_data_source.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/scheduler.h"
#include "tests/simulation/fault_menu.h"

#include <array>
#include <memory>
#include <set>

namespace tradecore::simulation {

// Lives as long as the run: the walk goes on while the workstation is down, and each incarnation's source reads it.
class MarketPath {
public:
    explicit MarketPath(std::uint64_t seed) : m_random(seed) {}
    static constexpr std::size_t instrumentCount = 2;
    [[nodiscard]] static std::vector<domain::Instrument> instruments();

    struct Step {
        std::size_t instrument = 0;
        std::int64_t middleCents = 0;
        std::int64_t spreadCents = 1;
        std::int64_t bidSize = 0, askSize = 0, tradeSize = 0;   // tradeSize 0: a quote alone
    };
    [[nodiscard]] Step next();
    [[nodiscard]] std::int64_t cents(std::size_t instrument) const { return m_cents[instrument]; }
    Random& random() { return m_random; }

private:
    Random m_random;
    std::array<std::int64_t, instrumentCount> m_cents{10'000, 4'200};
};

class MarketWalk : public application::MarketDataSource {
public:
    MarketWalk(const FaultMenu& menu, MarketPath& path, application::MarketDataSink& sink, application::StreamObserver& observer,
               Scheduler& io, const Clock& clock);
    ~MarketWalk() override;

    [[nodiscard]] const application::SourceTraits& traits() const override { return m_traits; }
    void connectNow() override;
    void disconnectNow() override;
    void setSubscriptions(const std::set<domain::InstrumentId>& wanted) override;
    void requestHistory(const application::HistoryRequest& request, HistoryAnswer answer) override;
    void requestInstruments(InstrumentsAnswer answer) override;
    [[nodiscard]] Timestamp marketTime() const override { return m_clock.utcNow(); }
    void setPaused(bool) override {}

    void fallMute(bool mute) { m_mute = mute; }
    // Heartbeats alone.
    void rest() { m_resting = true; }
    void lose(const std::string& reason);
    void heal();

private:
    void tick();
    void arm();
    void say(const MarketPath::Step& step);
    void sayNonsense(const MarketPath::Step& step);

    const FaultMenu m_menu;
    MarketPath& m_path;
    application::MarketDataSink& m_sink;
    application::StreamObserver& m_observer;
    Scheduler& m_io;
    const Clock& m_clock;
    application::SourceTraits m_traits;
    std::int64_t m_trades = 0;
    bool m_connected = false;
    bool m_mute = false;
    bool m_resting = false;
    bool m_healed = false;
    TimerId m_timer = 0;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace tradecore::simulation
