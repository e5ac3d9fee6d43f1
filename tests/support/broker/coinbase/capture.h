// Reads the raw captures of exchange feeds under TRADECORE_TEST_DATA (default: ../shared beside the sources): the frames that
// were received, with the moment of receipt.
#pragma once

#include "base/timestamp.h"

#include <optional>
#include <string>
#include <vector>

namespace tradecore::test {

struct CapturedFrame {
    Timestamp receivedAt;
    std::string text;
};

// Where the shared test data lies; nothing where it is absent.
[[nodiscard]] std::optional<std::string> sharedDataFolder();
// Empty where the file is absent.
[[nodiscard]] std::vector<CapturedFrame> readCapture(const std::string& path);
[[nodiscard]] std::vector<CapturedFrame> coinbaseCapture();
[[nodiscard]] std::string readWholeFile(const std::string& path);

}  // namespace tradecore::test
