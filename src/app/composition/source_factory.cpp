#include "app/composition/source_factory.h"

#include "infrastructure/broker/simulated/simulated_market.h"

namespace tradecore::app {

Result<SourceFactory, std::string> sourceFactoryFor(const WorkstationOptions& options, const Clock& clock, Timestamp startAt)
{
    if (options.market == "simulated") {
        return SourceFactory([&clock, seed = options.seed, startAt](application::MarketDataSink& sink,
                                                                    application::StreamObserver& observer, Scheduler& io) {
            return std::make_unique<infrastructure::SimulatedMarket>(
                io, clock, sink, observer, infrastructure::SimulatedMarketOptions{seed, startAt});
        });
    }
    return failure("There is no market “" + options.market + "”. Choose simulated, replay or coinbase.");
}

}  // namespace tradecore::app
