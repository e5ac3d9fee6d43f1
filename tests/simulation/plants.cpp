#include "tests/simulation/plants.h"

namespace tradecore::simulation {

const std::vector<Plant>& allPlants()
{
    static const std::vector<Plant> all{Plant::SyncIgnored,      Plant::CommitAcknowledgedEarly, Plant::ProjectionSkipped,
                                        Plant::ResendOnTimeout,  Plant::ResendAfterRestart,      Plant::FillsDroppedWhileDown,
                                        Plant::CursorRunsAhead,  Plant::NotFoundEnds,            Plant::CancelBelieved,
                                        Plant::FillRenamed,      Plant::GateOpen,                Plant::ReplaceRepeated};
    return all;
}

std::string_view nameOf(Plant plant)
{
    switch (plant) {
    case Plant::None: return "none";
    case Plant::SyncIgnored: return "sync-ignored";
    case Plant::CommitAcknowledgedEarly: return "commit-acknowledged-early";
    case Plant::ProjectionSkipped: return "projection-skipped";
    case Plant::ResendOnTimeout: return "resend-on-timeout";
    case Plant::ResendAfterRestart: return "resend-after-restart";
    case Plant::FillsDroppedWhileDown: return "fills-dropped-while-down";
    case Plant::CursorRunsAhead: return "cursor-runs-ahead";
    case Plant::NotFoundEnds: return "not-found-ends";
    case Plant::CancelBelieved: return "cancel-believed";
    case Plant::FillRenamed: return "fill-renamed";
    case Plant::GateOpen: return "gate-open";
    case Plant::ReplaceRepeated: return "replace-repeated";
    }
    return {};
}

std::optional<Plant> parsePlant(std::string_view name)
{
    for (const Plant plant : allPlants()) {
        if (nameOf(plant) == name)
            return plant;
    }
    return std::nullopt;
}

}  // namespace tradecore::simulation
