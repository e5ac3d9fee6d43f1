// ReplayBench: a replay on virtual time with files of a temporary folder; and the making of zip archives.
#pragma once

#include "infrastructure/broker/replay/replay_source.h"
#include "tests/support/market/recording_sink.h"
#include "tests/support/time/virtual_time.h"

#include <QByteArray>
#include <QTemporaryDir>

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::test {

// One file in a zip archive.
[[nodiscard]] QByteArray zipOf(const std::string& entryName, const QByteArray& content);

class ReplayFolder {
public:
    // Makes the folders of relativePath; returns the whole path.
    std::string write(const std::string& relativePath, const QByteArray& content) const;
    std::string writeZip(const std::string& relativePath, const QByteArray& content) const;

private:
    QTemporaryDir m_folder;
};

struct ReplayBench {
    explicit ReplayBench(std::vector<std::string> files, double speed = 1,
                         infrastructure::FrameDecoderFactory decoders = nullptr);

    // Connects and subscribes to what the recording has, or to `wanted`.
    void start(std::optional<std::set<domain::InstrumentId>> wanted = std::nullopt);
    void runToTheEnd();
    [[nodiscard]] std::vector<domain::Bar> history(const application::HistoryRequest& request);

    VirtualWorld world;
    VirtualScheduler scheduler{world};
    RecordingSink sink;
    RecordingObserver observer{sink};
    infrastructure::ReplaySource source;
};

}  // namespace tradecore::test
