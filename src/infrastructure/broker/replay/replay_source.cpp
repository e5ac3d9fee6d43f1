#include "infrastructure/broker/replay/replay_source.h"

#include "domain/market/new_york_time.h"
#include "infrastructure/broker/replay/replay_files.h"

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure {

using namespace std::chrono_literals;
using application::HistoryRequest;
using application::SourceError;
using application::SubscriptionState;
using domain::InstrumentId;

namespace {

constexpr Duration shortestWait = 2ms;
constexpr Duration longestStep = 2s;        // more than this between two pumps: the machine slept, the replay did too
constexpr std::size_t weightPerSlice = 2'000;
constexpr std::size_t bytesPerWeight = 512;

std::size_t weightOf(const ReplayEvent& event)
{
    const auto* frame = std::get_if<CapturedFrame>(&event.payload);
    return frame == nullptr ? 1 : 1 + frame->bytes.size() / bytesPerWeight;
}

bool holdsUsEquities(const std::vector<std::string>& files)
{
    return std::ranges::any_of(files, [](const std::string& path) {
        const auto lean = parseLeanPath(path);
        return lean && !lean->isCrypto;
    });
}

// US equities: the day begins at midnight in New York; all else at 00:00 UTC.
Duration sessionOffsetOf(const std::vector<std::string>& files)
{
    for (const auto& path : files) {
        const auto lean = parseLeanPath(path);
        if (lean && !lean->isCrypto)
            return domain::newYorkToUtc(lean->date, 12h).value_or(0h);
    }
    return 0h;
}

}  // namespace

ReplaySource::ReplaySource(Scheduler& scheduler, const Clock& clock, application::MarketDataSink& sink,
                           application::StreamObserver& observer, ReplayOptions options, FrameDecoderFactory decoders)
    : m_scheduler(scheduler), m_clock(clock), m_sink(sink), m_observer(observer), m_files(std::move(options.files)),
      m_speed(options.speed > 0 ? std::clamp(options.speed, 0.1, 1000.0) : 0), m_decoders(std::move(decoders)),
      m_book(clock, sink, "replay")
{
    m_traits.name = "replay";
    m_traits.venue = replayVenue;
    m_traits.sessionOffset = sessionOffsetOf(m_files);
    if (holdsUsEquities(m_files))
        m_traits.schedule = domain::SessionSchedule::UsEquities;
    m_traits.history = {domain::allTimeframes.begin(), domain::allTimeframes.end()};
    m_traits.canWait = true;
    m_book.setSessionOffset(m_traits.sessionOffset);
}

ReplaySource::~ReplaySource()
{
    m_scheduler.cancel(m_timer);
    m_scheduler.cancel(m_heartbeat);
}

void ReplaySource::post(std::function<void()> task)
{
    const std::weak_ptr<int> alive = m_alive;
    // A scheduler that refuses belongs to a thread that ends: nobody is left to hear.
    static_cast<void>(m_scheduler.post([alive, task = std::move(task)] {
        if (!alive.expired())
            task();
    }));
}

void ReplaySource::tellProblems()
{
    for (const auto& problem : m_merge.takeProblems())
        m_sink.onMalformed(m_traits.name, problem);
}

void ReplaySource::prepare()
{
    if (std::exchange(m_isPrepared, true))
        return;
    std::vector<std::string> paths;
    for (const auto& path : m_files) {
        if (const auto list = productListBeside(path, m_files))
            paths.push_back(*list);
    }
    paths.insert(paths.end(), m_files.begin(), m_files.end());
    if (paths.empty())
        m_openError = "There is no file to replay.";
    for (const auto& path : paths) {
        auto file = openReplayFile(path, m_decoders);
        if (!file) {
            m_openError = file.error();
            m_sink.onMalformed(m_traits.name, file.error());
            return;
        }
        if (file->reader)
            m_merge.add(std::move(file->reader));
        if (!file->bars)
            continue;
        m_book.addBars(*file->bars);
        for (const auto& problem : file->bars->problems)
            m_sink.onMalformed(m_traits.name, problem.text);
    }
    const auto first = m_merge.nextTime();
    m_hasEvents = first.has_value();
    m_book.declare(m_merge.instruments());
    m_marketTime = m_position = first ? *first : m_book.lastBarEnd().value_or(Timestamp());
    m_toldSecond = m_marketTime.floorTo(1s) - 1s;
}

std::string ReplaySource::endReason() const
{
    if (m_openError)
        return *m_openError;
    return m_merge.fatal().value_or(finishedReason);
}

void ReplaySource::connectNow()
{
    if (m_connected || m_connecting)
        return;
    m_connecting = true;
    post([this] { openStream(); });
}

void ReplaySource::openStream()
{
    if (!std::exchange(m_connecting, false))
        return;
    prepare();
    // Bars alone have no events, but a chart: the stream stands.
    const bool hasBarsOnly = m_book.lastBarEnd().has_value() && !m_hasEvents && !m_merge.fatal();
    if (m_openError || (!m_merge.nextTime() && !hasBarsOnly)) {
        tellProblems();
        tellEnd(endReason());
        return;
    }
    m_connected = true;
    m_isAwaited = false;
    m_observer.onConnected(m_traits.name);
    heartbeat();
}

void ReplaySource::endStream(const std::string& reason)
{
    m_connected = false;
    m_connecting = false;
    m_scheduler.cancel(m_timer);
    m_scheduler.cancel(m_heartbeat);
    m_book.unsubscribeAll();
    m_asked.reset();
    post([this, reason] { tellEnd(reason); });
}

void ReplaySource::tellEnd(const std::string& reason)
{
    if (reason == finishedReason)
        m_observer.onFinished(m_traits.name, reason);
    else
        m_observer.onDisconnected(m_traits.name, reason);
}

void ReplaySource::disconnectNow()
{
    if (m_connected || m_connecting)
        endStream("stopped");
}

void ReplaySource::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    m_scheduler.cancel(m_timer);
    m_pumpedAt = m_clock.steadyNow();
    if (!paused && m_connected && m_isAwaited)
        arm();
}

