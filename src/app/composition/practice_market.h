// Joins a market to the practice venue that fills against it: each item of the lossless channel goes into the venue's bounded
// queue, what a live source lost on the way is told, so that fills are suspended, and DAY orders end with the source's session.
#pragma once

#include "app/composition/io_graph.h"
#include "infrastructure/broker/virtual/practice_venue.h"

#include <string>

namespace tradecore::app {

// On the io thread, before IoGraph::start(); the venue outlives the graph.
void joinPracticeMarket(IoGraph& io, infrastructure::PracticeVenue& venue, const std::string& source);

}  // namespace tradecore::app
