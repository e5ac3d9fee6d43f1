#include "tests/simulation/market_walk.h"

#include <algorithm>

namespace tradecore::simulation {

namespace {

constexpr Duration shortestPause = std::chrono::milliseconds(500);
constexpr Duration longestPause = std::chrono::milliseconds(6'500);

domain::Price priceOf(std::int64_t cents)
{
    return domain::Price(Decimal::fromScaled(cents, 2));
}

domain::Quantity sizeOf(std::int64_t shares)
{
    return domain::Quantity::from(Decimal::fromInteger(shares)).value();
}

}  // namespace

std::vector<domain::Instrument> MarketPath::instruments()
{
    std::vector<domain::Instrument> out;
    for (const char* symbol : {"AAA", "BBB"}) {
        domain::Instrument stock;
        stock.id = domain::InstrumentId(symbol, "SIM");
        stock.name = symbol;
        stock.tickSize = domain::PriceOffset(Decimal::fromScaled(1, 2));
        stock.lotSize = Decimal::fromInteger(1);
        stock.minimumQuantity = sizeOf(1);
        out.push_back(std::move(stock));
    }
    return out;
}

MarketPath::Step MarketPath::next()
{
    Step step;
    step.instrument = m_random.below(instrumentCount);
    std::int64_t& cents = m_cents[step.instrument];
    const bool gaps = m_random.below(200) == 0;
    cents = std::max<std::int64_t>(100, cents + (gaps ? m_random.between(-400, 400) : m_random.between(-8, 8)));
    step.middleCents = cents;
    step.spreadCents = m_random.between(1, 6);
    step.bidSize = m_random.between(1, 300);
    step.askSize = m_random.between(1, 300);
    step.tradeSize = m_random.below(3) == 0 ? m_random.between(1, 200) : 0;
    return step;
}

MarketWalk::MarketWalk(const FaultMenu& menu, MarketPath& path, application::MarketDataSink& sink,
                       application::StreamObserver& observer, Scheduler& io, const Clock& clock)
    : m_menu(menu), m_path(path), m_sink(sink), m_observer(observer), m_io(io), m_clock(clock)
{
    m_traits.name = "simulated";
    m_traits.venue = "SIM";
    m_traits.expectedActivity = std::chrono::seconds(15);
}

MarketWalk::~MarketWalk()
{
    m_io.cancel(m_timer);
}

void MarketWalk::connectNow()
{
    [[maybe_unused]] const bool posted = m_io.post([this, alive = std::weak_ptr(m_alive)] {
        if (!alive.lock() || m_connected)
            return;
        m_connected = true;
        m_observer.onConnected(m_traits.name);
        arm();
    });
}

void MarketWalk::disconnectNow()
{
    m_connected = false;
    m_io.cancel(m_timer);
}

void MarketWalk::lose(const std::string& reason)
{
    if (!m_connected)
        return;
    disconnectNow();
    m_observer.onDisconnected(m_traits.name, reason);
}

void MarketWalk::heal()
{
    m_healed = true;
    m_mute = false;
}

void MarketWalk::setSubscriptions(const std::set<domain::InstrumentId>& wanted)
{
    for (const auto& instrument : wanted)
        m_observer.onSubscription(m_traits.name, instrument, application::SubscriptionState::Active, {});
}

void MarketWalk::requestHistory(const application::HistoryRequest&, HistoryAnswer answer)
{
    [[maybe_unused]] const bool posted = m_io.post([answer = std::move(answer)] { answer(std::vector<domain::Bar>{}); });
}

void MarketWalk::requestInstruments(InstrumentsAnswer answer)
{
    [[maybe_unused]] const bool posted =
        m_io.post([answer = std::move(answer)] { answer(MarketPath::instruments()); });
}

void MarketWalk::arm()
{
    const Duration pause(m_path.random().between(shortestPause.count(), longestPause.count()));
    m_timer = m_io.after(pause, [this] {
        tick();
        if (m_connected)
            arm();
    });
}

void MarketWalk::tick()
{
    const auto step = m_path.next();
    if (!m_connected || m_mute)
        return;
    m_observer.onActivity(m_traits.name);
    if (m_resting)
        return;
    say(step);
    if (!m_healed && m_menu.has(FaultClass::MarketBadTick) && m_path.random().below(20) == 0)
        sayNonsense(step);
}

void MarketWalk::say(const MarketPath::Step& step)
{
    const auto id = MarketPath::instruments()[step.instrument].id;
    const Timestamp now = m_clock.utcNow();
    m_sink.onQuote({id, priceOf(step.middleCents - step.spreadCents), sizeOf(step.bidSize), priceOf(step.middleCents),
                    sizeOf(step.askSize), now, now});
    if (step.tradeSize == 0)
        return;
    domain::Trade trade;
    trade.instrument = id;
    trade.price = priceOf(step.tradeSize % 2 == 0 ? step.middleCents : step.middleCents - step.spreadCents);
    trade.size = sizeOf(step.tradeSize);
    trade.tradeId = std::to_string(++m_trades);
    trade.venueTime = now;
    trade.receivedAt = now;
    m_sink.onTrade(trade);
}

// An old trade again, and one that cannot be right.
void MarketWalk::sayNonsense(const MarketPath::Step& step)
{
    domain::Trade trade;
    trade.instrument = MarketPath::instruments()[step.instrument].id;
    trade.price = priceOf(m_path.random().below(2) == 0 ? 1 : step.middleCents * 40);
    trade.size = sizeOf(7);
    trade.tradeId = std::to_string(m_trades);
    trade.countsForPrice = false;
    trade.venueTime = m_clock.utcNow() - std::chrono::seconds(90);
    trade.receivedAt = m_clock.utcNow();
    m_sink.onTrade(trade);
}

}  // namespace tradecore::simulation
