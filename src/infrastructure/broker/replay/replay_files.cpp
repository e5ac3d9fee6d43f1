#include "infrastructure/broker/replay/replay_files.h"

#include "infrastructure/broker/replay/capture_reader.h"
#include "infrastructure/broker/replay/recording_format.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace tradecore::infrastructure {

namespace {

constexpr std::size_t longestLeanLine = 256;

std::string nameOf(const std::string& path)
{
    return std::filesystem::path(path).filename().string();
}

Result<ReplayFile, std::string> openLeanFile(const std::string& path)
{
    const auto file = parseLeanPath(path);
    if (!file) {
        return failure(path + ": its folders do not say what it is. A Lean file lies as "
                       "equity/tick/SYMBOL/YYYYMMDD_trade.zip.");
    }
    const bool isTicks = file->resolution == LeanResolution::Tick;
    if (isTicks ? file->isCrypto : file->kind == LeanKind::Quote)
        return failure(path + ": replay reads equity ticks and trade bars, not this kind of Lean file.");
    auto zip = openZipFile(path);
    if (!zip)
        return failure(path + ": " + zip.error() + '.');
    LineReader lines(std::move(zip->bytes), file->symbol + ' ' + nameOf(path), longestLeanLine);
    ReplayFile out;
    if (isTicks) {
        out.reader = std::make_unique<LeanTickReader>(*file, std::move(lines));
        return out;
    }
    auto bars = readLeanBars(*file, std::move(lines));
    if (!bars)
        return failure(bars.error().text + '.');
    out.bars = std::move(*bars);
    return out;
}

}  // namespace

Result<ReplayFile, std::string> openReplayFile(const std::string& path, const FrameDecoderFactory& decoders)
{
    if (path.ends_with(".zip"))
        return openLeanFile(path);
    auto bytes = openPlainFile(path);
    if (!bytes)
        return failure(path + ": " + bytes.error() + '.');
    ReplayFile out;
    if (path.ends_with(".tcr")) {
        out.reader = std::make_unique<RecordingReader>(
            LineReader(std::move(*bytes), nameOf(path), RecordingReader::longestLine));
    } else {
        out.reader = std::make_unique<CaptureReader>(
            LineReader(std::move(*bytes), nameOf(path), CaptureReader::longestLine), decoders);
    }
    return out;
}

std::optional<std::string> productListBeside(const std::string& path, const std::vector<std::string>& paths)
{
    const std::filesystem::path file(path);
    const std::string name = file.filename().string();
    const auto mark = name.find(".ws.");
    if (mark == std::string::npos || mark == 0)
        return std::nullopt;
    const std::string beside = (file.parent_path() / (name.substr(0, mark) + ".0")).string();
    std::error_code error;
    const bool isThere = std::filesystem::is_regular_file(beside, error);
    return isThere && std::ranges::find(paths, beside) == paths.end() ? std::optional(beside) : std::nullopt;
}

}  // namespace tradecore::infrastructure
