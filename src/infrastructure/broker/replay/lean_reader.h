// LeanTickReader: Lean equity ticks, trades or quotes, as replay events. LeanBars: a Lean file of second or minute bars, read
// as a whole (a day has at most 86 400 of them). Formats: lean_file.h; one line is
//   trade  ms,price,size,exchange,saleCondition(hex),suspicious
//   quote  ms,bid,bidSize,ask,askSize,exchange,condition,suspicious: one side filled, the other 0
//   bar    ms,open,high,low,close,volume
#pragma once

#include "domain/market/bar.h"
#include "infrastructure/broker/replay/lean_file.h"
#include "infrastructure/broker/replay/line_reader.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure {

// Whether a trade with these Lean sale-condition flags makes open, high, low and close. The rule was found on real days of
// 2013 by comparing ticks with the minute bars of the same publisher; volume counts always.
[[nodiscard]] bool countsForPrice(std::uint32_t saleCondition);

class LeanTickReader : public ReplayReader {
public:
    LeanTickReader(LeanFile file, LineReader lines);
    [[nodiscard]] Result<std::optional<ReplayEvent>, ReplayProblem> next() override;
    [[nodiscard]] const std::vector<domain::Instrument>& instruments() const override { return m_instruments; }

private:
    // Nothing where the line carries no event (a suspicious quote).
    [[nodiscard]] Result<std::optional<ReplayEvent>, std::string_view> parseTrade(std::string_view line) const;
    [[nodiscard]] Result<std::optional<ReplayEvent>, std::string_view> parseQuote(std::string_view line);

    LeanFile m_file;
    LineReader m_lines;
    std::vector<domain::Instrument> m_instruments;
    domain::Quote m_quote;  // both sides as they stand
    Timestamp m_latest;
};

struct LeanBars {
    LeanFile file;
    std::vector<domain::Bar> bars;             // in time order, complete
    std::vector<ReplayProblem> problems;       // lines that were left out
};
[[nodiscard]] Result<LeanBars, ReplayProblem> readLeanBars(const LeanFile& file, LineReader lines);

}  // namespace tradecore::infrastructure
