// LeanFile: what the path of a QuantConnect Lean data file says: "…/equity/tick/spy/20131007_trade.zip",
// "…/crypto/coinbase/minute/btcusd/20171217_trade.zip". Times inside count milliseconds from midnight, in New York for equities
// and in UTC for crypto; equity prices are integers, USD × 10000; crypto prices are plain decimals. Pure functions.
#pragma once

#include "base/timestamp.h"
#include "domain/instrument/instrument.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

enum class LeanResolution { Tick, Second, Minute };
enum class LeanKind { Trade, Quote };

struct LeanFile {
    std::string symbol;  // "SPY", "BTC-USD"
    std::chrono::year_month_day date;
    LeanResolution resolution = LeanResolution::Tick;
    LeanKind kind = LeanKind::Trade;
    bool isCrypto = false;

    // Midnight of the date as a moment; lines count from it.
    [[nodiscard]] std::optional<Timestamp> moment(std::int64_t millisecondsSinceMidnight) const;
    [[nodiscard]] domain::Instrument instrument() const;
};

// Nothing where the path is not of that shape.
[[nodiscard]] std::optional<LeanFile> parseLeanPath(std::string_view path);

}  // namespace tradecore::infrastructure
