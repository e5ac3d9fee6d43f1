// CaptureReader: a raw exchange capture in the lines of cryptofeed:
//   wss://host/… <-> t          connected
//   address <- t: text          what the client sent
//   https://host/… -> t: text   the answer of a REST call
//   configuration: text         what the capturing program was set to; skipped
//   t: text                     a frame as it was received, handed on byte for byte
// t is seconds since 1970 with decimals. Frames are read by the decoder of the address. Instruments come from a product list
// (a REST answer in this file or in its sibling NAME.0), and else from the products that the client subscribed to; then their
// increments are unknown and the finest (0.00000001) is declared.
#pragma once

#include "infrastructure/broker/frame_decoder.h"
#include "infrastructure/broker/replay/line_reader.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

class CaptureReader : public ReplayReader {
public:
    CaptureReader(LineReader lines, FrameDecoderFactory decoders);
    [[nodiscard]] Result<std::optional<ReplayEvent>, ReplayProblem> next() override;
    [[nodiscard]] const std::vector<domain::Instrument>& instruments() const override { return m_instruments; }
    [[nodiscard]] FrameDecoder* decoder() override { return m_decoder.get(); }

    // One snapshot frame of a real book has five million bytes.
    static constexpr std::size_t longestLine = std::size_t{32} << 20;

private:
    // An event, nothing where the line carries none, or a sentence.
    [[nodiscard]] Result<std::optional<ReplayEvent>, std::string> parse(std::string_view line);
    [[nodiscard]] Result<std::optional<ReplayEvent>, std::string> parseAddressLine(std::string_view line);
    void declareSubscribed(std::string_view request);
    void declare(domain::Instrument instrument, bool overwrite);

    LineReader m_lines;
    FrameDecoderFactory m_decoders;
    std::unique_ptr<FrameDecoder> m_decoder;
    std::vector<domain::Instrument> m_instruments;
    std::optional<ReplayEvent> m_held;  // comes next
    Timestamp m_latest;
    bool m_isForeign = false;  // nobody can decode this venue
};

}  // namespace tradecore::infrastructure
