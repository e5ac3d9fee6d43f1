// ByteSource: the bytes of a plain file, or of the first file inside a zip archive (libarchive), in pieces. Bounded: an
// archive that unpacks to more than mostUnpackedBytes, or to far more than its own size, is refused while it is read, so that a
// hostile one costs neither memory nor minutes. io thread.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace tradecore::infrastructure {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    // 0 at the end. The error is a sentence without the name of the file.
    [[nodiscard]] virtual Result<std::size_t, std::string> read(char* buffer, std::size_t size) = 0;

    static constexpr std::int64_t mostUnpackedBytes = std::int64_t{4} << 30;
    // Real tick files shrink to a tenth; more than a hundredth beyond the first 64 MiB is no market data.
    static constexpr std::int64_t mostRatio = 100;
    static constexpr std::int64_t ratioFreeBytes = std::int64_t{64} << 20;
};

[[nodiscard]] Result<std::unique_ptr<ByteSource>, std::string> openPlainFile(const std::string& path);

struct ZipFile {
    std::unique_ptr<ByteSource> bytes;
    std::string entryName;  // "20131007_spy_Trade_Tick.csv"
};
[[nodiscard]] Result<ZipFile, std::string> openZipFile(const std::string& path);

}  // namespace tradecore::infrastructure
