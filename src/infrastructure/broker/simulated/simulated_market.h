// SimulatedMarket: the market-data source "simulated", venue SIM. No network, no files: quotes and trades are a pure function
// of the seed and of market time (order_flow.h), so that a market that starts again where it stopped goes on along the same
// path, and its history holds exactly the bars that its own trades make. It is always in session.
//
// Owned by the composition, used on the io thread alone. Market time starts at options.startAt, runs at 1 × on the
// scheduler's steady clock while connected, stands while not, and never goes back; after the machine has slept it goes on
// where it was. Composition stores marketTime() and passes it at the next start.
#pragma once

#include "application/port/market_data_source.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "infrastructure/broker/simulated/history_fold.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace tradecore::infrastructure {

struct SimulatedMarketOptions {
    std::uint64_t seed = 1;
    Timestamp startAt;
};

class SimulatedMarket : public application::MarketDataSource {
public:
    // scheduler: of the io thread. All four references outlive the market.
    SimulatedMarket(Scheduler& scheduler, const Clock& clock, application::MarketDataSink& sink,
                    application::StreamObserver& observer, SimulatedMarketOptions options);
    ~SimulatedMarket() override;

    [[nodiscard]] const application::SourceTraits& traits() const override { return m_traits; }
    void connectNow() override;
    void disconnectNow() override;
    // Active follows in a task of its own, and after it at once the quote that stands. Ignored while not connected.
    void setSubscriptions(const std::set<domain::InstrumentId>& wanted) override;
    // Bars as of marketTime() in the moment of the answer; the last one is open (not complete) and holds every trade that was
    // delivered until then. Ranges are cut to what exists: an hour of 1s, five days and the day under way of 1m … 1h, thirty
    // days of 1d. Refused: unknown instruments, more than mostBars bars, more than mostRequests questions at a time.
    void requestHistory(const application::HistoryRequest& request, HistoryAnswer answer) override;
    void requestInstruments(InstrumentsAnswer answer) override;
    [[nodiscard]] Timestamp marketTime() const override { return m_marketTime; }
    void setPaused(bool paused) override;

    static constexpr std::size_t mostRequests = 64;

private:
    struct Stream {
        explicit Stream(OrderFlow orderFlow) : flow(std::move(orderFlow)) {}

        OrderFlow flow;
        std::int64_t second = 0;
        std::vector<SimulatedBeat> beats;  // of that second
        std::size_t next = 0;              // in beats
        bool quoteDone = false;            // the quote of beats[next] went out, its trade has not
        std::optional<domain::DayStatistics> statistics;
        bool statisticsChanged = false;
        Timestamp dayStart;
        std::optional<domain::Price> lastPrice;
    };
    struct HistoryJob {
        HistoryFold fold;
        Timestamp end;      // exclusive; cut to market time as it goes
        HistoryAnswer answer;
    };

    void postTask(void (SimulatedMarket::*task)());
    void postAnswer(std::function<void()> task);
    void openStream();
    void armPump();
    void pump();
    void deliverUntil(Timestamp time);
    void deliverNext(Stream& stream);
    void deliverSecond(Timestamp second);
    void applySubscriptions();
    void startStream(const SimulatedInstrument& profile);
    void deliverStandingQuote(Stream& stream);
    void requestStatistics(const SimulatedInstrument& profile);
    void takeStatistics(const domain::InstrumentId& instrument, const std::vector<domain::Bar>& days);
    void noteTrade(Stream& stream, const domain::Trade& trade);
    static void loadSecond(Stream& stream, std::int64_t second);
    static void stepPast(Stream& stream);
    void addJob(const SimulatedInstrument& profile, domain::Timeframe timeframe, Timestamp from, Timestamp to,
                HistoryAnswer answer);
    void runJob();
    [[nodiscard]] static Timestamp nextTime(const Stream& stream);
    [[nodiscard]] Stream* earliestStream();
    [[nodiscard]] const SimulatedInstrument* profileOf(const domain::InstrumentId& instrument) const;
    [[nodiscard]] Timestamp dayStartOf(Timestamp time) const;
    [[nodiscard]] Timestamp nextStart(domain::Timeframe timeframe, Timestamp time) const;
    [[nodiscard]] Timestamp earliestHistory(domain::Timeframe timeframe) const;

    Scheduler& m_scheduler;
    const Clock& m_clock;
    application::MarketDataSink& m_sink;
    application::StreamObserver& m_observer;
    SimulatedMarketOptions m_options;
    application::SourceTraits m_traits;
    std::vector<SimulatedInstrument> m_instruments;
    std::map<domain::InstrumentId, Stream> m_streams;  // the subscribed ones
    std::optional<std::set<domain::InstrumentId>> m_asked;
    std::deque<HistoryJob> m_jobs;
    bool m_jobPosted = false;
    bool m_connecting = false;
    bool m_connected = false;
    Timestamp m_marketTime;
    Timestamp m_nextSecond;
    SteadyTime m_pumpedAt;
    TimerId m_timer = 0;
    std::shared_ptr<int> m_alive = std::make_shared<int>(0);
};

}  // namespace tradecore::infrastructure
