// REST bodies of Coinbase Exchange to values: GET /products/{id}/candles and GET /products. Pure functions on hostile bytes;
// numbers go from their text to fixed point. A row that cannot be read is left out and counted; a body that is not of the
// promised form is a failure with a sentence.
#pragma once

#include "base/result.h"
#include "domain/instrument/instrument.h"
#include "domain/market/bar.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tradecore::infrastructure::coinbase {

struct ParsedCandles {
    std::vector<domain::Bar> bars;  // in the order of the body (newest first); `complete` is left false
    std::size_t refusedRows = 0;
};

// Columns: time, low, high, open, close, volume. Volume is a sum of the venue's and may be rounded to 12 decimals; a price
// with more than 12 refuses its row.
[[nodiscard]] Result<ParsedCandles, std::string> parseCandles(std::string_view body);

struct ParsedProducts {
    std::vector<domain::Instrument> instruments;  // those that are online and trading
    std::size_t refusedRows = 0;
};

[[nodiscard]] Result<ParsedProducts, std::string> parseProducts(std::string_view body, std::string_view venue);

// The text of {"message":"…"}, shortened and without control characters; empty where the body is something else.
[[nodiscard]] std::string parseErrorMessage(std::string_view body);
// A proxy or a failing front answered instead of the interface.
[[nodiscard]] bool looksLikeWebPage(std::string_view body);

}  // namespace tradecore::infrastructure::coinbase
