#include "infrastructure/broker/simulated/simulated_market.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace tradecore::infrastructure {

using namespace std::chrono_literals;
using application::SourceError;
using application::SubscriptionState;
using domain::InstrumentId;
using domain::Timeframe;

namespace {

constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;
constexpr Duration shortestWait = 4ms;     // beats that are due within it go out together
constexpr Duration longestStep = 2s;       // more than this between two pumps: the machine slept, the market did too

std::int64_t secondOf(Timestamp time)
{
    return time.floorTo(1s).nanoseconds() / nanosecondsPerSecond;
}

}  // namespace

SimulatedMarket::SimulatedMarket(Scheduler& scheduler, const Clock& clock, application::MarketDataSink& sink,
                                 application::StreamObserver& observer, SimulatedMarketOptions options)
    : m_scheduler(scheduler), m_clock(clock), m_sink(sink), m_observer(observer), m_options(options),
      m_instruments(simulatedInstruments()), m_marketTime(options.startAt)
{
    m_traits.name = "simulated";
    m_traits.venue = std::string(simulatedVenue);
    m_traits.expectedActivity = 5s;
    m_traits.history = {domain::allTimeframes.begin(), domain::allTimeframes.end()};
}

SimulatedMarket::~SimulatedMarket()
{
    m_scheduler.cancel(m_timer);
}

void SimulatedMarket::postAnswer(std::function<void()> task)
{
    const std::weak_ptr<int> alive = m_alive;
    // A scheduler that refuses belongs to a thread that ends: nobody is left to hear the answer.
    static_cast<void>(m_scheduler.post([alive, task = std::move(task)] {
        if (!alive.expired())
            task();
    }));
}

void SimulatedMarket::postTask(void (SimulatedMarket::*task)())
{
    postAnswer([this, task] { (this->*task)(); });
}

const SimulatedInstrument* SimulatedMarket::profileOf(const InstrumentId& instrument) const
{
    const auto found = std::ranges::find(m_instruments, instrument,
                                         [](const SimulatedInstrument& each) { return each.instrument.id; });
    return found == m_instruments.end() ? nullptr : &*found;
}

Timestamp SimulatedMarket::dayStartOf(Timestamp time) const
{
    return (time - m_traits.sessionOffset).floorTo(24h) + m_traits.sessionOffset;
}

void SimulatedMarket::connectNow()
{
    if (m_connected || m_connecting)
        return;
    m_connecting = true;
    postTask(&SimulatedMarket::openStream);
}

void SimulatedMarket::openStream()
{
    if (!m_connecting)
        return;
    m_connecting = false;
    m_connected = true;
    m_pumpedAt = m_clock.steadyNow();
    m_nextSecond = m_marketTime.floorTo(1s) + 1s;
    armPump();
    m_observer.onConnected(m_traits.name);
    m_observer.onActivity(m_traits.name);
}

void SimulatedMarket::disconnectNow()
{
    if (!m_connected && !m_connecting)
        return;
    m_connected = false;
    m_connecting = false;
    m_scheduler.cancel(m_timer);
    m_streams.clear();
    m_asked.reset();
    for (auto& job : std::exchange(m_jobs, {})) {
        postAnswer([answer = std::move(job.answer)] {
            answer(failure(SourceError{SourceError::Kind::NotConnected, "The simulated market was stopped."}));
        });
    }
    postAnswer([this] { m_observer.onDisconnected(m_traits.name, "stopped"); });
}

void SimulatedMarket::setPaused(bool)
{
    // A market that runs at 1 × does not wait (traits().canWait).
}

void SimulatedMarket::setSubscriptions(const std::set<InstrumentId>& wanted)
{
    if (!m_connected)
        return;
    const bool isPosted = m_asked.has_value();
    m_asked = wanted;
    std::erase_if(m_streams, [&wanted](const auto& each) { return !wanted.contains(each.first); });
    if (!isPosted)
        postTask(&SimulatedMarket::applySubscriptions);
}

