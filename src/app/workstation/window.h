// Runs the workstation with its window, until it is closed or told to stop. Choosing another source of prices ends this run in
// order and begins the next one with it.
#pragma once

#include "app/workstation/command_line.h"

namespace tradecore::app {

[[nodiscard]] int runWindow(const CommandLine& line);

}  // namespace tradecore::app
