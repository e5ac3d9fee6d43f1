// LineReader: the lines of a ByteSource, with their numbers. A line longer than the bound ends the file with an error; CR
// before LF is dropped. io thread.
#pragma once

#include "infrastructure/broker/replay/byte_source.h"
#include "infrastructure/broker/replay/replay_reader.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

class LineReader {
public:
    // name: of the file, for people.
    LineReader(std::unique_ptr<ByteSource> bytes, std::string name, std::size_t longestLine);

    // Nothing at the end; the text holds until the next call. An error is fatal and stays.
    [[nodiscard]] Result<std::optional<std::string_view>, ReplayProblem> next();
    [[nodiscard]] std::int64_t lineNumber() const { return m_lineNumber; }
    // A problem of the current line; fatal once there have been ReplayReader::mostProblems of them.
    [[nodiscard]] ReplayProblem problem(std::string_view sentence);
    [[nodiscard]] ReplayProblem fatalProblem(std::string_view sentence);

private:
    [[nodiscard]] Result<bool, ReplayProblem> fill();
    [[nodiscard]] std::string place() const;

    std::unique_ptr<ByteSource> m_bytes;
    std::string m_name;
    std::size_t m_longestLine;
    std::string m_buffer;
    std::size_t m_start = 0;
    std::size_t m_searched = 0;
    std::int64_t m_lineNumber = 0;
    int m_problems = 0;
    bool m_atEnd = false;
    std::optional<ReplayProblem> m_failed;
};

}  // namespace tradecore::infrastructure
