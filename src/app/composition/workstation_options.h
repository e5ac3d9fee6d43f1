// WorkstationOptions: what a start of the program was asked for; made from the command line or by the first-start dialog.
#pragma once

#include "base/timestamp.h"
#include "infrastructure/logging/log_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::app {

struct WorkstationOptions {
    std::string dataDirectory;
    std::string market = "simulated";      // "simulated", "replay", "coinbase"
    std::uint64_t seed = 20'130'410;       // of the simulated market
    std::vector<std::string> symbols;      // watched from the start; empty: the source's first instruments
    std::vector<std::string> replayFiles;  // empty: the recording that comes with the program
    double replaySpeed = 1;                // 0: as fast as possible
    std::string endpoint;                  // one loopback base URL in place of a broker's hosts
    std::string venueFaults;               // script of FaultyVenue, for tests
    std::string venueSocket;               // the practice venue is a process of its own behind it, for tests; empty: a thread here
    Duration venueLatencyMinimum = std::chrono::milliseconds(20);
    Duration venueLatencyMaximum = std::chrono::milliseconds(120);
    infrastructure::LogLevel logLevel = infrastructure::LogLevel::Info;
    bool safeMode = false;                 // no connection, no order entry: read only
};

// "practice-simulated" and its like: each source has a practice account of its own.
[[nodiscard]] std::string practiceAccountOf(const std::string& market);
// "SIM", "REPLAY", "COINBASE".
[[nodiscard]] std::string venueCodeOf(const std::string& market);

}  // namespace tradecore::app
