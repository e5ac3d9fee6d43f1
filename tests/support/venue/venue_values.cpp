#include "tests/support/venue/venue_values.h"

namespace tradecore::test {

namespace {

constexpr std::int64_t dayStart = 1'767'312'000;  // 2026-01-02T00:00:00Z

std::optional<domain::Price> optionalPrice(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional(price(text));
}

}  // namespace

domain::Price price(std::string_view text)
{
    return domain::Price::parse(text).value();
}

domain::Quantity quantity(std::string_view text)
{
    return domain::Quantity::parse(text).value();
}

domain::Money usd(std::string_view text)
{
    return {Decimal::parse(text).value(), domain::Currency("USD")};
}

Timestamp at(std::int64_t second)
{
    return Timestamp::fromSeconds(dayStart + second);
}

domain::Instrument stock(const std::string& symbol, const std::string& venue)
{
    domain::Instrument instrument;
    instrument.id = domain::InstrumentId(symbol, venue);
    instrument.name = symbol;
    instrument.assetClass = domain::AssetClass::Stock;
    instrument.tickSize = domain::PriceOffset(Decimal::fromScaled(1, 2));
    instrument.lotSize = Decimal::fromInteger(1);
    instrument.minimumQuantity = quantity("1");
    return instrument;
}

domain::Instrument crypto(const std::string& base, const std::string& quoteCode, const std::string& venue)
{
    domain::Instrument instrument = stock(base + '-' + quoteCode, venue);
    instrument.assetClass = domain::AssetClass::Crypto;
    instrument.baseCurrency = domain::Currency(base);
    instrument.quoteCurrency = domain::Currency(quoteCode);
    instrument.lotSize = Decimal::fromScaled(1, 4);
    instrument.minimumQuantity = quantity("0.0001");
    return instrument;
}

domain::Quote quote(const domain::Instrument& instrument, std::string_view bid, std::string_view bidSize,
                    std::string_view ask, std::string_view askSize, std::int64_t second)
{
    return {instrument.id, optionalPrice(bid), quantity(bidSize), optionalPrice(ask), quantity(askSize), at(second),
            at(second)};
}

domain::Trade trade(const domain::Instrument& instrument, std::string_view tradePrice, std::string_view size,
                    std::int64_t second)
{
    domain::Trade result;
    result.instrument = instrument.id;
    result.price = price(tradePrice);
    result.size = quantity(size);
    result.venueTime = at(second);
    result.receivedAt = at(second);
    return result;
}

domain::OrderTerms marketOrder(const domain::AccountId& account, const domain::Instrument& instrument, domain::Side side,
                               std::string_view size)
{
    domain::OrderTerms terms;
    terms.account = account;
    terms.instrument = instrument.id;
    terms.side = side;
    terms.quantity = quantity(size);
    return terms;
}

domain::OrderTerms limitOrder(const domain::AccountId& account, const domain::Instrument& instrument, domain::Side side,
                              std::string_view size, std::string_view limit)
{
    domain::OrderTerms terms = marketOrder(account, instrument, side, size);
    terms.type = domain::OrderType::Limit;
    terms.limitPrice = price(limit);
    return terms;
}

}  // namespace tradecore::test
