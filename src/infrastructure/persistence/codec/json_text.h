// JSON as the journal stores it: compact, keys in the order they are written, escapes only where RFC 8259 asks for them.
// Text that is not valid UTF-8 cannot stand in JSON: each broken byte becomes U+FFFD, so that a hostile report never makes
// a journal that cannot be read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

// Appends the text in quotes, escaped.
void appendJsonString(std::string& out, std::string_view text);
void appendInteger(std::string& out, std::int64_t value);
void appendUnsigned(std::string& out, std::uint64_t value);

}  // namespace tradecore::infrastructure
