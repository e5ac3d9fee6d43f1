#include "infrastructure/broker/coinbase/capture_decoder.h"

#include "infrastructure/broker/coinbase/rest_parser.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tradecore::infrastructure {

// The handler keeps one sink for life; replay names one with each frame.
class CoinbaseCaptureDecoder::Forwarder final : public application::MarketDataSink {
public:
    void onQuote(const domain::Quote& quote) override { target->onQuote(quote); }
    void onTrade(const domain::Trade& trade) override { target->onTrade(trade); }
    void onStatistics(const domain::DayStatistics& statistics) override { target->onStatistics(statistics); }
    void onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why) override
    {
        target->onQuoteInvalid(instrument, why);
    }
    void onMarketTime(const std::string& source, Timestamp marketTime) override { target->onMarketTime(source, marketTime); }
    void onMalformed(const std::string& source, const std::string& why) override { target->onMalformed(source, why); }

    application::MarketDataSink* target = nullptr;
};

CoinbaseCaptureDecoder::CoinbaseCaptureDecoder(std::string source, std::string venue)
    : m_source(std::move(source)), m_venue(std::move(venue)), m_forwarder(std::make_unique<Forwarder>())
{
    reset();
}

CoinbaseCaptureDecoder::~CoinbaseCaptureDecoder() = default;

void CoinbaseCaptureDecoder::decode(std::string_view frame, Timestamp receivedAt, application::MarketDataSink& sink)
{
    m_forwarder->target = &sink;
    m_handler->decode(frame, receivedAt);
}

Result<std::vector<domain::Instrument>, std::string> CoinbaseCaptureDecoder::decodeInstruments(std::string_view body)
{
    auto products = coinbase::parseProducts(body, m_venue);
    if (!products)
        return failure(products.error());
    return std::move(products->instruments);
}

void CoinbaseCaptureDecoder::reset()
{
    m_handler = std::make_unique<CoinbaseFrameHandler>(*m_forwarder, m_source, m_venue);
}

bool CoinbaseCaptureDecoder::knows(std::string_view address)
{
    constexpr std::array<std::string_view, 4> hosts{"ws-feed.exchange.coinbase.com", "ws-feed.pro.coinbase.com",
                                                    "api.exchange.coinbase.com", "api.pro.coinbase.com"};
    const auto scheme = address.find("://");
    if (scheme == std::string_view::npos)
        return false;
    const std::string_view host = address.substr(scheme + 3, address.find('/', scheme + 3) - scheme - 3);
    return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

}  // namespace tradecore::infrastructure
