// Opening what `--replay` names: a TradeCore recording (.tcr), a Lean zip of ticks or bars, or a raw capture. The kind is told
// by the name; anything that does not end in .tcr or .zip is taken for a capture. io thread.
#pragma once

#include "infrastructure/broker/frame_decoder.h"
#include "infrastructure/broker/replay/lean_reader.h"
#include "infrastructure/broker/replay/replay_reader.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

// Either events or bars.
struct ReplayFile {
    std::unique_ptr<ReplayReader> reader;
    std::optional<LeanBars> bars;
};

// The error is a sentence that names the file.
[[nodiscard]] Result<ReplayFile, std::string> openReplayFile(const std::string& path, const FrameDecoderFactory& decoders);
// The product list that belongs to a capture: NAME.0 beside NAME.ws.N.M, where it is there and not itself in the list.
[[nodiscard]] std::optional<std::string> productListBeside(const std::string& path, const std::vector<std::string>& paths);

}  // namespace tradecore::infrastructure
