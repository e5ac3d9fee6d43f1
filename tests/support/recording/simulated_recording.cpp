#include "tests/support/recording/simulated_recording.h"

#include "infrastructure/broker/replay/recording_format.h"
#include "infrastructure/broker/simulated/order_flow.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>
#include <vector>

namespace tradecore::test {

using namespace infrastructure;

namespace {

constexpr std::uint64_t seed = 4;
constexpr std::int64_t startSecond = 1'767'625'200;  // 2026-01-05 15:00 UTC
constexpr std::int64_t lengthSeconds = 240;

}  // namespace

std::string firstLightRecording()
{
    const Timestamp start = Timestamp::fromSeconds(startSecond);
    std::vector<domain::Instrument> instruments;
    std::vector<std::pair<Timestamp, std::string>> lines;
    for (const auto& profile : simulatedInstruments()) {
        const std::string_view symbol = profile.instrument.id.symbol();
        if (symbol != "AAPL" && symbol != "SPY" && symbol != "BTC-USD")
            continue;
        const std::size_t number = instruments.size();
        instruments.push_back(profile.instrument);
        OrderFlow flow(seed, profile);
        for (std::int64_t second = startSecond; second < startSecond + lengthSeconds; ++second) {
            const auto& beats = flow.beatsOf(second);
            for (std::size_t i = 0; i < beats.size(); ++i) {
                const domain::Quote quote = flow.quoteOf(second, beats[i], {});
                lines.emplace_back(quote.venueTime, recordingLine(start, number, quote));
                if (beats[i].trade) {
                    const domain::Trade trade = flow.tradeOf(second, i, *beats[i].trade, {});
                    lines.emplace_back(trade.venueTime, recordingLine(start, number, trade));
                }
            }
        }
    }
    std::ranges::stable_sort(lines, {}, &std::pair<Timestamp, std::string>::first);
    std::string out = recordingHeader(start, instruments);
    for (const auto& [time, line] : lines)
        out += line;
    return out + recordingEnd(static_cast<std::int64_t>(lines.size()));
}

}  // namespace tradecore::test
