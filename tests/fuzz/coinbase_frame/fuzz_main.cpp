#include "tests/fuzz/coinbase_frame/frame_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    tradecore::test::feedCoinbaseFrames(bytes, size);
    return 0;
}
