#include "infrastructure/broker/simulated/simulated_instrument.h"

#include <string>

namespace tradecore::infrastructure {

namespace {

using domain::AssetClass;
using domain::Currency;
using domain::InstrumentId;
using domain::PriceOffset;
using domain::Quantity;

constexpr std::int64_t shareUnits = 1'000'000'000'000;
constexpr std::int64_t satoshiUnits = 10'000;  // 0.00000001

SimulatedInstrument stock(const char* symbol, const char* name, std::int64_t baseTicks, std::int64_t volatilityPpb)
{
    SimulatedInstrument out;
    out.instrument.id = InstrumentId(symbol, std::string(simulatedVenue));
    out.instrument.name = name;
    out.instrument.assetClass = AssetClass::Stock;
    out.instrument.tickSize = PriceOffset(Decimal::fromScaled(1, 2));
    out.instrument.lotSize = Decimal::fromInteger(1);
    out.instrument.minimumQuantity = *Quantity::from(Decimal::fromInteger(1));
    out.baseTicks = baseTicks;
    out.secondVolatilityPpb = volatilityPpb;
    out.lotUnits = shareUnits;
    out.roundLots = 100;
    out.smallestTradeLots = 1;
    out.largestTradeLots = 2'400;
    out.hasDayGap = true;
    return out;
}

SimulatedInstrument crypto(const char* base, const char* name, std::int64_t baseTicks, std::int64_t volatilityPpb)
{
    SimulatedInstrument out;
    out.instrument.id = InstrumentId(std::string(base) + "-USD", std::string(simulatedVenue));
    out.instrument.name = name;
    out.instrument.assetClass = AssetClass::Crypto;
    out.instrument.baseCurrency = Currency(base);
    out.instrument.tickSize = PriceOffset(Decimal::fromScaled(1, 2));
    out.instrument.lotSize = Decimal::fromScaled(1, 8);
    out.instrument.minimumQuantity = *Quantity::from(Decimal::fromScaled(1, 8));
    out.baseTicks = baseTicks;
    out.secondVolatilityPpb = volatilityPpb;
    out.lotUnits = satoshiUnits;
    return out;
}

SimulatedInstrument withSpread(SimulatedInstrument out, std::int64_t minimum, std::int64_t extra, std::int64_t beats256)
{
    out.minimumSpreadTicks = minimum;
    out.extraSpreadTicks = extra;
    out.beatsPerSecond256 = beats256;
    return out;
}

SimulatedInstrument withSizes(SimulatedInstrument out, std::int64_t round, std::int64_t smallest, std::int64_t largest)
{
    out.roundLots = round;
    out.smallestTradeLots = smallest;
    out.largestTradeLots = largest;
    return out;
}

}  // namespace

std::vector<SimulatedInstrument> simulatedInstruments()
{
    return {
        withSpread(stock("AAPL", "Apple Inc.", 23'150, 42'000), 1, 1, 600),
        withSpread(stock("MSFT", "Microsoft Corporation", 46'820, 38'000), 2, 5, 580),
        withSpread(stock("NVDA", "NVIDIA Corporation", 17'430, 66'000), 1, 1, 740),
        withSpread(stock("SPY", "SPDR S&P 500 ETF", 61'275, 24'000), 1, 1, 780),
        withSpread(stock("TSLA", "Tesla, Inc.", 33'960, 88'000), 2, 8, 650),
        withSizes(withSpread(crypto("BTC", "Bitcoin", 9'684'200, 60'000), 120, 900, 620), 1'000'000, 10'000, 120'000'000),
        withSizes(withSpread(crypto("ETH", "Ethereum", 342'150, 80'000), 4, 40, 540), 20'000'000, 200'000, 2'500'000'000),
    };
}

}  // namespace tradecore::infrastructure
