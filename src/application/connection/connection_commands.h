// Command of StreamingLifecycleManager that concerns a broker connection: what it observed, sent only when it changes. The
// aggregate decides whether it is news (decideConnectionChange), so that a reconnect storm does not fill the journal.
#pragma once

#include "domain/connection/connection.h"

namespace tradecore::application {

struct ConnectionObserved {
    domain::ConnectionId connection;   // stream: connectionStream(connection)
    domain::ConnectionEvent event;
};

}  // namespace tradecore::application
