#include "application/user/user_service.h"

namespace tradecore::application {

UserService::UserService(CommandBus& bus)
{
    bus.handle<EnsureUser>([](const EnsureUser&, UnitOfWork& work) -> CommandOutcome {
        const StreamId stream = userStream();
        work.recordAll(stream, domain::decideCreate(work.state<domain::UserState>(stream), stream.id.toString()), work.now());
        return {};
    });
    bus.handle<ChangePreference>([](const ChangePreference& command, UnitOfWork& work) -> CommandOutcome {
        const StreamId stream = userStream();
        work.recordAll(stream,
                       domain::decidePreference(work.state<domain::UserState>(stream), command.key, command.value),
                       work.now());
        return {};
    });
}

}  // namespace tradecore::application
