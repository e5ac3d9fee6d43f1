// A reader of MessagePack (github.com/msgpack/msgpack, spec.md), as Alpaca speaks it: all types, and the timestamp extension
// (type -1, of 4, 8 and 12 bytes). Every length is checked against the bytes that are there before anything is made of it.
#pragma once

#include "infrastructure/broker/alpaca/wire_tape.h"

#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure::alpaca {

// Appends the one value that bytes hold; the texts of the nodes are views into bytes. Null when read, what is wrong otherwise.
[[nodiscard]] const char* readMessagePack(std::string_view bytes, std::vector<WireNode>& nodes);

}  // namespace tradecore::infrastructure::alpaca
