// Planted bugs: wrappings of ports that do what a careless program would do. The simulation must find each; one that it does
// not find means that it is blind. Nothing of this is linked into the programs.
#pragma once

#include "application/port/event_store.h"
#include "application/port/trading_venue.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::simulation {

enum class Plant {
    None,
    SyncIgnored,            // synchronous=OFF: a commit does not reach the disk
    CommitAcknowledgedEarly,// receipts before the commit
    ProjectionSkipped,      // an event without its row
    ResendOnTimeout,        // the classic double order
    ResendAfterRestart,
    FillsDroppedWhileDown,  // fills of an unconfirmed stream are thrown away, and the cursor moves on
    CursorRunsAhead,        // reconciliation skips an execution
    NotFoundEnds,           // "not found" taken for a rejection
    CancelBelieved,         // a cancel shown as done when it was asked for
    FillRenamed,            // a duplicate under another name and piece is booked again
    GateOpen,               // orders while the fill stream is not confirmed
    ReplaceRepeated,
};

[[nodiscard]] const std::vector<Plant>& allPlants();
[[nodiscard]] std::string_view nameOf(Plant plant);
[[nodiscard]] std::optional<Plant> parsePlant(std::string_view name);

// The store as the engine sees it. CommitAcknowledgedEarly and ProjectionSkipped act here.
[[nodiscard]] std::unique_ptr<application::EventStore> plantedStore(Plant plant, application::EventStore& store);

// The venue as the io thread sees it: observed (what leaves is told), and planted.
struct VenueObserver {
    std::function<void(const application::SubmitRequest&)> submit;
    std::function<void(const application::ReplaceRequest&)> replace;
    std::function<void(const application::CancelRequest&)> cancel;
    std::function<bool()> isConfirmed;
    std::function<Timestamp()> now;
    // The submits that the journal says were on their way when the program started.
    std::vector<application::SubmitRequest> inFlight;
};
using MakeVenue = std::function<std::unique_ptr<application::TradingVenue>(application::TradingReportSink&)>;
[[nodiscard]] std::unique_ptr<application::TradingVenue> plantedVenue(Plant plant, VenueObserver observer, const MakeVenue& make,
                                                                      application::TradingReportSink& sink);

}  // namespace tradecore::simulation
