// Steps between the versions of stored position events (upcaster.h).
#pragma once

#include <string>
#include <string_view>

namespace tradecore::infrastructure {

// Version 1 lacked the money that the fill moved. It was price × quantity, rounded as AccountFillPosted of the same commit has
// it; no fee was taken in the base asset.
[[nodiscard]] bool raisePositionFillAppliedOne(std::string_view payload, std::string& raised);

}  // namespace tradecore::infrastructure
