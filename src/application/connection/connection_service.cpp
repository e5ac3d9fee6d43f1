#include "application/connection/connection_service.h"

namespace tradecore::application {

ConnectionService::ConnectionService(CommandBus& bus)
{
    bus.handle<ConnectionObserved>([](const ConnectionObserved& command, UnitOfWork& work) -> CommandOutcome {
        const StreamId stream = connectionStream(command.connection);
        const auto state = work.state<domain::ConnectionState>(stream);
        work.recordAll(stream, domain::decideConnectionChange(state, command.event), work.now());
        return {};
    });
}

}  // namespace tradecore::application
