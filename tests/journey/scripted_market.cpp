#include "tests/journey/scripted_market.h"

namespace tradecore::test {

domain::Price price(const char* text)
{
    return domain::Price::parse(text).value();
}

domain::Quantity quantity(const char* text)
{
    return domain::Quantity::parse(text).value();
}

ScriptedMarket::ScriptedMarket(application::MarketDataSink& sink, application::StreamObserver& observer, Scheduler& io,
                               const Clock& clock, Duration sessionOffset)
    : m_sink(sink), m_observer(observer), m_io(io), m_clock(clock)
{
    m_traits.name = "simulated";
    m_traits.venue = "SIM";
    m_traits.sessionOffset = sessionOffset;
}

void ScriptedMarket::connectNow()
{
    [[maybe_unused]] const bool posted = m_io.post([this] { m_observer.onConnected(m_traits.name); });
}

void ScriptedMarket::disconnectNow() {}

void ScriptedMarket::setSubscriptions(const std::set<domain::InstrumentId>& wanted)
{
    for (const auto& instrument : wanted)
        m_observer.onSubscription(m_traits.name, instrument, application::SubscriptionState::Active, {});
}

void ScriptedMarket::requestHistory(const application::HistoryRequest&, HistoryAnswer answer)
{
    [[maybe_unused]] const bool posted = m_io.post([answer = std::move(answer)] { answer(std::vector<domain::Bar>{}); });
}

std::vector<domain::Instrument> ScriptedMarket::instruments()
{
    domain::Instrument stock;
    stock.id = domain::InstrumentId("AAA", "SIM");
    stock.name = "Alpha";
    stock.tickSize = domain::PriceOffset(Decimal::fromScaled(1, 2));
    stock.lotSize = Decimal::fromInteger(1);
    stock.minimumQuantity = quantity("1");
    return {stock};
}

void ScriptedMarket::requestInstruments(InstrumentsAnswer answer)
{
    [[maybe_unused]] const bool posted = m_io.post([answer = std::move(answer)] { answer(instruments()); });
}

void ScriptedMarket::quote(const char* symbol, const char* bid, const char* bidSize, const char* ask, const char* askSize)
{
    m_observer.onActivity(m_traits.name);
    m_sink.onQuote({domain::InstrumentId(symbol, "SIM"), price(bid), quantity(bidSize), price(ask), quantity(askSize),
                    m_clock.utcNow(), m_clock.utcNow()});
}

void ScriptedMarket::trade(const char* symbol, const char* tradePrice, const char* size)
{
    m_observer.onActivity(m_traits.name);
    domain::Trade trade;
    trade.instrument = domain::InstrumentId(symbol, "SIM");
    trade.price = price(tradePrice);
    trade.size = quantity(size);
    trade.tradeId = std::to_string(m_nextTrade++);
    trade.venueTime = m_clock.utcNow();
    trade.receivedAt = m_clock.utcNow();
    m_sink.onTrade(trade);
}

}  // namespace tradecore::test
