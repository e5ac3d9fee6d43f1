// ConnectionService: handles ConnectionObserved. Engine thread.
#pragma once

#include "application/bus/command_bus.h"
#include "application/connection/connection_commands.h"

namespace tradecore::application {

class ConnectionService {
public:
    explicit ConnectionService(CommandBus& bus);
};

}  // namespace tradecore::application
