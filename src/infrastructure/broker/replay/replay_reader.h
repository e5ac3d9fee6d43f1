// ReplayReader: one recorded file, read event by event in time order, never as a whole. io thread. What it yields is what was
// recorded: values of a Lean or TradeCore recording, or the raw frames of a capture.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"
#include "domain/instrument/instrument.h"
#include "domain/market/market_values.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tradecore::infrastructure {

inline constexpr const char* replayVenue = "REPLAY";

// A frame as it was received, for the decoder of the reader that yields it.
struct CapturedFrame {
    std::string bytes;
    friend bool operator==(const CapturedFrame&, const CapturedFrame&) = default;
};
// The captured program connected (again) here.
struct CapturedConnection {
    friend bool operator==(const CapturedConnection&, const CapturedConnection&) = default;
};

struct ReplayEvent {
    Timestamp time;  // when it is due: venue time, or for frames the time of their receipt; never goes back in one file
    std::variant<domain::Quote, domain::Trade, CapturedFrame, CapturedConnection> payload;
};

// A sentence that names file and line. A line that cannot be read is left out and the next call goes on behind it; after a
// fatal problem the file has no more events.
struct ReplayProblem {
    std::string text;
    bool isFatal = false;
};

class FrameDecoder;

class ReplayReader {
public:
    virtual ~ReplayReader() = default;
    // Nothing at the end.
    [[nodiscard]] virtual Result<std::optional<ReplayEvent>, ReplayProblem> next() = 0;
    // What has been declared so far; complete for a file whose first event has been read.
    [[nodiscard]] virtual const std::vector<domain::Instrument>& instruments() const = 0;
    // For CapturedFrame events; null elsewhere.
    [[nodiscard]] virtual FrameDecoder* decoder() { return nullptr; }

    // Lines of one file that may be unreadable before the file is given up.
    static constexpr int mostProblems = 1'000;
};

}  // namespace tradecore::infrastructure
