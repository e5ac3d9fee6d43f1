#include "app/composition/source_factory.h"

#include "infrastructure/broker/coinbase/capture_decoder.h"
#include "infrastructure/broker/coinbase/coinbase_source.h"
#include "infrastructure/broker/replay/replay_source.h"
#include "infrastructure/broker/simulated/simulated_market.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <optional>

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

// The decoder of a captured connection, by the host that it names.
std::unique_ptr<infrastructure::FrameDecoder> decoderFor(std::string_view address)
{
    if (!infrastructure::CoinbaseCaptureDecoder::knows(address))
        return nullptr;
    return std::make_unique<infrastructure::CoinbaseCaptureDecoder>();
}

// Installed beside the program, or in the tree that it was built in.
std::optional<std::string> shippedRecording()
{
    const QString program = QCoreApplication::applicationDirPath();
    for (const char* folder : {"/../share/tradecore/recordings", "/../../../resources/recordings"}) {
        const QFileInfo file(program + QLatin1String(folder) + QStringLiteral("/first-light.tcr"));
        if (file.exists())
            return file.canonicalFilePath().toStdString();
    }
    return std::nullopt;
}

Result<SourceFactory, std::string> replay(const WorkstationOptions& options, const Clock& clock)
{
    infrastructure::ReplayOptions replayOptions{options.replayFiles, options.replaySpeed};
    if (replayOptions.files.empty()) {
        const auto shipped = shippedRecording();
        if (!shipped)
            return failure(std::string("The recording that comes with the program is missing. Name one with --replay FILE."));
        replayOptions.files.push_back(*shipped);
    }
    return SourceFactory([&clock, replayOptions](MarketDataSink& sink, StreamObserver& observer, Scheduler& io) {
        return std::make_unique<infrastructure::ReplaySource>(io, clock, sink, observer, replayOptions, decoderFor);
    });
}

}  // namespace

Result<SourceFactory, std::string> sourceFactoryFor(const WorkstationOptions& options, const Clock& clock, Timestamp startAt)
{
    if (options.market == "simulated")
        return simulated(options, clock, startAt);
    if (options.market == "coinbase")
        return coinbase(options, clock);
    if (options.market == "replay")
        return replay(options, clock);
    return failure("There is no market “" + options.market + "”. Choose simulated, replay or coinbase.");
}

}  // namespace tradecore::app
