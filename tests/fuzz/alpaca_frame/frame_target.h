// The body of the fuzzer: one input as a frame of either stream and as an answer of the REST interface, in JSON and as MessagePack.
// A function of its own, so that the corpus also runs without a fuzzing compiler.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tradecore::test {

// Ends the program where a decoder breaks a promise.
void feedAlpacaBytes(const std::uint8_t* bytes, std::size_t size);

}  // namespace tradecore::test