void SimulatedMarket::applySubscriptions()
{
    if (!m_connected || !m_asked)
        return;
    const std::set<InstrumentId> asked = *std::exchange(m_asked, std::nullopt);
    for (const auto& instrument : asked) {
        if (m_streams.contains(instrument))
            continue;
        if (const auto* profile = profileOf(instrument)) {
            startStream(*profile);
        } else {
            m_observer.onSubscription(m_traits.name, instrument, SubscriptionState::Refused,
                                      "The simulated market has no " + instrument.toString() + ".");
        }
    }
}

void SimulatedMarket::startStream(const SimulatedInstrument& profile)
{
    Stream& stream = m_streams.try_emplace(profile.instrument.id, OrderFlow(m_options.seed, profile)).first->second;
    loadSecond(stream, secondOf(m_marketTime));
    stream.dayStart = dayStartOf(m_marketTime);
    // What happens up to and in this moment is history.
    while (nextTime(stream) <= m_marketTime)
        stepPast(stream);
    m_observer.onSubscription(m_traits.name, profile.instrument.id, SubscriptionState::Active, {});
    deliverStandingQuote(stream);
    requestStatistics(profile);
}

void SimulatedMarket::deliverStandingQuote(Stream& stream)
{
    std::int64_t second = stream.second;
    const std::vector<SimulatedBeat>* beats = &stream.beats;
    std::size_t past = stream.quoteDone ? stream.next + 1 : stream.next;
    if (past == 0) {
        beats = &stream.flow.beatsOf(--second);
        past = beats->size();
    }
    m_sink.onQuote(stream.flow.quoteOf(second, (*beats)[past - 1], m_clock.utcNow()));
}

void SimulatedMarket::loadSecond(Stream& stream, std::int64_t second)
{
    stream.second = second;
    stream.beats = stream.flow.beatsOf(second);
    stream.next = 0;
    stream.quoteDone = false;
}

void SimulatedMarket::stepPast(Stream& stream)
{
    if (!stream.quoteDone && stream.beats[stream.next].trade) {
        stream.quoteDone = true;
        return;
    }
    stream.quoteDone = false;
    if (++stream.next == stream.beats.size())
        loadSecond(stream, stream.second + 1);
}

Timestamp SimulatedMarket::nextTime(const Stream& stream)
{
    const SimulatedBeat& beat = stream.beats[stream.next];
    return Timestamp::fromSeconds(stream.second)
        + Duration(stream.quoteDone ? beat.trade->nanoseconds : beat.nanoseconds);
}

SimulatedMarket::Stream* SimulatedMarket::earliestStream()
{
    Stream* earliest = nullptr;
    for (auto& [instrument, stream] : m_streams) {
        if (earliest == nullptr || nextTime(stream) < nextTime(*earliest))
            earliest = &stream;
    }
    return earliest;
}

void SimulatedMarket::armPump()
{
    Timestamp due = m_nextSecond;
    if (const Stream* earliest = earliestStream())
        due = std::min(due, nextTime(*earliest));
    const std::weak_ptr<int> alive = m_alive;
    m_timer = m_scheduler.after(std::max<Duration>(due - m_marketTime, shortestWait), [this, alive] {
        if (!alive.expired())
            pump();
    });
}

void SimulatedMarket::pump()
{
    const SteadyTime now = m_clock.steadyNow();
    const Duration elapsed = std::clamp<Duration>(now - m_pumpedAt, 0ns, longestStep);
    m_pumpedAt = now;
    deliverUntil(m_marketTime + elapsed);
    if (m_connected)
        armPump();
}

void SimulatedMarket::deliverUntil(Timestamp time)
{
    while (m_connected) {
        Stream* earliest = earliestStream();
        const bool hasEvent = earliest != nullptr && nextTime(*earliest) <= time;
        if (m_nextSecond <= time && (!hasEvent || m_nextSecond <= nextTime(*earliest)))
            deliverSecond(m_nextSecond);
        else if (hasEvent)
            deliverNext(*earliest);
        else
            break;
    }
    m_marketTime = std::max(m_marketTime, time);
}

