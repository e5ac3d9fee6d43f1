// IdentitySource: the port for new random ids (client order ids, command ids). Production draws from the operating system,
// the simulation from its seed. Used on one thread each.
#pragma once

#include "base/uuid.h"

namespace tradecore {

class IdentitySource {
public:
    virtual ~IdentitySource() = default;
    [[nodiscard]] virtual Uuid next() = 0;
};

}  // namespace tradecore
