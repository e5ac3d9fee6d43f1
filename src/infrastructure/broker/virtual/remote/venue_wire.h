// The wire between a practice venue in a process of its own and its adapter: one JSON object a line, UTF-8, {"kind":…,"body":…}.
// Pure functions; what does not read gives nothing. A WireReader keeps its parser from line to line, on one thread.
#pragma once

#include "infrastructure/broker/virtual/venue_protocol.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tradecore::infrastructure {

// Opens the session that all later lines of the connection belong to; the end of the connection is its end.
using WireRequest = std::variant<VenueSessionId, VenueRequest>;

// Both append one line with its newline.
void appendLine(const WireRequest& request, std::string& out);
void appendLine(const VenueMessage& message, std::string& out);

class WireReader {
public:
    WireReader();
    ~WireReader();
    WireReader(const WireReader&) = delete;
    WireReader& operator=(const WireReader&) = delete;

    // The line without its newline.
    [[nodiscard]] std::optional<WireRequest> request(std::string_view line);
    [[nodiscard]] std::optional<VenueMessage> message(std::string_view line);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tradecore::infrastructure