void SimulatedMarket::deliverNext(Stream& stream)
{
    const SimulatedBeat beat = stream.beats[stream.next];
    const std::int64_t second = stream.second;
    const std::size_t number = stream.next;
    const bool isTrade = stream.quoteDone;
    m_marketTime = std::max(m_marketTime, nextTime(stream));
    stepPast(stream);
    m_observer.onActivity(m_traits.name);
    // The sink may change the subscriptions, so the stream is not touched after the call.
    if (isTrade) {
        const domain::Trade trade = stream.flow.tradeOf(second, number, *beat.trade, m_clock.utcNow());
        noteTrade(stream, trade);
        m_sink.onTrade(trade);
    } else {
        m_sink.onQuote(stream.flow.quoteOf(second, beat, m_clock.utcNow()));
    }
}

void SimulatedMarket::deliverSecond(Timestamp second)
{
    m_marketTime = std::max(m_marketTime, second);
    m_nextSecond = second + 1s;
    std::vector<domain::DayStatistics> changed;
    for (auto& [instrument, stream] : m_streams) {
        if (std::exchange(stream.statisticsChanged, false) && stream.statistics)
            changed.push_back(*stream.statistics);
    }
    m_observer.onActivity(m_traits.name);
    m_sink.onMarketTime(m_traits.name, second);
    for (const auto& statistics : changed) {
        if (m_streams.contains(statistics.instrument))
            m_sink.onStatistics(statistics);
    }
}

void SimulatedMarket::noteTrade(Stream& stream, const domain::Trade& trade)
{
    if (const Timestamp day = dayStartOf(trade.venueTime); day != stream.dayStart) {
        stream.dayStart = day;
        stream.statistics = domain::DayStatistics{trade.instrument, trade.price, trade.price, trade.price,
                                                  stream.lastPrice, domain::Quantity(), /*rounded=*/false,
                                                  trade.venueTime};
    }
    stream.lastPrice = trade.price;
    if (!stream.statistics)
        return;
    auto& statistics = *stream.statistics;
    statistics.high = std::max(statistics.high.value_or(trade.price), trade.price);
    statistics.low = std::min(statistics.low.value_or(trade.price), trade.price);
    statistics.volume = statistics.volume.value_or(domain::Quantity()) + trade.size;
    statistics.venueTime = trade.venueTime;
    stream.statisticsChanged = true;
}

void SimulatedMarket::requestStatistics(const SimulatedInstrument& profile)
{
    const Timestamp today = dayStartOf(m_marketTime);
    addJob(profile, Timeframe::OneDay, today - 24h, m_marketTime + 48h,
           [this, instrument = profile.instrument.id](const auto& days) {
               if (days)
                   takeStatistics(instrument, *days);
           });
}

void SimulatedMarket::takeStatistics(const InstrumentId& instrument, const std::vector<domain::Bar>& days)
{
    const auto found = m_streams.find(instrument);
    if (found == m_streams.end() || days.empty())
        return;
    Stream& stream = found->second;
    const domain::Bar& today = days.back();
    if (today.start != stream.dayStart)
        return;  // no trade yet today: the first one begins the statistics
    stream.statistics = domain::DayStatistics{instrument, today.open, today.high, today.low, std::nullopt, today.volume,
                                              /*rounded=*/false,
                                              m_marketTime};
    if (days.size() > 1)
        stream.statistics->previousClose = days[days.size() - 2].close;
    stream.statisticsChanged = true;
}

void SimulatedMarket::requestInstruments(InstrumentsAnswer answer)
{
    std::vector<domain::Instrument> out;
    for (const auto& each : m_instruments)
        out.push_back(each.instrument);
    postAnswer([answer = std::move(answer), out = std::move(out)] { answer(out); });
}

}  // namespace tradecore::infrastructure
