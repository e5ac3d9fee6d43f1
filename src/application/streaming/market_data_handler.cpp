#include "application/streaming/market_data_handler.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace tradecore::application {

namespace {

Q_LOGGING_CATEGORY(logMarket, "tradecore.streaming.market")

bool mayBeNegative(domain::AssetClass assetClass)
{
    switch (assetClass) {
    case domain::AssetClass::Stock:
    case domain::AssetClass::Crypto: return false;
    }
    return false;
}

bool isBadPrice(const std::optional<domain::Price>& price)
{
    return price && !price->value().isPositive();
}

}  // namespace

MarketDataHandler::MarketCounters::MarketCounters(Counters& counters)
    : quotes(counters.named("quotes")), trades(counters.named("trades")), quotesLate(counters.named("quotes_late")),
      quotesFuture(counters.named("quotes_future")), quotesBadPrice(counters.named("quotes_bad_price")),
      quotesCrossed(counters.named("quotes_crossed")), tradesLate(counters.named("trades_late")),
      tradesDuplicate(counters.named("trades_duplicate")), tradesOld(counters.named("trades_old")),
      tradesFuture(counters.named("trades_future")), tradesBadPrice(counters.named("trades_bad_price")),
      tradesSuspicious(counters.named("trades_suspicious")), unsubscribed(counters.named("unsubscribed_data")),
      malformed(counters.named("malformed")), timeBackwards(counters.named("market_time_backwards")),
      displayConflated(counters.named("display_conflated")), tapeDropped(counters.named("tape_dropped"))
{
}

MarketDataHandler::MarketDataHandler(Ports ports)
    : m_ports(ports), m_counters(ports.counters),
      m_bars({ports.clock, ports.io, ports.display, ports.adapters, ports.monitor, ports.cache, ports.counters}),
      m_marks(ports.clock, ports.io, ports.commands, ports.counters),
      m_callbacks(ports.io, ports.adapters, ports.counters)
{
}

MarketDataHandler::~MarketDataHandler()
{
    stop();
}

void MarketDataHandler::start()
{
    if (std::exchange(m_running, true))
        return;
    m_timer = m_ports.io.after(std::chrono::seconds(1), [this] { everySecond(); });
}

void MarketDataHandler::stop()
{
    if (std::exchange(m_running, false))
        m_ports.io.cancel(m_timer);
}

void MarketDataHandler::everySecond()
{
    m_timer = m_ports.io.after(std::chrono::seconds(1), [this] { everySecond(); });
    m_ports.cache.sweep();
    m_bars.sweep(believedTime());
    m_counters.displayConflated.set(m_ports.display.conflated());
    m_counters.tapeDropped.set(m_ports.display.tapeDropped());
    auto counted = m_ports.counters.snapshot();
    if (counted == m_counted)
        return;
    m_counted = counted;
    m_ports.display.noteCounters(counted);
}

MarketDataHandler::Instrument* MarketDataHandler::wanted(const domain::InstrumentId& instrument)
{
    if (m_subscribed && !m_subscribed->contains(instrument)) {
        m_counters.unsubscribed.increment();
        return nullptr;
    }
    const auto [found, isNew] = m_instruments.try_emplace(instrument);
    if (isNew) {
        found->second.snapshot.instrument = instrument;
        const auto known = m_assetClasses.find(instrument);
        found->second.guard.setMayBeNegative(known != m_assetClasses.end() && mayBeNegative(known->second));
    }
    return &found->second;
}

Timestamp MarketDataHandler::believedTime()
{
    // Before the first message only the source knows its market time: a simulated market may run ahead of this machine.
    if (m_marketTime == Timestamp() && m_ports.adapters.activeSource() != nullptr)
        m_marketTime = m_ports.adapters.activeSource()->marketTime();
    return m_marketTime;
}

const std::string& MarketDataHandler::sourceName() const
{
    static const std::string none;
    const MarketDataSource* source = m_ports.adapters.activeSource();
    return source == nullptr ? none : source->traits().name;
}

