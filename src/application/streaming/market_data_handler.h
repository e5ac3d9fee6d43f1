// MarketDataHandler: called directly by the active market-data source, with nothing between. Keeps the newest quote, the last
// trade that counts, statistics and validity of each instrument, folds every trade into the watched bars, and feeds four
// channels: the display (DisplayFeed), the marks of open positions (PositionMarks, through the CommandBus), the cache
// (CacheManager), and registered callbacks (MarketCallbackChannel). What it refuses or cannot use is counted by name; the
// counters are handed to the display once a second when one has changed. io thread, all of it.
#pragma once

#include "application/streaming/bars_watch.h"
#include "application/streaming/market_callbacks.h"
#include "application/streaming/position_marks.h"
#include "application/streaming/trade_guard.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::application {

class MarketDataHandler : public MarketDataSink {
public:
    struct Ports {
        const Clock& clock;
        Scheduler& io;
        DisplayFeed& display;
        CommandBus& commands;
        CacheManager& cache;
        AdapterManager& adapters;
        AdapterMonitor& monitor;
        Counters& counters;
    };
    explicit MarketDataHandler(Ports ports);
    ~MarketDataHandler() override;

    // The work of each second; start() twice is start() once, stop() ends it.
    void start();
    void stop();

    void onQuote(const domain::Quote& quote) override;
    void onTrade(const domain::Trade& trade) override;
    void onStatistics(const domain::DayStatistics& statistics) override;
    void onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why) override;
    void onMarketTime(const std::string& source, Timestamp marketTime) override;
    void onMalformed(const std::string& source, const std::string& why) override;

    // The wanted set of StreamingLifecycleManager. Data of other instruments is counted and left out; before the first call
    // everything is taken. An instrument that comes back shows what the cache remembers of it.
    void setSubscribed(const std::set<domain::InstrumentId>& instruments);
    // What the source declares of its instruments (guards know by it whether a price may be negative).
    void setInstruments(const std::vector<domain::Instrument>& instruments);
    // Instruments of open positions; each is marked at once with the last price that is known.
    void setHeldInstruments(const std::set<domain::InstrumentId>& held);

    // The stream was lost: quotes must not be used, bars are no longer complete. Then it came back: history fills the gap.
    void onStreamLost(const std::string& reason);
    void onStreamRestored();

    void watchBars(const BarsKey& key) { m_bars.watch(key); }
    void unwatchBars(const BarsKey& key) { m_bars.unwatch(key); }
    void loadOlderBars(const BarsKey& key, Timestamp before) { m_bars.loadOlder(key, before); }
    [[nodiscard]] std::vector<domain::Bar> bars(const BarsKey& key) const { return m_bars.bars(key); }

    // The name is part of the counters: "practice" makes "practice_lost".
    [[nodiscard]] MarketCallbackChannel::Registration registerCallbacks(const std::string& name, MarketCallbacks callbacks);
    void setSuspensionReport(MarketCallbackChannel::SuspensionReport report);

    // What is known of an instrument now, live or remembered.
    [[nodiscard]] std::optional<InstrumentSnapshot> latest(const domain::InstrumentId& instrument);
    [[nodiscard]] Timestamp marketTime() const { return m_marketTime; }

private:
    struct Instrument {
        InstrumentSnapshot snapshot;
        TradeGuard guard;
        FutureGuard quoteGuard;
        bool quoteOrderKnown = false;   // false after an invalidation: the next quote starts a new order of times
    };
    struct MarketCounters {
        explicit MarketCounters(Counters& counters);
        Counter& quotes;
        Counter& trades;
        Counter& quotesLate;
        Counter& quotesFuture;
        Counter& quotesBadPrice;
        Counter& quotesCrossed;
        Counter& tradesLate;
        Counter& tradesDuplicate;
        Counter& tradesOld;
        Counter& tradesFuture;
        Counter& tradesBadPrice;
        Counter& tradesSuspicious;
        Counter& unsubscribed;
        Counter& malformed;
        Counter& timeBackwards;
        Counter& displayConflated;
        Counter& tapeDropped;
    };

    // Null, and counted, where nobody wants the instrument.
    Instrument* wanted(const domain::InstrumentId& instrument);
    void changed(Instrument& instrument);
    void invalidate(Instrument& instrument, const std::string& why);
    [[nodiscard]] bool acceptsQuote(Instrument& instrument, const domain::Quote& quote);
    void takeTrade(Instrument& instrument, const domain::Trade& trade);
    void takeUncountedTrade(const domain::Trade& trade, bool inBars);
    [[nodiscard]] Timestamp believedTime();
    [[nodiscard]] const std::string& sourceName() const;
    void everySecond();

    Ports m_ports;
    MarketCounters m_counters;
    BarsWatch m_bars;
    PositionMarks m_marks;
    MarketCallbackChannel m_callbacks;
    std::map<domain::InstrumentId, Instrument> m_instruments;
    std::map<domain::InstrumentId, domain::AssetClass> m_assetClasses;
    std::optional<std::set<domain::InstrumentId>> m_subscribed;
    Timestamp m_marketTime;
    std::map<std::string, std::uint64_t> m_counted;   // as the display has them
    std::optional<SteadyTime> m_malformedLoggedAt;
    TimerId m_timer = 0;
    bool m_running = false;
};

}  // namespace tradecore::application
