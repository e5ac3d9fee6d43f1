#include "tests/support/broker/coinbase/capture.h"

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tradecore::test {

std::optional<std::string> sharedDataFolder()
{
    std::filesystem::path folder;
    if (const char* const named = std::getenv("TRADECORE_TEST_DATA"))
        folder = named;
    else if (const char* const sources = std::getenv("TRADECORE_SOURCE_DIR"))
        folder = std::filesystem::path(sources) / ".." / "shared";
    if (folder.empty() || !std::filesystem::is_directory(folder))
        return std::nullopt;
    return folder.string();
}

std::vector<CapturedFrame> readCapture(const std::string& path)
{
    std::vector<CapturedFrame> frames;
    std::ifstream file(path, std::ios::binary);
    std::string line;
    while (std::getline(file, line)) {
        const auto colon = line.find(": ");
        // Lines of the form "seconds.fraction: text" were received; those with an address were sent.
        if (colon == std::string::npos || line.empty() || !std::isdigit(static_cast<unsigned char>(line.front())))
            continue;
        const auto point = line.find('.');
        std::string fraction = point < colon ? line.substr(point + 1, colon - point - 1) : std::string();
        fraction.resize(9, '0');
        const auto seconds = std::strtoll(line.c_str(), nullptr, 10);
        frames.push_back({Timestamp::fromNanoseconds(seconds * 1'000'000'000 + std::strtoll(fraction.c_str(), nullptr, 10)),
                          line.substr(colon + 2)});
    }
    return frames;
}

std::vector<CapturedFrame> coinbaseCapture()
{
    const auto folder = sharedDataFolder();
    return folder ? readCapture(*folder + "/data/ws/cryptofeed/COINBASE.ws.28.0") : std::vector<CapturedFrame>();
}

std::string readWholeFile(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace tradecore::test
