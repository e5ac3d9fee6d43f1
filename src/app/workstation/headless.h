// Runs the services without a window: prints one line when orders can be placed, runs until told or until the duration is over,
// and ends with exit code 0 after an orderly shutdown.
#pragma once

#include "app/workstation/command_line.h"

namespace tradecore::app {

[[nodiscard]] int runHeadless(const CommandLine& line);

}  // namespace tradecore::app
