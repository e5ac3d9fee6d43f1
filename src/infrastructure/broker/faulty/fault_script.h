// FaultScript: which faults a FaultyVenue plays, parsed from a small text.
//
//   script  = fault { "," fault }
//   fault   = name [ ":" target [ ":" delay ] ]
//   target  = ordinal (1 is the first request of the fault's kind) | "*" | client order id prefix (begins with a letter, or
//             is written id=PREFIX)
//   delay   = number with "ms" or "s" (late-ack)
//
//   name                  what happens
//   drop-submit           the submit never reaches the venue; it is unanswered
//   drop-answer           the venue gets the submit, its answers are lost; it is unanswered, later fills are delivered
//   late-ack              the acknowledgement comes after the delay (default 7s: after the answer time-out)
//   fill-before-ack       the first fill comes before the acknowledgement
//   duplicate             each report of the order comes twice
//   lose-fill             the order's first fill is lost
//   reject-cancel         the cancel is refused and never reaches the venue
//   disconnect            the connection is lost between the submit and its acknowledgement
//   mute                  after=N requests nothing is heard, heartbeats neither; mute:after=0 from the start
//   mute-heartbeats-only  after=N requests no reports and no answers, but heartbeats go on
#pragma once

#include "application/port/trading_venue.h"
#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

enum class FaultKind {
    DropSubmit,
    DropAnswer,
    LateAcknowledgement,
    FillBeforeAcknowledgement,
    DuplicateReports,
    LoseFill,
    RejectCancel,
    Disconnect,
    Mute,
    MuteExceptHeartbeats,
};

struct Fault {
    FaultKind kind = FaultKind::DropSubmit;
    // One of the three: an ordinal (0: every one), or a prefix, or for the mutes the number of requests before.
    std::uint64_t ordinal = 0;
    std::string idPrefix;
    Duration delay = std::chrono::seconds(7);
    friend bool operator==(const Fault&, const Fault&) = default;
};

struct FaultScript {
    std::vector<Fault> faults;

    // The error is a sentence that names the part which could not be read. Empty text is an empty script.
    [[nodiscard]] static Result<FaultScript, std::string> parse(std::string_view text);
    // The first fault of a kind that aims at this order, the ordinal counting requests of one kind from 1.
    [[nodiscard]] std::optional<Fault> find(FaultKind kind, const domain::ClientOrderId& order, std::uint64_t ordinal) const;
};

[[nodiscard]] std::string_view nameOf(FaultKind kind);

}  // namespace tradecore::infrastructure