void ReplaySource::heartbeat()
{
    if (!m_connected)
        return;
    m_observer.onActivity(m_traits.name);
    const std::weak_ptr<int> alive = m_alive;
    m_heartbeat = m_scheduler.after(1s, [this, alive] {
        if (!alive.expired())
            heartbeat();
    });
}

void ReplaySource::setSubscriptions(const std::set<InstrumentId>& wanted)
{
    if (!m_connected)
        return;
    const bool isPosted = m_asked.has_value();
    m_asked = wanted;
    const std::set<InstrumentId> before = m_book.subscribed();
    for (const auto& instrument : before) {
        if (!wanted.contains(instrument))
            m_book.unsubscribe(instrument);
    }
    if (!isPosted)
        post([this] { applySubscriptions(); });
}

void ReplaySource::applySubscriptions()
{
    if (!m_connected || !m_asked)
        return;
    const std::set<InstrumentId> asked = *std::exchange(m_asked, std::nullopt);
    for (const auto& instrument : asked) {
        if (m_book.subscribed().contains(instrument))
            continue;
        if (!m_book.knows(instrument)) {
            m_observer.onSubscription(m_traits.name, instrument, SubscriptionState::Refused,
                                      "The recording has no " + instrument.toString() + ".");
            continue;
        }
        if (!m_connected)
            return;
        m_book.subscribe(instrument);
        m_observer.onSubscription(m_traits.name, instrument, SubscriptionState::Active, {});
        m_book.sendStanding(instrument);
    }
    if (m_connected && !std::exchange(m_isAwaited, true)) {
        m_pumpedAt = m_clock.steadyNow();
        arm();
    }
}

void ReplaySource::arm()
{
    const std::weak_ptr<int> alive = m_alive;
    const auto run = [this, alive] {
        if (!alive.expired())
            pump();
    };
    m_scheduler.cancel(m_timer);
    Duration wait = 0ns;
    if (!isAtMaximum()) {
        const Timestamp nextSecond = m_position.floorTo(1s) + 1s;
        const Timestamp due = std::min(m_merge.nextTime().value_or(nextSecond), nextSecond);
        const double scaled = static_cast<double>((due - m_position).count()) / m_speed;
        wait = std::max<Duration>(Duration(static_cast<std::int64_t>(scaled) + 1), shortestWait);
    }
    m_timer = m_scheduler.after(wait, run);
}

