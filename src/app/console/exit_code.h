// Exit codes of tradecorectl; other programs rely on them (docs/api.md).
#pragma once

namespace tradecore::app {

enum ExitCode : int {
    ExitDone = 0,
    ExitFailed = 1,
    ExitUsage = 2,
    ExitCheckFailed = 3,
    ExitNotRunning = 4,
    ExitTimedOut = 5,
};

}  // namespace tradecore::app
