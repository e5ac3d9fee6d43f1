// Commands that concern the user of this data directory.
#pragma once

#include <string>

namespace tradecore::application {

struct EnsureUser {};
struct ChangePreference {
    std::string key;
    std::string value;
};

}  // namespace tradecore::application
