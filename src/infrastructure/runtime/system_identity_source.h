// SystemIdentitySource: random ids from the operating system's generator. Any thread.
#pragma once

#include "base/identity_source.h"

namespace tradecore::infrastructure {

class SystemIdentitySource : public IdentitySource {
public:
    [[nodiscard]] Uuid next() override;
};

}  // namespace tradecore::infrastructure
