#include "infrastructure/persistence/codec/upcaster.h"

namespace tradecore::infrastructure {

std::span<const Upcaster> storedUpcasters()
{
    return {};
}

}  // namespace tradecore::infrastructure
