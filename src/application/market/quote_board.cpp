#include "application/market/quote_board.h"

#include <algorithm>

namespace tradecore::application {

void QuoteBoard::setQuote(const domain::Quote& quote)
{
    const std::lock_guard lock(m_mutex);
    m_entries[quote.instrument].quote = quote;
}

void QuoteBoard::setTrade(const domain::Trade& trade)
{
    if (!trade.countsForPrice)
        return;
    const std::lock_guard lock(m_mutex);
    auto& entry = m_entries[trade.instrument];
    if (trade.venueTime < entry.lastTradeAt)
        return;
    entry.lastPrice = trade.price;
    entry.lastTradeAt = trade.venueTime;
}

void QuoteBoard::setInvalid(const domain::InstrumentId& instrument)
{
    const std::lock_guard lock(m_mutex);
    m_entries[instrument].quote.reset();
}

void QuoteBoard::reachTime(Timestamp marketTime)
{
    // One writer: the io thread.
    if (marketTime > this->marketTime())
        m_marketTimeNanoseconds.store(marketTime.nanoseconds(), std::memory_order_relaxed);
}

Timestamp QuoteBoard::marketTime() const
{
    return Timestamp::fromNanoseconds(m_marketTimeNanoseconds.load(std::memory_order_relaxed));
}

void QuoteBoard::setInstruments(const std::vector<domain::Instrument>& instruments)
{
    const std::lock_guard lock(m_mutex);
    for (const auto& instrument : instruments)
        m_instruments.insert_or_assign(instrument.id, instrument);
}

std::optional<BoardEntry> QuoteBoard::find(const domain::InstrumentId& instrument) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(instrument);
    if (found == m_entries.end())
        return std::nullopt;
    return found->second;
}

std::optional<domain::Instrument> QuoteBoard::instrument(const domain::InstrumentId& id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_instruments.find(id);
    if (found == m_instruments.end())
        return std::nullopt;
    return found->second;
}

std::vector<domain::Instrument> QuoteBoard::instruments() const
{
    std::vector<domain::Instrument> out;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [id, instrument] : m_instruments)
            out.push_back(instrument);
    }
    std::ranges::sort(out, {}, &domain::Instrument::id);
    return out;
}

std::optional<domain::Price> QuoteBoard::referencePrice(const domain::InstrumentId& id, domain::Side side) const
{
    const auto entry = find(id);
    if (!entry)
        return std::nullopt;
    if (entry->quote) {
        const auto& opposite = side == domain::Side::Buy ? entry->quote->ask : entry->quote->bid;
        if (opposite)
            return opposite;
    }
    return entry->lastPrice;
}

}  // namespace tradecore::application
