#include "app/composition/workstation_options.h"

namespace tradecore::app {

std::string practiceAccountOf(const std::string& market)
{
    return "practice-" + market;
}

std::string venueCodeOf(const std::string& market)
{
    if (market == "coinbase")
        return "COINBASE";
    return market == "replay" ? "REPLAY" : "SIM";
}

}  // namespace tradecore::app