void MarketDataHandler::changed(Instrument& instrument)
{
    instrument.snapshot.changedAt = m_ports.clock.steadyNow();
    m_ports.display.note(instrument.snapshot);
    m_ports.cache.putSnapshot(instrument.snapshot);
}

bool MarketDataHandler::acceptsQuote(Instrument& instrument, const domain::Quote& quote)
{
    if (isBadPrice(quote.bid) || isBadPrice(quote.ask)) {
        m_counters.quotesBadPrice.increment();
        return false;
    }
    if (instrument.quoteGuard.refuses(quote.venueTime, std::max(believedTime(), m_ports.clock.utcNow()))) {
        m_counters.quotesFuture.increment();
        return false;
    }
    const auto& newest = instrument.snapshot.quote;
    if (instrument.quoteOrderKnown && newest && quote.venueTime < newest->venueTime) {
        m_counters.quotesLate.increment();
        return false;
    }
    return true;
}

void MarketDataHandler::onQuote(const domain::Quote& quote)
{
    Instrument* instrument = wanted(quote.instrument);
    if (instrument == nullptr)
        return;
    m_counters.quotes.increment();
    if (!acceptsQuote(*instrument, quote))
        return;
    m_marketTime = std::max(m_marketTime, quote.venueTime);
    instrument->snapshot.quote = quote;
    if (quote.bid && quote.ask && *quote.bid > *quote.ask) {
        m_counters.quotesCrossed.increment();
        invalidate(*instrument, "The bid is above the ask.");
        return;
    }
    instrument->quoteOrderKnown = true;
    instrument->snapshot.quoteInvalid = false;
    instrument->snapshot.invalidReason.clear();
    changed(*instrument);
    m_callbacks.deliver(quote);
}

void MarketDataHandler::onTrade(const domain::Trade& trade)
{
    Instrument* instrument = wanted(trade.instrument);
    if (instrument == nullptr)
        return;
    m_counters.trades.increment();
    switch (instrument->guard.judge(trade, std::max(believedTime(), m_ports.clock.utcNow()))) {
    case TradeVerdict::Accepted: takeTrade(*instrument, trade); return;
    case TradeVerdict::Late:
        m_counters.tradesLate.increment();
        takeUncountedTrade(trade, /*inBars=*/true);
        return;
    case TradeVerdict::Suspicious:
        m_counters.tradesSuspicious.increment();
        takeUncountedTrade(trade, /*inBars=*/false);
        return;
    case TradeVerdict::Duplicate: m_counters.tradesDuplicate.increment(); return;
    case TradeVerdict::Old: m_counters.tradesOld.increment(); return;
    case TradeVerdict::Future: m_counters.tradesFuture.increment(); return;
    case TradeVerdict::BadPrice:
    case TradeVerdict::BadSize: m_counters.tradesBadPrice.increment(); return;
    }
}

void MarketDataHandler::takeTrade(Instrument& instrument, const domain::Trade& trade)
{
    m_marketTime = std::max(m_marketTime, trade.venueTime);
    m_bars.add(trade);
    m_ports.display.noteTape(trade);
    if (trade.countsForPrice) {
        instrument.snapshot.lastTrade = trade;
        changed(instrument);
        m_marks.mark(trade, sourceName());
    }
    m_callbacks.deliver(trade);
}

void MarketDataHandler::takeUncountedTrade(const domain::Trade& trade, bool inBars)
{
    domain::Trade uncounted = trade;
    uncounted.countsForPrice = false;
    m_bars.add(inBars ? trade : uncounted);
    m_ports.display.noteTape(uncounted);
    m_callbacks.deliver(uncounted);
}

void MarketDataHandler::onStatistics(const domain::DayStatistics& statistics)
{
    Instrument* instrument = wanted(statistics.instrument);
    if (instrument == nullptr)
        return;
    const auto& newest = instrument->snapshot.statistics;
    if (newest && statistics.venueTime < newest->venueTime)
        return;
    instrument->snapshot.statistics = statistics;
    changed(*instrument);
}

