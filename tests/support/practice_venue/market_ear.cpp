#include "tests/support/practice_venue/market_ear.h"

namespace tradecore::test {

void MarketEar::onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why)
{
    count(m_venue.offerQuoteInvalid(instrument, why));
}

void MarketEar::onMarketTime(const std::string& source, Timestamp marketTime)
{
    count(m_venue.offerMarketTime(source, marketTime));
}

}  // namespace tradecore::test
