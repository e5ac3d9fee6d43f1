// CoinbaseCaptureDecoder: lends replay the very parser and books that serve the live socket, for one recorded connection of the
// Coinbase Exchange feed. Owner: the replay; io thread.
#pragma once

#include "infrastructure/broker/coinbase/frame_handler.h"
#include "infrastructure/broker/frame_decoder.h"

#include <memory>

namespace tradecore::infrastructure {

class CoinbaseCaptureDecoder final : public FrameDecoder {
public:
    // source: what onMalformed and onMarketTime carry ("replay"); venue: that of the instruments.
    explicit CoinbaseCaptureDecoder(std::string source = "replay", std::string venue = "COINBASE");
    ~CoinbaseCaptureDecoder() override;

    void decode(std::string_view frame, Timestamp receivedAt, application::MarketDataSink& sink) override;
    [[nodiscard]] Result<std::vector<domain::Instrument>, std::string> decodeInstruments(std::string_view body) override;
    void reset() override;

    // The feed and REST hosts of the exchange, also by their names before 2022 (…pro.coinbase.com).
    [[nodiscard]] static bool knows(std::string_view address);

private:
    class Forwarder;
    std::string m_source;
    std::string m_venue;
    std::unique_ptr<Forwarder> m_forwarder;
    std::unique_ptr<CoinbaseFrameHandler> m_handler;
};

}  // namespace tradecore::infrastructure
