// StreamingService: the facade over streaming. It wires the parts to each other, starts and stops them in order, and answers
// what the state is; it carries no data and takes no decision. io thread; the composition posts to it.
#pragma once

#include "application/streaming/market_data_handler.h"
#include "application/streaming/streaming_lifecycle_manager.h"
#include "application/streaming/trading_data_handler.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tradecore::application {

struct StreamingStatus {
    bool running = false;
    std::string source;
    Timestamp marketTime;
    std::vector<StreamStatus> streams;
    std::vector<SubscriptionStatus> subscriptions;
    std::vector<AdapterHealth> adapters;
    std::map<std::string, std::uint64_t> counters;
};

class StreamingService {
public:
    struct Parts {
        AdapterManager& adapters;
        StreamingLifecycleManager& lifecycle;
        MarketDataHandler& market;
        TradingDataHandler& trading;
        AdapterMonitor& monitor;
        Counters& counters;
    };
    // What the rest of the program wants to know; each may be empty. Called on the io thread: post onwards.
    struct Hooks {
        // The order stream is up, or something was reported that has to be asked again: run reconciliation, and give
        // TradingDataHandler::setConfirmed the generation that comes with this call.
        std::function<void(const domain::AccountId&, std::uint64_t generation)> reconcile;
        std::function<void(const domain::AccountId&, const std::string& reason)> ordersLost;
        std::function<void(const std::vector<domain::Instrument>&)> instruments;
    };

    StreamingService(Parts parts, Hooks hooks);
    ~StreamingService();
    StreamingService(const StreamingService&) = delete;
    StreamingService& operator=(const StreamingService&) = delete;

    // Wires the parts; a second call does nothing.
    void initialize();
    // Activates a source and connects it and every venue. A sentence where there is no such source, or where it runs already
    // with another.
    [[nodiscard]] Result<void, std::string> startup(const std::string& source);
    // Disconnects everything; a second call does nothing. startup() may follow.
    void shutdown();
    [[nodiscard]] StreamingStatus status() const;

    // Counted by reason: "chart", "watchlist", "console".
    void subscribe(const domain::InstrumentId& instrument, const std::string& reason);
    void unsubscribe(const domain::InstrumentId& instrument, const std::string& reason);
    // The instruments of open positions (marked and wanted) and of working orders (wanted).
    void setHeldInstruments(const std::set<domain::InstrumentId>& instruments);
    void setWorkingInstruments(const std::set<domain::InstrumentId>& instruments);
    // As the source last declared them.
    [[nodiscard]] const std::vector<domain::Instrument>& instruments() const { return m_instruments; }

private:
    void onDataRestored(MarketDataSource& source);
    void setInstruments(std::vector<domain::Instrument> instruments);

    Parts m_parts;
    Hooks m_hooks;
    std::vector<domain::Instrument> m_instruments;
    bool m_initialized = false;
    bool m_running = false;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::application