// The clock's way through the recording since the last time.
void ReplaySource::moveOn()
{
    const SteadyTime now = m_clock.steadyNow();
    const Duration elapsed = std::clamp<Duration>(now - m_pumpedAt, 0ns, longestStep);
    m_pumpedAt = now;
    const auto next = m_merge.nextTime();
    if (!next)
        return;
    if (isAtMaximum()) {
        m_position = std::max(m_position, *next);
        return;
    }
    // What is still due (a slice was not enough) comes first; the clock does not run away from it.
    if (*next > m_position)
        m_position = m_position + Duration(static_cast<std::int64_t>(static_cast<double>(elapsed.count()) * m_speed));
    if (*next - m_position > skippedSilence)
        m_position = *next - 1s;
}

void ReplaySource::pump()
{
    if (!m_connected || m_paused || !m_isAwaited)
        return;
    moveOn();
    deliverDue();
    tellProblems();
    if (!m_connected)
        return;
    if (!m_merge.nextTime()) {
        if (m_merge.fatal() || m_hasEvents)
            endStream(endReason());
        return;  // bars alone: the stream stands
    }
    if (!m_paused)
        arm();
}

void ReplaySource::deliverDue()
{
    std::size_t weight = 0;
    while (m_connected && !m_paused && weight < weightPerSlice) {
        const auto next = m_merge.nextTime();
        if (!next)
            return;
        if (isAtMaximum())
            m_position = std::max(m_position, *next);
        if (*next > m_position)
            break;
        reachTime(*next);
        if (!m_connected || m_paused)
            return;
        ReplayMerge::Taken taken = m_merge.take();
        weight += weightOf(taken.event);
        deliver(std::move(taken));
    }
    if (m_connected && !m_paused && weight < weightPerSlice)
        reachTime(m_position);
}

void ReplaySource::reachTime(Timestamp time)
{
    m_marketTime = std::max(m_marketTime, time);
    const Timestamp second = m_marketTime.floorTo(1s);
    if (second <= m_toldSecond)
        return;
    m_toldSecond = second;
    m_sink.onMarketTime(m_traits.name, second);
    m_book.sendStatistics();
}

void ReplaySource::deliver(ReplayMerge::Taken taken)
{
    const Timestamp time = taken.event.time;
    if (const auto* quote = std::get_if<domain::Quote>(&taken.event.payload)) {
        m_book.onQuote(*quote);
    } else if (const auto* trade = std::get_if<domain::Trade>(&taken.event.payload)) {
        m_book.onTrade(*trade);
    } else if (const auto* frame = std::get_if<CapturedFrame>(&taken.event.payload)) {
        if (taken.decoder != nullptr)
            taken.decoder->decode(frame->bytes, time, m_book);
    } else if (taken.decoder != nullptr) {
        taken.decoder->reset();
    }
}

void ReplaySource::requestHistory(const HistoryRequest& request, HistoryAnswer answer)
{
    post([this, request, answer = std::move(answer)] {
        if (!m_isPrepared || m_openError) {
            answer(failure(SourceError{SourceError::Kind::NotConnected, m_openError.value_or("The replay is not running.")}));
        } else if (!m_book.knows(request.instrument)) {
            answer(failure(SourceError{SourceError::Kind::UnknownInstrument,
                                       "The recording has no " + request.instrument.toString() + "."}));
        } else {
            answer(m_book.history(request, m_marketTime));
        }
    });
}

void ReplaySource::requestInstruments(InstrumentsAnswer answer)
{
    post([this, answer = std::move(answer)] {
        prepare();
        if (m_openError || (m_merge.fatal() && m_book.instruments().empty()))
            answer(failure(SourceError{SourceError::Kind::Malformed, endReason()}));
        else
            answer(m_book.instruments());
    });
}

}  // namespace tradecore::infrastructure
