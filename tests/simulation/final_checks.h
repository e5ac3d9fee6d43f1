// What must hold when the faults are over and two minutes have passed: the books of the journal are those of the venue.
#pragma once

#include "tests/simulation/simulated_desk.h"

namespace tradecore::simulation {

void checkAtRest(SimulatedDesk& desk, Auditor& auditor);

}  // namespace tradecore::simulation
