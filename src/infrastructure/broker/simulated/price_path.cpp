#include "infrastructure/broker/simulated/price_path.h"

#include "base/random.h"

namespace tradecore::infrastructure {

namespace {

// Names of the independent hash sequences; octaves use 0 … 16.
constexpr std::uint64_t fineLevel = 0x20;
constexpr std::uint64_t regimeShortLevel = 0x30;
constexpr std::uint64_t regimeLongLevel = 0x31;
constexpr std::uint64_t newsLevel = 0x40;
constexpr std::uint64_t openingLevel = 0x41;
constexpr std::uint64_t burstLevel = 0x50;

constexpr std::int64_t burstPeriodSeconds = 300;
constexpr std::int64_t newsPeriodSeconds = 10'800;
constexpr std::int64_t daySeconds = 86'400;

// Square roots of 64, 32 … 2, times √3 ÷ 2 and 1000: the spread of a Brownian bridge's midpoint is half the root of its
// span, and uniform noise of amplitude a spreads by a ÷ √3.
constexpr std::array<std::int64_t, 6> bridgeFactors{6'928, 4'899, 3'464, 2'449, 1'732, 1'225};

std::uint64_t instrumentKey(std::uint64_t seed, const std::string& symbol)
{
    std::uint64_t value = 14695981039346656037ULL;  // FNV-1a
    for (const char c : symbol)
        value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return mix(mix(seed) ^ value);
}

std::int64_t floorDivide(std::int64_t value, std::int64_t divisor)
{
    const std::int64_t quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

}  // namespace

PricePath::PricePath(std::uint64_t seed, const SimulatedInstrument& profile)
    : m_key(instrumentKey(seed, profile.instrument.id.symbol()))
{
    std::int64_t amplitude = profile.secondVolatilityPpb * 8;  // √64
    for (auto& octave : m_octaveAmplitudes) {
        octave = amplitude;
        amplitude = amplitude * 1'414'214 / 1'000'000;
    }
    for (std::size_t i = 0; i < bridgeFactors.size(); ++i)
        m_fineAmplitudes[i] = profile.secondVolatilityPpb * bridgeFactors[i] / 1'000;
    m_news = {newsPeriodSeconds, profile.secondVolatilityPpb * 150, /*oneIn=*/5, /*startsAtPeriod=*/false, newsLevel};
    m_opening = {daySeconds, profile.hasDayGap ? profile.secondVolatilityPpb * 180 : 0, /*oneIn=*/1,
                 /*startsAtPeriod=*/true, openingLevel};
}

std::uint64_t PricePath::hash(std::uint64_t level, std::int64_t index) const
{
    return mix(m_key ^ (level << 56) ^ static_cast<std::uint64_t>(index));
}

std::int64_t PricePath::noise(std::uint64_t level, std::int64_t index, std::int64_t amplitude) const
{
    const auto uniform = static_cast<std::int64_t>(hash(level, index) >> 32) - (std::int64_t{1} << 31);
    return (uniform * amplitude) >> 31;
}

std::int64_t PricePath::coarseLevel(std::int64_t block) const
{
    std::int64_t sum = 0;
    for (int octave = 0; octave < octaveCount; ++octave) {
        const std::int64_t index = block >> octave;
        const std::int64_t fraction = block - (index << octave);
        const std::int64_t amplitude = m_octaveAmplitudes[static_cast<std::size_t>(octave)];
        const auto level = static_cast<std::uint64_t>(octave);
        const std::int64_t left = noise(level, index, amplitude);
        const std::int64_t right = fraction == 0 ? left : noise(level, index + 1, amplitude);
        sum += left + (((right - left) * fraction) >> octave);
    }
    return sum;
}

// Two slow uniform noises, squared, so that calm is common and storms are rare: about 0.4 to 3.2 of the ordinary.
std::int64_t PricePath::regimeOf(std::int64_t block) const
{
    const auto part = [this, block](std::uint64_t level, int shift) {
        const std::int64_t index = block >> shift;
        const std::int64_t fraction = block - (index << shift);
        const auto left = static_cast<std::int64_t>(hash(level, index) >> 54);
        const auto right = static_cast<std::int64_t>(hash(level, index + 1) >> 54);
        const std::int64_t value = left + (((right - left) * fraction) >> shift);
        return (value * value) >> 10;
    };
    return 110 + part(regimeShortLevel, 4) * 300 / 1'024 + part(regimeLongLevel, 8) * 400 / 1'024;
}

void PricePath::loadBlock(std::int64_t block)
{
    m_levels[0] = block == m_block + 1 ? m_levels[blockSeconds] : coarseLevel(block);
    m_levels[blockSeconds] = coarseLevel(block + 1);
    m_block = block;
    m_regime256 = regimeOf(block);
    std::int64_t node = 1;  // 1 … 63, unique for each midpoint of the block
    std::size_t depth = 0;
    for (std::int64_t span = blockSeconds; span > 1; span /= 2, ++depth) {
        const std::int64_t amplitude = (m_fineAmplitudes[depth] * m_regime256) >> 8;
        for (std::int64_t left = 0; left < blockSeconds; left += span, ++node) {
            const auto middle = static_cast<std::size_t>(left + span / 2);
            const std::int64_t straight = (m_levels[static_cast<std::size_t>(left)]
                                           + m_levels[static_cast<std::size_t>(left + span)]) >> 1;
            m_levels[middle] = straight + noise(fineLevel, block * blockSeconds + node, amplitude);
        }
    }
}

void PricePath::loadPeriod(GapTrack& track, std::int64_t second) const
{
    const std::int64_t period = floorDivide(second, track.periodSeconds);
    track.periodStart = period * track.periodSeconds;
    track.periodEnd = track.periodStart + track.periodSeconds;
    const std::uint64_t draw = hash(track.level, period);
    const auto place = static_cast<std::int64_t>((draw >> 8) & 0xFFFF);
    track.jumpSecond = track.periodStart + (track.startsAtPeriod ? 0 : (place * track.periodSeconds * 3 / 4) >> 16);
    // Between 0.4 and 1 of the amplitude, up or down.
    const auto share = static_cast<std::int64_t>((draw >> 24) & 0xFFFF) * 6 / 10 + 0x6666;
    const std::int64_t jump = (track.amplitudePpb * share) >> 16;
    track.fadeScaled = (draw >> 44) % track.oneIn != 0 ? 0 : (jump << 20) / (track.periodEnd - track.jumpSecond);
    if ((draw >> 40) & 1)
        track.fadeScaled = -track.fadeScaled;
}

std::int64_t PricePath::gapAt(GapTrack& track, std::int64_t second) const
{
    if (track.amplitudePpb == 0)
        return 0;
    if (second < track.periodStart || second >= track.periodEnd)
        loadPeriod(track, second);
    if (track.fadeScaled == 0 || second < track.jumpSecond)
        return 0;
    return (track.fadeScaled * (track.periodEnd - second)) >> 20;
}

bool PricePath::isBurst(std::int64_t second)
{
    if (second < m_burstPeriodStart || second >= m_burstPeriodEnd) {
        const std::int64_t period = floorDivide(second, burstPeriodSeconds);
        m_burstPeriodStart = period * burstPeriodSeconds;
        m_burstPeriodEnd = m_burstPeriodStart + burstPeriodSeconds;
        const std::uint64_t draw = hash(burstLevel, period);
        m_burstStart = m_burstPeriodStart + static_cast<std::int64_t>(draw % (burstPeriodSeconds - 10));
        const auto length = static_cast<std::int64_t>((draw >> 32) % 8);
        m_burstEnd = ((draw >> 48) & 1) != 0 ? m_burstStart + 2 + length : m_burstStart;
    }
    const bool afterNews = m_news.fadeScaled != 0 && second >= m_news.jumpSecond && second < m_news.jumpSecond + 15;
    return afterNews || (second >= m_burstStart && second < m_burstEnd);
}

PricePath::Second PricePath::at(std::int64_t unixSecond)
{
    const std::int64_t block = floorDivide(unixSecond, blockSeconds);
    if (block != m_block)
        loadBlock(block);
    const auto place = static_cast<std::size_t>(unixSecond - block * blockSeconds);
    const std::int64_t gap = gapAt(m_news, unixSecond) + gapAt(m_opening, unixSecond);
    return {m_levels[place] + gap, m_levels[place + 1] + gap, m_regime256, isBurst(unixSecond)};
}

}  // namespace tradecore::infrastructure
