// IoGraph: everything that lives on the io thread, members in build order: adapters, the handlers that they call directly, the
// lifecycle manager and the facade over them. Made and destroyed on that thread. Sources and venues come from factories, which
// are given what an adapter calls.
#pragma once

#include "application/market/quote_board.h"
#include "application/streaming/adapter_manager.h"
#include "application/streaming/adapter_monitor.h"
#include "application/streaming/cache_manager.h"
#include "application/streaming/counters.h"
#include "application/streaming/market_data_handler.h"
#include "application/streaming/streaming_lifecycle_manager.h"
#include "application/streaming/streaming_service.h"
#include "application/streaming/trading_data_handler.h"
#include "base/identity_source.h"

#include <functional>
#include <memory>
#include <string>

namespace tradecore::app {

using SourceFactory = std::function<std::unique_ptr<application::MarketDataSource>(
    application::MarketDataSink&, application::StreamObserver&, Scheduler& io)>;
using VenueFactory = std::function<std::unique_ptr<application::TradingVenue>(application::TradingReportSink&, Scheduler& io)>;

// Told on the io thread; post onwards.
struct IoHooks {
    std::function<void(const domain::AccountId&)> orderStreamUp;
    std::function<void(const domain::AccountId&, const std::string& reason)> orderStreamLost;
    std::function<void(const std::vector<domain::Instrument>&)> instruments;
};

class IoGraph {
public:
    struct Ports {
        const Clock& clock;
        IdentitySource& identities;
        Scheduler& io;
        application::DisplayFeed& display;
        application::CommandBus& commands;
        application::Counters& counters;
        application::QuoteBoard& board;
        std::uint64_t seed;          // of the back-off's jitter
        IoHooks hooks;
    };

    IoGraph(Ports ports, const SourceFactory& makeSource, const VenueFactory& makeVenue);
    ~IoGraph();

    // The practice venue's lossless ear; before start().
    void addMarketConsumer(const std::string& name, application::MarketCallbacks callbacks);
    [[nodiscard]] Result<void, std::string> start(const std::string& source, const std::set<domain::InstrumentId>& watched);
    void stop();

private:
    Ports m_ports;

public:
    application::AdapterManager adapters;
    application::AdapterMonitor monitor;
    application::CacheManager cache;
    application::MarketDataHandler market;
    application::TradingDataHandler trading;
    application::StreamingLifecycleManager lifecycle;
    application::StreamingService streaming;

private:
    std::vector<application::MarketCallbackChannel::Registration> m_registrations;
};

}  // namespace tradecore::app
