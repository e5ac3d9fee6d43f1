// ReplayMerge: the events of several readers in one order of time; events of one moment come in the order of the files. It
// reads one event ahead in each file. io thread.
#pragma once

#include "infrastructure/broker/replay/replay_reader.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tradecore::infrastructure {

class ReplayMerge {
public:
    void add(std::unique_ptr<ReplayReader> reader);

    // When the next event is due; nothing at the end and after a fatal problem.
    [[nodiscard]] std::optional<Timestamp> nextTime();
    struct Taken {
        ReplayEvent event;
        FrameDecoder* decoder = nullptr;
    };
    // Only where nextTime() has one.
    [[nodiscard]] Taken take();
    // The lines that could not be read since the last call.
    [[nodiscard]] std::vector<std::string> takeProblems() { return std::exchange(m_problems, {}); }
    // The sentence of the file that ended the replay.
    [[nodiscard]] const std::optional<std::string>& fatal() const { return m_fatal; }
    // Declared by the files, the first declaration of an id winning.
    [[nodiscard]] std::vector<domain::Instrument> instruments() const;

private:
    struct Head {
        std::unique_ptr<ReplayReader> reader;
        std::optional<ReplayEvent> event;
        bool isRead = false;  // event is the next one, or there is none
    };
    void prime(Head& head);

    std::vector<Head> m_heads;
    std::vector<std::string> m_problems;
    std::optional<std::string> m_fatal;
};

}  // namespace tradecore::infrastructure