void MarketDataHandler::invalidate(Instrument& instrument, const std::string& why)
{
    instrument.quoteOrderKnown = false;
    instrument.snapshot.quoteInvalid = true;
    instrument.snapshot.invalidReason = why;
    changed(instrument);
    m_callbacks.deliverInvalid(instrument.snapshot.instrument, why);
}

void MarketDataHandler::onQuoteInvalid(const domain::InstrumentId& instrument, const std::string& why)
{
    if (Instrument* known = wanted(instrument))
        invalidate(*known, why);
}

void MarketDataHandler::onMarketTime(const std::string& source, Timestamp marketTime)
{
    if (source != sourceName())
        return;
    if (marketTime < m_marketTime) {
        m_counters.timeBackwards.increment();
        return;
    }
    m_marketTime = marketTime;
    m_bars.advanceTo(marketTime);
    m_callbacks.deliverMarketTime(source, marketTime);
}

void MarketDataHandler::onMalformed(const std::string& source, const std::string& why)
{
    m_counters.malformed.increment();
    m_ports.monitor.noteMalformed(source);
    const SteadyTime now = m_ports.clock.steadyNow();
    if (m_malformedLoggedAt && now - *m_malformedLoggedAt < std::chrono::seconds(1))
        return;
    m_malformedLoggedAt = now;
    qCWarning(logMarket, "%s: a message could not be read: %s", source.c_str(), why.c_str());
}

void MarketDataHandler::setSubscribed(const std::set<domain::InstrumentId>& instruments)
{
    const auto before = std::exchange(m_subscribed, instruments);
    std::erase_if(m_instruments, [&](const auto& entry) {
        if (instruments.contains(entry.first))
            return false;
        m_bars.loseSight(entry.first, m_marketTime);
        return true;
    });
    for (const auto& instrument : instruments) {
        if (before && before->contains(instrument))
            continue;
        if (const auto remembered = m_ports.cache.snapshot(instrument))
            m_ports.display.note(*remembered);
    }
}

void MarketDataHandler::setInstruments(const std::vector<domain::Instrument>& instruments)
{
    for (const auto& instrument : instruments) {
        m_assetClasses[instrument.id] = instrument.assetClass;
        if (const auto known = m_instruments.find(instrument.id); known != m_instruments.end())
            known->second.guard.setMayBeNegative(mayBeNegative(instrument.assetClass));
    }
}

void MarketDataHandler::setHeldInstruments(const std::set<domain::InstrumentId>& held)
{
    std::vector<domain::InstrumentId> added;
    std::ranges::copy_if(held, std::back_inserter(added), [&](const auto& id) { return !m_marks.isHeld(id); });
    m_marks.setHeld(held);
    for (const auto& instrument : added) {
        if (const auto known = latest(instrument); known && known->lastTrade)
            m_marks.mark(*known->lastTrade, sourceName());
    }
}

void MarketDataHandler::onStreamLost(const std::string& reason)
{
    m_bars.loseSight(m_marketTime);
    for (auto& [id, instrument] : m_instruments) {
        if (instrument.snapshot.quote && !instrument.snapshot.quoteInvalid)
            invalidate(instrument, reason);
    }
}

void MarketDataHandler::onStreamRestored()
{
    m_bars.refill();
}

MarketCallbackChannel::Registration MarketDataHandler::registerCallbacks(const std::string& name, MarketCallbacks callbacks)
{
    return m_callbacks.add(name, std::move(callbacks));
}

void MarketDataHandler::setSuspensionReport(MarketCallbackChannel::SuspensionReport report)
{
    m_callbacks.setSuspensionReport(std::move(report));
}

std::optional<InstrumentSnapshot> MarketDataHandler::latest(const domain::InstrumentId& instrument)
{
    const auto found = m_instruments.find(instrument);
    return found != m_instruments.end() ? std::optional(found->second.snapshot) : m_ports.cache.snapshot(instrument);
}

}  // namespace tradecore::application
