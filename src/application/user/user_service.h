// UserService: handles the commands of user_commands.h. Engine thread.
#pragma once

#include "application/bus/command_bus.h"
#include "application/user/user_commands.h"

namespace tradecore::application {

class UserService {
public:
    explicit UserService(CommandBus& bus);
};

}  // namespace tradecore::application
