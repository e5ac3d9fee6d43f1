// MarketTimeFile: where a practice market goes on after a restart. It never goes back: while the program runs, a time a little
// ahead is on disk, which a restart after a crash begins at; a clean end stores the exact time. One file in the data directory,
// one entry a market. io thread.
#pragma once

#include "base/timestamp.h"

#include <optional>
#include <string>

namespace tradecore::app {

class MarketTimeFile {
public:
    static constexpr Duration reserve = std::chrono::seconds(15);
    static constexpr Duration interval = std::chrono::seconds(5);

    explicit MarketTimeFile(std::string dataDirectory) : m_dataDirectory(std::move(dataDirectory)) {}

    // Nothing where the market is new here or the file cannot be read.
    [[nodiscard]] std::optional<Timestamp> load(const std::string& market) const;
    [[nodiscard]] bool store(const std::string& market, Timestamp time) const;

private:
    [[nodiscard]] std::string path() const;
    std::string m_dataDirectory;
};

}  // namespace tradecore::app
