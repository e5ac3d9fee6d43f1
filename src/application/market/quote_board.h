// QuoteBoard: the newest quote and last price of each instrument, for the threads that price an order (engine, ticket
// preview), and the market's time. Written on io by a callback of MarketDataHandler, read anywhere. Values under one mutex; no
// history.
#pragma once

#include "domain/instrument/instrument.h"
#include "domain/market/market_values.h"
#include "domain/order/order_types.h"

#include <atomic>
#include <cstdint>
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
    // Never goes back.
    void reachTime(Timestamp marketTime);
    void setInstruments(const std::vector<domain::Instrument>& instruments);

    [[nodiscard]] std::optional<BoardEntry> find(const domain::InstrumentId& instrument) const;
    [[nodiscard]] std::optional<domain::Instrument> instrument(const domain::InstrumentId& id) const;
    [[nodiscard]] std::vector<domain::Instrument> instruments() const;
    // The newest moment that the source has told; nothing said yet: the epoch. Without a lock.
    [[nodiscard]] Timestamp marketTime() const;
    // The price that an order of this side would meet: the opposite quote, else the last price.
    [[nodiscard]] std::optional<domain::Price> referencePrice(const domain::InstrumentId& id, domain::Side side) const;

private:
    std::atomic<std::int64_t> m_marketTimeNanoseconds{0};
    mutable std::mutex m_mutex;
    std::unordered_map<domain::InstrumentId, BoardEntry> m_entries;
    std::unordered_map<domain::InstrumentId, domain::Instrument> m_instruments;
};

}  // namespace tradecore::application
