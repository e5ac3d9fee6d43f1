// The recording that ships with the program, made by the simulated market; the same text on every machine.
#pragma once

#include <string>

namespace tradecore::test {

[[nodiscard]] std::string firstLightRecording();

}  // namespace tradecore::test
