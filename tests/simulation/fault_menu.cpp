#include "tests/simulation/fault_menu.h"

namespace tradecore::simulation {

const std::set<FaultClass>& allFaults()
{
    static const std::set<FaultClass> all{
        FaultClass::LostRequest,  FaultClass::LostReport,        FaultClass::LostAnswer,    FaultClass::DuplicateReport,
        FaultClass::Delay,        FaultClass::Disconnect,        FaultClass::DisconnectOnSubmit, FaultClass::HalfOpen,
        FaultClass::MuteReports,  FaultClass::NotFoundForAWhile, FaultClass::MarketMute,    FaultClass::MarketDisconnect,
        FaultClass::MarketBadTick, FaultClass::ClockJump,        FaultClass::Suspend,       FaultClass::Kill,
        FaultClass::DiskError};
    return all;
}

std::string_view nameOf(FaultClass fault)
{
    switch (fault) {
    case FaultClass::LostRequest: return "lost-request";
    case FaultClass::LostReport: return "lost-report";
    case FaultClass::LostAnswer: return "lost-answer";
    case FaultClass::DuplicateReport: return "duplicate-report";
    case FaultClass::Delay: return "delay";
    case FaultClass::Disconnect: return "disconnect";
    case FaultClass::DisconnectOnSubmit: return "disconnect-on-submit";
    case FaultClass::HalfOpen: return "half-open";
    case FaultClass::MuteReports: return "mute-reports";
    case FaultClass::NotFoundForAWhile: return "not-found-for-a-while";
    case FaultClass::MarketMute: return "market-mute";
    case FaultClass::MarketDisconnect: return "market-disconnect";
    case FaultClass::MarketBadTick: return "market-bad-tick";
    case FaultClass::ClockJump: return "clock-jump";
    case FaultClass::Suspend: return "suspend";
    case FaultClass::Kill: return "kill";
    case FaultClass::DiskError: return "disk-error";
    }
    return {};
}

FaultMenu FaultMenu::draw(Random& random)
{
    FaultMenu menu;
    for (const FaultClass fault : allFaults()) {
        if (random.below(2) == 0)
            menu.on.insert(fault);
    }
    menu.lossPerMille = 1 + random.below(100);
    menu.duplicatePerMille = 10 + random.below(400);
    menu.delayPerMille = 10 + random.below(300);
    menu.longestDelay = std::chrono::milliseconds(random.between(5, 12'000));
    menu.disconnectsPerHour = 1 + random.below(12);
    menu.onSubmitPerMille = 20 + random.below(200);
    menu.notFoundFor = std::chrono::seconds(random.between(1, 20));
    menu.killsPerHour = 1 + random.below(6);
    menu.mutesPerHour = 1 + random.below(4);
    menu.jumpsPerHour = 1 + random.below(4);
    return menu;
}

std::string FaultMenu::toString() const
{
    std::string out;
    for (const FaultClass fault : on)
        out += (out.empty() ? "" : ", ") + std::string(nameOf(fault));
    return out.empty() ? "none" : out;
}

}  // namespace tradecore::simulation
