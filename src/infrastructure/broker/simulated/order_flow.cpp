#include "infrastructure/broker/simulated/order_flow.h"

#include "base/random.h"

#include <algorithm>
#include <string>

namespace tradecore::infrastructure {

namespace {

constexpr std::uint64_t flowLevel = 0x60;
constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;
constexpr std::int64_t billion = 1'000'000'000;
constexpr std::int64_t tradeDelayNanoseconds = 150'000;  // a trade follows the quote that it hits
constexpr std::int64_t subTicks = 16;                    // resolution of the middle price, in parts of a tick

// The bits of a draw from `shift` on, as 0 … 2^width − 1.
std::int64_t bits(std::uint64_t draw, int shift, int width)
{
    return static_cast<std::int64_t>((draw >> shift) & ((std::uint64_t{1} << width) - 1));
}

}  // namespace

OrderFlow::OrderFlow(std::uint64_t seed, const SimulatedInstrument& profile)
    : m_profile(profile), m_path(seed, profile), m_leanScaled((std::int64_t{180} << 32) / profile.secondVolatilityPpb)
{
    m_beats.reserve(mostBeats);
    m_trades.reserve(mostBeats);
}

OrderFlow::Second OrderFlow::secondAt(std::int64_t unixSecond)
{
    const PricePath::Second path = m_path.at(unixSecond);
    Second out;
    out.startPpb = path.startPpb;
    out.movePpb = path.endPpb - path.startPpb;
    out.extraSpread256 = m_profile.extraSpreadTicks * path.regime256;
    out.tradeChance256 = path.isBurst ? 220 : 160;
    // A rising second is bought, a falling one is sold, never surely.
    out.buyChance1024 = 512 + std::clamp<std::int64_t>((out.movePpb * m_leanScaled) >> 32, -340, 340);
    out.draw = mix(m_path.key() ^ (flowLevel << 56) ^ static_cast<std::uint64_t>(unixSecond));
    const std::int64_t half = (m_profile.beatsPerSecond256 * path.regime256) >> 9;
    const std::int64_t count256 = (half + ((2 * half * bits(out.draw, 0, 10)) >> 10)) * (path.isBurst ? 5 : 1);
    out.count = std::clamp<std::int64_t>((count256 + 128) >> 8, 1, path.isBurst ? mostBeats : 12);
    out.widthNanoseconds = nanosecondsPerSecond / out.count;
    return out;
}

OrderFlow::Touch OrderFlow::touchOf(const Second& second, std::int64_t number, std::uint64_t draw) const
{
    Touch out;
    const std::int64_t offset =
        number * second.widthNanoseconds + ((second.widthNanoseconds >> 2) * bits(draw, 40, 10) * 3 >> 10);
    out.nanoseconds = offset - offset % 1'000;
    const std::int64_t level =
        second.startPpb + second.movePpb * (out.nanoseconds >> 10) / (nanosecondsPerSecond >> 10);
    const std::int64_t spread = m_profile.minimumSpreadTicks + ((second.extraSpread256 * bits(draw, 0, 8)) >> 16);
    // The middle trembles by up to half a spread, as orders come and go at the touch.
    const std::int64_t tremble = ((bits(draw, 8, 8) - 128) * spread * subTicks) >> 8;
    const std::int64_t middle = m_profile.baseTicks * subTicks * (billion + level) / billion + tremble;
    out.bidTicks = std::max<std::int64_t>((middle - spread * subTicks / 2) >> 4, 1);
    out.askTicks = out.bidTicks + spread;
    return out;
}

SimulatedTrade OrderFlow::tradeAt(const Second& second, const Touch& touch, std::uint64_t draw) const
{
    SimulatedTrade out;
    out.nanoseconds = touch.nanoseconds + tradeDelayNanoseconds;
    out.buyerIsAggressor = bits(draw, 8, 10) < second.buyChance1024;
    // One in sixteen is larger than the touch and goes through it.
    const std::int64_t through = bits(draw, 18, 4) == 0 ? 1 + bits(draw, 22, 1) : 0;
    out.ticks = out.buyerIsAggressor ? touch.askTicks + through : std::max<std::int64_t>(touch.bidTicks - through, 1);
    const std::int64_t uniform = bits(draw, 24, 16);
    const std::int64_t cubed = (((uniform * uniform) >> 16) * uniform) >> 16;  // small trades are common, large ones rare
    out.lots = m_profile.smallestTradeLots
        + ((m_profile.largestTradeLots - m_profile.smallestTradeLots) >> 8) * cubed / 256;
    if (out.lots > m_profile.roundLots && bits(draw, 40, 2) != 0)
        out.lots -= out.lots % m_profile.roundLots;
    return out;
}

const std::vector<SimulatedBeat>& OrderFlow::beatsOf(std::int64_t unixSecond)
{
    const Second second = secondAt(unixSecond);
    m_beats.clear();
    std::uint64_t draw = second.draw;
    for (std::int64_t i = 0; i < second.count; ++i) {
        const std::uint64_t quoteDraw = mix(draw);
        draw = mix(quoteDraw);
        const Touch touch = touchOf(second, i, quoteDraw);
        SimulatedBeat& beat = m_beats.emplace_back(SimulatedBeat{touch.nanoseconds, touch.bidTicks, touch.askTicks, 0, 0, {}});
        beat.bidLots = m_profile.roundLots * (1 + ((bits(quoteDraw, 16, 6) * bits(quoteDraw, 22, 6)) >> 7));
        beat.askLots = m_profile.roundLots * (1 + ((bits(quoteDraw, 28, 6) * bits(quoteDraw, 34, 6)) >> 7));
        if (m_profile.instrument.assetClass == domain::AssetClass::Crypto) {  // not quoted in round numbers
            beat.bidLots += m_profile.roundLots * bits(draw, 40, 12) >> 12;
            beat.askLots += m_profile.roundLots * bits(draw, 52, 12) >> 12;
        }
        if (bits(draw, 0, 8) < second.tradeChance256)
            beat.trade = tradeAt(second, touch, draw);
    }
    return m_beats;
}

const std::vector<SimulatedTrade>& OrderFlow::tradesOf(std::int64_t unixSecond)
{
    const Second second = secondAt(unixSecond);
    m_trades.clear();
    std::uint64_t draw = second.draw;
    for (std::int64_t i = 0; i < second.count; ++i) {
        const std::uint64_t quoteDraw = mix(draw);
        draw = mix(quoteDraw);
        if (bits(draw, 0, 8) < second.tradeChance256)
            m_trades.push_back(tradeAt(second, touchOf(second, i, quoteDraw), draw));
    }
    return m_trades;
}

domain::Price OrderFlow::priceOf(std::int64_t ticks) const
{
    return domain::Price(Decimal::fromUnits(m_profile.instrument.tickSize.value().units() * ticks));
}

domain::Quantity OrderFlow::quantityOf(std::int64_t lots) const
{
    return *domain::Quantity::from(Decimal::fromUnits(static_cast<Int128>(m_profile.lotUnits) * lots));
}

domain::Quote OrderFlow::quoteOf(std::int64_t unixSecond, const SimulatedBeat& beat, Timestamp receivedAt) const
{
    return {m_profile.instrument.id,
            priceOf(beat.bidTicks),
            quantityOf(beat.bidLots),
            priceOf(beat.askTicks),
            quantityOf(beat.askLots),
            Timestamp::fromNanoseconds(unixSecond * nanosecondsPerSecond + beat.nanoseconds),
            receivedAt};
}

domain::Trade OrderFlow::tradeOf(std::int64_t unixSecond, std::size_t number, const SimulatedTrade& trade,
                                 Timestamp receivedAt) const
{
    return {m_profile.instrument.id,
            priceOf(trade.ticks),
            quantityOf(trade.lots),
            trade.buyerIsAggressor ? domain::Aggressor::Buyer : domain::Aggressor::Seller,
            /*countsForPrice=*/true,
            std::to_string(unixSecond * 64 + static_cast<std::int64_t>(number)),
            Timestamp::fromNanoseconds(unixSecond * nanosecondsPerSecond + trade.nanoseconds),
            receivedAt};
}

}  // namespace tradecore::infrastructure
