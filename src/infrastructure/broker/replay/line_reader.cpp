#include "infrastructure/broker/replay/line_reader.h"

#include <utility>

namespace tradecore::infrastructure {

LineReader::LineReader(std::unique_ptr<ByteSource> bytes, std::string name, std::size_t longestLine)
    : m_bytes(std::move(bytes)), m_name(std::move(name)), m_longestLine(longestLine)
{
}

std::string LineReader::place() const
{
    return m_name + ", line " + std::to_string(m_lineNumber) + ": ";
}

ReplayProblem LineReader::problem(std::string_view sentence)
{
    if (++m_problems < ReplayReader::mostProblems)
        return {place() + std::string(sentence), /*isFatal=*/false};
    return fatalProblem(std::string(sentence) + "; too many lines of this file cannot be read");
}

ReplayProblem LineReader::fatalProblem(std::string_view sentence)
{
    m_failed = ReplayProblem{place() + std::string(sentence), /*isFatal=*/true};
    return *m_failed;
}

// True while there may be more.
Result<bool, ReplayProblem> LineReader::fill()
{
    if (m_atEnd)
        return false;
    m_buffer.erase(0, m_start);
    m_searched -= m_start;
    m_start = 0;
    constexpr std::size_t pieceBytes = 65'536;
    const std::size_t before = m_buffer.size();
    m_buffer.resize(before + pieceBytes);
    const auto count = m_bytes->read(m_buffer.data() + before, pieceBytes);
    if (!count) {
        m_buffer.resize(before);
        ++m_lineNumber;
        return failure(fatalProblem(count.error()));
    }
    m_buffer.resize(before + *count);
    m_atEnd = *count == 0;
    return !m_atEnd;
}

Result<std::optional<std::string_view>, ReplayProblem> LineReader::next()
{
    while (true) {
        if (m_failed)
            return failure(*m_failed);
        const auto end = m_buffer.find('\n', m_searched);
        if (end != std::string::npos || (m_atEnd && m_start < m_buffer.size())) {
            const std::size_t stop = end == std::string::npos ? m_buffer.size() : end;
            std::string_view line = std::string_view(m_buffer).substr(m_start, stop - m_start);
            m_start = end == std::string::npos ? stop : stop + 1;
            m_searched = m_start;
            ++m_lineNumber;
            if (line.size() > m_longestLine)
                return failure(fatalProblem("the line is longer than any line of this format"));
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            return std::optional(line);
        }
        m_searched = m_buffer.size();
        if (m_buffer.size() - m_start > m_longestLine) {
            ++m_lineNumber;
            return failure(fatalProblem("the line is longer than any line of this format"));
        }
        const auto more = fill();
        if (!more)
            return failure(more.error());
        if (!*more && m_start >= m_buffer.size())
            return std::optional<std::string_view>();
    }
}

}  // namespace tradecore::infrastructure
