// BarsWatch: the bar series that somebody watches, counted; folds trades into them, asks the source for history, and notes
// changes to the DisplayFeed (a reset with all bars first, then changed bars). A series that nobody watches any more goes on
// folding as long as the cache remembers its history, so that a chart that is reopened soon is complete without a request.
// Part of MarketDataHandler; io thread.
#pragma once

#include "application/streaming/adapter_manager.h"
#include "application/streaming/adapter_monitor.h"
#include "application/streaming/bar_series.h"
#include "application/streaming/cache_manager.h"
#include "base/scheduler.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tradecore::application {

class BarsWatch {
public:
    struct Ports {
        const Clock& clock;
        Scheduler& io;
        DisplayFeed& display;
        AdapterManager& adapters;
        AdapterMonitor& monitor;
        CacheManager& cache;
        Counters& counters;
    };
    // Bars of one request, and how long after its end the bar of an interval that was seen in part is asked for.
    static constexpr int barsOfRequest = 500;
    static constexpr Duration completionDelay = std::chrono::seconds(2);
    static constexpr int attempts = 4;

    explicit BarsWatch(Ports ports);
    ~BarsWatch();
    BarsWatch(const BarsWatch&) = delete;
    BarsWatch& operator=(const BarsWatch&) = delete;

    void watch(const BarsKey& key);
    void unwatch(const BarsKey& key);
    void loadOlder(const BarsKey& key, Timestamp before);

    void add(const domain::Trade& trade);
    void advanceTo(Timestamp marketTime);
    void loseSight(Timestamp marketTime);
    void loseSight(const domain::InstrumentId& instrument, Timestamp marketTime);
    // The stream is back: asks again for what may have been missed.
    void refill();
    // Once a second: completes intervals that were seen in part, forgets series that nobody watches.
    void sweep(Timestamp marketTime);

    [[nodiscard]] bool isWatched(const BarsKey& key) const;
    // What is known of a series, watched or remembered; empty where it is not.
    [[nodiscard]] std::vector<domain::Bar> bars(const BarsKey& key) const;

private:
    struct Watched {
        BarSeries series;
        int watches = 0;
        std::string historyError;
        std::uint64_t tooLateCounted = 0;
    };
    enum class Purpose { Newest, Older, Completion };

    void request(const BarsKey& key, Timestamp from, Timestamp to, Purpose purpose, int attempt);
    void requestNewest(const BarsKey& key, Watched& watched);
    void onHistory(const BarsKey& key, const CachedHistory& asked, Timestamp askedAt, Purpose purpose, int attempt,
                   const Result<std::vector<domain::Bar>, SourceError>& answer);
    void onHistoryFailed(const BarsKey& key, Watched& watched, const CachedHistory& asked, Purpose purpose, int attempt,
                         const SourceError& error);
    void noteReset(const BarsKey& key, const Watched& watched);
    void noteBars(const BarsKey& key, std::vector<domain::Bar> bars);

    Ports m_ports;
    Counter& m_requests;
    Counter& m_failures;
    Counter& m_tooLate;
    std::map<BarsKey, Watched> m_series;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::application
