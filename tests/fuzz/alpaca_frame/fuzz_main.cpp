#include "tests/fuzz/alpaca_frame/frame_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    tradecore::test::feedAlpacaBytes(bytes, size);
    return 0;
}
