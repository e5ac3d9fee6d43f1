// QuoteBoard: the newest quote and last price of each instrument, for the threads that price an order (engine, ticket
// preview). Written on io by a callback of MarketDataHandler, read anywhere. Values under one mutex; no history.
#pragma once

#include "domain/instrument/instrument.h"
#include "domain/market/market_values.h"
#include "domain/order/order_types.h"

#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace tradecore::application {

struct BoardEntry {
    std::optional<domain::Quote> quote;       // nothing while the source has lost track of it
    std::optional<domain::Price> lastPrice;   // of the last trade that counts
    Timestamp lastTradeAt;
};

class QuoteBoard {
public:
    void setQuote(const domain::Quote& quote);
    void setTrade(const domain::Trade& trade);
    void setInvalid(const domain::InstrumentId& instrument);
    void setInstruments(const std::vector<domain::Instrument>& instruments);

    [[nodiscard]] std::optional<BoardEntry> find(const domain::InstrumentId& instrument) const;
    [[nodiscard]] std::optional<domain::Instrument> instrument(const domain::InstrumentId& id) const;
    [[nodiscard]] std::vector<domain::Instrument> instruments() const;
    // The price that an order of this side would meet: the opposite quote, else the last price.
    [[nodiscard]] std::optional<domain::Price> referencePrice(const domain::InstrumentId& id, domain::Side side) const;

private:
    mutable std::mutex m_mutex;
    std::unordered_map<domain::InstrumentId, BoardEntry> m_entries;
    std::unordered_map<domain::InstrumentId, domain::Instrument> m_instruments;
};

}  // namespace tradecore::application
