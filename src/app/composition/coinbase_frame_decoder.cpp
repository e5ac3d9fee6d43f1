#include "app/composition/coinbase_frame_decoder.h"

#include "infrastructure/broker/coinbase/frame_handler.h"
#include "infrastructure/broker/coinbase/rest_parser.h"

#include <algorithm>
#include <array>

namespace tradecore::app {

using application::MarketDataSink;

namespace {

// The handler is made for one sink; replay names its sink with each frame.
class ForwardingSink : public MarketDataSink {
public:
    MarketDataSink* target = nullptr;

    void onQuote(const domain::Quote& quote) override { target->onQuote(quote); }
    void onTrade(const domain::Trade& trade) override { target->onTrade(trade); }
    void onStatistics(const domain::DayStatistics& statistics) override { target->onStatistics(statistics); }
    void onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why) override
    {
        target->onQuoteInvalid(instrument, why);
    }
    void onMarketTime(const std::string& source, Timestamp marketTime) override { target->onMarketTime(source, marketTime); }
    void onMalformed(const std::string& source, const std::string& why) override { target->onMalformed(source, why); }
};

class CoinbaseFrameDecoder : public infrastructure::FrameDecoder {
public:
    CoinbaseFrameDecoder() { reset(); }

    void decode(std::string_view frame, Timestamp receivedAt, MarketDataSink& sink) override
    {
        m_sink.target = &sink;
        m_handler->decode(frame, receivedAt);
        m_sink.target = nullptr;
    }
    [[nodiscard]] Result<std::vector<domain::Instrument>, std::string> decodeInstruments(std::string_view body) override
    {
        auto products = infrastructure::coinbase::parseProducts(body, "COINBASE");
        if (!products)
            return failure(products.error());
        return std::move(products->instruments);
    }
    void reset() override
    {
        m_handler = std::make_unique<infrastructure::CoinbaseFrameHandler>(m_sink, "replay", "COINBASE");
    }

private:
    ForwardingSink m_sink;
    std::unique_ptr<infrastructure::CoinbaseFrameHandler> m_handler;
};

}  // namespace

std::unique_ptr<infrastructure::FrameDecoder> coinbaseFrameDecoderFor(std::string_view address)
{
    constexpr std::array<std::string_view, 4> hosts{"ws-feed.exchange.coinbase.com", "ws-feed.pro.coinbase.com",
                                                    "api.exchange.coinbase.com", "api.pro.coinbase.com"};
    const bool known = std::ranges::any_of(hosts, [address](std::string_view host) { return address.find(host) != std::string_view::npos; });
    if (!known)
        return nullptr;
    return std::make_unique<CoinbaseFrameDecoder>();
}

}  // namespace tradecore::app
