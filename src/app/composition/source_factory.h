// Makes the market-data source that the options ask for. io thread.
#pragma once

#include "app/composition/io_graph.h"
#include "app/composition/workstation_options.h"

namespace tradecore::app {

// A sentence where the options name no source that exists or its endpoint is not allowed; nothing is made then.
[[nodiscard]] Result<SourceFactory, std::string> sourceFactoryFor(const WorkstationOptions& options, const Clock& clock,
                                                                  Timestamp startAt);

}  // namespace tradecore::app
