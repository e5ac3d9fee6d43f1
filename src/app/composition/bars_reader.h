// Bars for a reader that does not watch them (the console): what the handler knows of the series laid over the source's history.
// io thread.
#pragma once

#include "app/composition/io_graph.h"
#include "application/market/market_access.h"

#include <functional>

namespace tradecore::app {

void readBars(IoGraph& io, const application::BarsRequest& request,
              std::function<void(const application::BarsAnswer&)> onAnswer);

}  // namespace tradecore::app
