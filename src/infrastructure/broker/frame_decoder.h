// FrameDecoder: what replay needs from a broker to read a raw capture of it: the very parser and book that serve the live
// socket, fed with the captured bytes. One decoder for one captured connection; used on the io thread. Instruments carry the
// broker's own venue; replay renames them. Implemented beside each broker's parser and handed in by the composition.
#pragma once

#include "application/port/market_data_source.h"
#include "base/result.h"
#include "base/timestamp.h"
#include "domain/instrument/instrument.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

class FrameDecoder {
public:
    virtual ~FrameDecoder() = default;
    // One frame, byte for byte as it was received; what cannot be read is told to sink.onMalformed().
    virtual void decode(std::string_view frame, Timestamp receivedAt, application::MarketDataSink& sink) = 0;
    // The broker's REST answer that lists its products; an error is a sentence.
    [[nodiscard]] virtual Result<std::vector<domain::Instrument>, std::string> decodeInstruments(std::string_view body) = 0;
    // The captured connection began anew: books are empty.
    virtual void reset() = 0;
};

// A decoder for the address that a capture names ("wss://ws-feed.exchange.coinbase.com", "https://api.…/products"); null
// where nobody knows the host.
using FrameDecoderFactory = std::function<std::unique_ptr<FrameDecoder>(std::string_view address)>;

}  // namespace tradecore::infrastructure
