#include "app/console/console_command.h"

namespace tradecore::app {

std::vector<ConsoleCommand> verifyCommands()
{
    return {};
}

}  // namespace tradecore::app
