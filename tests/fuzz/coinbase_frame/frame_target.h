// The body of the fuzzer: one input through the frame handler, and through both ways of the frame parser, which must agree. A
// function of its own, so that the corpus also runs without a fuzzing compiler.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tradecore::test {

// The input's lines are frames of one connection. Ends the program where the handler breaks a promise.
void feedCoinbaseFrames(const std::uint8_t* bytes, std::size_t size);

}  // namespace tradecore::test
