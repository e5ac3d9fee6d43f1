#include "infrastructure/broker/alpaca/http_reader.h"

#include <algorithm>
#include <charconv>

namespace tradecore::infrastructure::alpaca {

namespace {

constexpr std::size_t largestHead = 64 * 1024;
constexpr std::size_t longestChunkLine = 1024;

std::string lower(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

std::optional<std::size_t> numberOf(std::string_view text, int base)
{
    std::size_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size() ? std::nullopt : std::optional(value);
}

}  // namespace

std::optional<std::string_view> HttpReader::header(std::string_view name) const
{
    const auto found = m_headers.find(name);
    return found == m_headers.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

HttpReader::State HttpReader::take(std::string_view bytes)
{
    m_waiting.append(bytes);
    for (bool goesOn = true; goesOn && m_state == State::Reading;)
        step(goesOn);
    return m_state;
}

HttpReader::State HttpReader::takeEnd()
{
    if (m_state == State::Reading && m_part == Part::UntilEnd)
        m_state = State::Done;
    else if (m_state == State::Reading)
        breakOff(m_part == Part::Head && m_waiting.empty() ? "the connection was closed without an answer" : "the answer broke off");
    m_keepsAlive = false;
    return m_state;
}

void HttpReader::step(bool& goesOn)
{
    goesOn = false;
    switch (m_part) {
    case Part::Head: {
        const auto end = m_waiting.find("\r\n\r\n");
        if (end == std::string::npos) {
            if (m_waiting.size() > largestHead)
                breakOff("the head of the answer is too long");
            return;
        }
        const std::string head = m_waiting.substr(0, end);
        m_waiting.erase(0, end + 4);
        if (!readHead(head))
            return;
        goesOn = true;
        // 1xx is a word in between.
        if (m_status >= 200)
            beginBody();
        else
            m_headers.clear();
        return;
    }
    case Part::Sized:
    case Part::Chunk: {
        const std::size_t taken = std::min(m_left, m_waiting.size());
        m_body.append(m_waiting, 0, taken);
        m_waiting.erase(0, taken);
        m_left -= taken;
        if (m_left > 0)
            return;
        if (m_part == Part::Sized) {
            m_state = State::Done;
            return;
        }
        m_part = Part::ChunkEnd;
        goesOn = true;
        return;
    }
    case Part::ChunkEnd: {
        const auto line = takeLine();
        if (line && !line->empty())
            breakOff("a chunk without its end");
        m_part = line ? Part::ChunkSize : Part::ChunkEnd;
        goesOn = line.has_value();
        return;
    }
    case Part::ChunkSize: readChunkSize(goesOn); return;
    case Part::Trailer: {
        const auto line = takeLine();
        goesOn = line.has_value();
        if (line && line->empty())
            m_state = State::Done;
        return;
    }
    case Part::UntilEnd:
        m_body += m_waiting;
        m_waiting.clear();
        if (m_body.size() > m_largestBody)
            breakOff("the answer is too large");
        return;
    }
}

bool HttpReader::readHead(std::string_view head)
{
    const std::string_view statusLine = trimmed(head.substr(0, head.find('\n')));
    const auto status = statusLine.size() >= 12 && (statusLine.starts_with("HTTP/1.1 ") || statusLine.starts_with("HTTP/1.0 "))
        ? numberOf(statusLine.substr(9, 3), 10)
        : std::nullopt;
    if (!status || *status < 100 || *status > 599) {
        breakOff("this is not HTTP");
        return false;
    }
    m_status = static_cast<int>(*status);
    m_keepsAlive = statusLine[7] == '1';
    for (auto at = head.find('\n'); at != std::string_view::npos; at = head.find('\n', at + 1)) {
        const auto line = head.substr(at + 1, head.find('\n', at + 1) - at - 1);
        const auto colon = line.find(':');
        if (colon != std::string_view::npos)
            m_headers.insert_or_assign(lower(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1))));
    }
    if (const auto connection = header("connection"); connection && lower(*connection) == "close")
        m_keepsAlive = false;
    return true;
}

void HttpReader::beginBody()
{
    const auto encoding = header("transfer-encoding");
    const auto length = header("content-length");
    if (m_status == 204 || m_status == 304) {
        m_state = State::Done;
    } else if (encoding) {
        m_part = Part::ChunkSize;
        if (lower(*encoding) != "chunked")
            breakOff("an encoding that was not asked for");
    } else if (length) {
        const auto size = numberOf(*length, 10);
        if (!size)
            breakOff("a length that is no number");
        else if (*size > m_largestBody)
            breakOff("the answer is too large");
        m_left = size.value_or(0);
        m_part = Part::Sized;
    } else {
        m_part = Part::UntilEnd;
    }
}

void HttpReader::readChunkSize(bool& goesOn)
{
    const auto line = takeLine();
    if (!line)
        return;
    goesOn = true;
    const auto size = numberOf(trimmed(std::string_view(*line).substr(0, line->find(';'))), 16);
    if (!size) {
        breakOff("a chunk without a size");
    } else if (*size > m_largestBody || m_body.size() + *size > m_largestBody) {
        breakOff("the answer is too large");
    } else {
        m_left = *size;
        m_part = *size == 0 ? Part::Trailer : Part::Chunk;
    }
}

std::optional<std::string> HttpReader::takeLine()
{
    const auto end = m_waiting.find('\n');
    if (end == std::string::npos) {
        if (m_waiting.size() > longestChunkLine)
            breakOff("a line that does not end");
        return std::nullopt;
    }
    std::string line(trimmed(std::string_view(m_waiting).substr(0, end)));
    m_waiting.erase(0, end + 1);
    return line;
}

void HttpReader::breakOff(const char* why)
{
    m_state = State::Broken;
    m_why = why;
}

}  // namespace tradecore::infrastructure::alpaca
