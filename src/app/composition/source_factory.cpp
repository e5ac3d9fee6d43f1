#include "app/composition/source_factory.h"

#include "infrastructure/broker/coinbase/coinbase_source.h"
#include "infrastructure/broker/simulated/simulated_market.h"

namespace tradecore::app {

using application::MarketDataSink;
using application::StreamObserver;

namespace {

SourceFactory simulated(const WorkstationOptions& options, const Clock& clock, Timestamp startAt)
{
    return [&clock, seed = options.seed, startAt](MarketDataSink& sink, StreamObserver& observer, Scheduler& io) {
        return std::make_unique<infrastructure::SimulatedMarket>(io, clock, sink, observer,
                                                                 infrastructure::SimulatedMarketOptions{seed, startAt});
    };
}

Result<SourceFactory, std::string> coinbase(const WorkstationOptions& options, const Clock& clock)
{
    auto endpoints = infrastructure::CoinbaseEndpoints::live();
    if (!options.endpoint.empty()) {
        auto loopback = infrastructure::CoinbaseEndpoints::loopback(QString::fromStdString(options.endpoint));
        if (!loopback)
            return failure(loopback.error());
        endpoints = *loopback;
    }
    return SourceFactory([&clock, endpoints](MarketDataSink& sink, StreamObserver& observer, Scheduler& io) {
        return std::make_unique<infrastructure::CoinbaseSource>(sink, observer, clock, io, endpoints);
    });
}

}  // namespace

Result<SourceFactory, std::string> sourceFactoryFor(const WorkstationOptions& options, const Clock& clock, Timestamp startAt)
{
    if (options.market == "simulated")
        return simulated(options, clock, startAt);
    if (options.market == "coinbase")
        return coinbase(options, clock);
    return failure("There is no market “" + options.market + "”. Choose simulated, replay or coinbase.");
}

}  // namespace tradecore::app
