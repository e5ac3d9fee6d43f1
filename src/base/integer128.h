// The 128-bit integer of GCC and Clang under one name, so that -Wpedantic speaks of it in one place only.
#pragma once

namespace tradecore {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

}  // namespace tradecore
