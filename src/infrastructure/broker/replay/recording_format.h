// TradeCore's own recording of a market (.tcr): lines of text, described in docs/recording-format.md. RecordingReader reads
// one as replay events, recordingHeader() and recordingLine() write one. Pure text in and out; io thread for the reader.
#pragma once

#include "infrastructure/broker/replay/line_reader.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

class RecordingReader : public ReplayReader {
public:
    // Reads the header at once; a problem of it is told by the first next().
    explicit RecordingReader(LineReader lines);
    [[nodiscard]] Result<std::optional<ReplayEvent>, ReplayProblem> next() override;
    [[nodiscard]] const std::vector<domain::Instrument>& instruments() const override { return m_instruments; }

    static constexpr std::size_t longestLine = 1'024;
    static constexpr std::size_t mostInstruments = 1'000;
    static constexpr Duration longestRecording = std::chrono::hours(24 * 366);

private:
    // Sentences where the line is wrong.
    [[nodiscard]] std::string_view parseHeaderLine(std::string_view line);
    [[nodiscard]] std::string_view parseInstrument(const std::vector<std::string_view>& fields, std::string_view line);
    [[nodiscard]] Result<ReplayEvent, std::string_view> parseEvent(const std::vector<std::string_view>& fields) const;
    [[nodiscard]] Result<std::optional<ReplayEvent>, ReplayProblem> finish(const std::vector<std::string_view>& fields);
    void readHeader();

    LineReader m_lines;
    std::vector<domain::Instrument> m_instruments;
    std::optional<Timestamp> m_start;
    std::optional<ReplayProblem> m_headerProblem;
    Timestamp m_latest;
    std::int64_t m_events = 0;
    bool m_hasEnded = false;
};

// The lines in front of the events.
[[nodiscard]] std::string recordingHeader(Timestamp start, const std::vector<domain::Instrument>& instruments);
// One line; number is the place of the instrument in the header, from 0.
[[nodiscard]] std::string recordingLine(Timestamp start, std::size_t number, const domain::Quote& quote);
[[nodiscard]] std::string recordingLine(Timestamp start, std::size_t number, const domain::Trade& trade);
[[nodiscard]] std::string recordingEnd(std::int64_t events);

}  // namespace tradecore::infrastructure
