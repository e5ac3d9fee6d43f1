#include "tests/fuzz/coinbase_frame/frame_target.h"

#include "infrastructure/broker/coinbase/frame_handler.h"
#include "infrastructure/broker/coinbase/frame_parser.h"
#include "tests/support/broker/coinbase/frame_text.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace tradecore::test {

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

class PromiseSink : public application::MarketDataSink {
public:
    void onQuote(const domain::Quote& quote) override { require(!quote.bid || !quote.ask || *quote.bid < *quote.ask); }
    void onTrade(const domain::Trade& trade) override
    {
        require(trade.price.value().isPositive() && !trade.size.isZero() && !trade.tradeId.empty());
    }
    void onStatistics(const domain::DayStatistics&) override {}
    void onQuoteInvalid(const domain::InstrumentId&, const std::string& why) override { require(!why.empty()); }
    void onMarketTime(const std::string&, Timestamp) override {}
    void onMalformed(const std::string&, const std::string& why) override { require(!why.empty()); }
};

}  // namespace

void feedCoinbaseFrames(const std::uint8_t* bytes, std::size_t size)
{
    PromiseSink sink;
    infrastructure::CoinbaseFrameHandler handler(sink, "coinbase", "COINBASE");
    infrastructure::coinbase::FrameParser both;
    infrastructure::coinbase::FrameParser general;
    const Timestamp now = Timestamp::fromSeconds(1'800'000'000);
    std::string_view rest(reinterpret_cast<const char*>(bytes), size);
    std::uint64_t frames = 0;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto frame = rest.substr(0, end);
        require(textOf(both.parse(frame)) == textOf(general.parseAnyLayout(frame)));
        handler.decode(frame, now);
        ++frames;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const auto& counters = handler.counters();
    require(counters.frames == frames && counters.malformed <= frames);
}

}  // namespace tradecore::test
