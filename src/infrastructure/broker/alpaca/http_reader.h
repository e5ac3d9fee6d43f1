// HttpReader: one HTTP/1.1 answer from the bytes of a connection: status, headers, and a body by Content-Length, in chunks, or up to
// the close. Sizes are bounded. Pure; bytes are hostile. RFC 9112.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tradecore::infrastructure::alpaca {

class HttpReader {
public:
    enum class State { Reading, Done, Broken };

    explicit HttpReader(std::size_t largestBody) : m_largestBody(largestBody) {}

    State take(std::string_view bytes);
    // The connection has ended: a body without a length is whole now, everything else that is not done has broken off.
    State takeEnd();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] const std::string& body() const { return m_body; }
    [[nodiscard]] const char* why() const { return m_why; }
    // Names in lower case.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    [[nodiscard]] bool mayGoOn() const { return m_state == State::Done && m_keepsAlive && m_waiting.empty(); }

private:
    enum class Part { Head, Sized, ChunkSize, Chunk, ChunkEnd, Trailer, UntilEnd };

    void step(bool& goesOn);
    [[nodiscard]] bool readHead(std::string_view head);
    void beginBody();
    void readChunkSize(bool& goesOn);
    [[nodiscard]] std::optional<std::string> takeLine();
    void breakOff(const char* why);

    const std::size_t m_largestBody;
    State m_state = State::Reading;
    Part m_part = Part::Head;
    std::string m_waiting;
    std::size_t m_left = 0;
    int m_status = 0;
    bool m_keepsAlive = true;
    std::map<std::string, std::string, std::less<>> m_headers;
    std::string m_body;
    const char* m_why = "";
};

}  // namespace tradecore::infrastructure::alpaca
