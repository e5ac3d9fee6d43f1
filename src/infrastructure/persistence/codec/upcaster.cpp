#include "infrastructure/persistence/codec/upcaster.h"

#include "infrastructure/persistence/codec/position_upcasters.h"

namespace tradecore::infrastructure {

std::span<const Upcaster> storedUpcasters()
{
    static constexpr Upcaster steps[] = {{"position.fill_applied", 1, raisePositionFillAppliedOne}};
    return steps;
}

}  // namespace tradecore::infrastructure
