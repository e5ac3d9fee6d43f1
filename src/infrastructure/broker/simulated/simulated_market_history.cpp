// History of the simulated market: questions are answered one after the other, each in slices.
#include "infrastructure/broker/simulated/simulated_market.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

namespace tradecore::infrastructure {

using namespace std::chrono_literals;
using application::HistoryRequest;
using application::SourceError;
using domain::Timeframe;

namespace {

constexpr Duration farthestEnd = 365 * 24h;  // beyond every answer, and far from overflow
constexpr std::int64_t secondsPerSlice = 10'800;  // of market time; a millisecond of work or two

Duration reachOf(Timeframe timeframe)
{
    switch (timeframe) {
    case Timeframe::OneSecond: return 1h;
    case Timeframe::OneMinute:
    case Timeframe::FiveMinutes:
    case Timeframe::FifteenMinutes:
    case Timeframe::OneHour: return 5 * 24h;
    case Timeframe::OneDay: return 30 * 24h;
    }
    return 0s;
}

}  // namespace

Timestamp SimulatedMarket::earliestHistory(Timeframe timeframe) const
{
    const Timestamp earliest = m_marketTime - reachOf(timeframe);
    return timeframe == Timeframe::OneSecond ? earliest.floorTo(1min) : dayStartOf(earliest);
}

Timestamp SimulatedMarket::nextStart(Timeframe timeframe, Timestamp time) const
{
    const Duration offset = timeframe == Timeframe::OneDay ? m_traits.sessionOffset : Duration::zero();
    const Duration length = domain::lengthOf(timeframe);
    return (time - offset + length - 1ns).floorTo(length) + offset;
}

void SimulatedMarket::requestHistory(const HistoryRequest& request, HistoryAnswer answer)
{
    const auto refuse = [this, &answer](SourceError::Kind kind, std::string text) {
        postAnswer([answer = std::move(answer), error = SourceError{kind, std::move(text)}] { answer(failure(error)); });
    };
    const auto* profile = profileOf(request.instrument);
    if (!m_connected)
        return refuse(SourceError::Kind::NotConnected, "The simulated market is not running.");
    if (profile == nullptr) {
        return refuse(SourceError::Kind::UnknownInstrument,
                      "The simulated market has no " + request.instrument.toString() + ".");
    }
    if (request.from > request.to)
        return refuse(SourceError::Kind::Malformed, "The range of the history ends before it begins.");
    if (m_jobs.size() >= mostRequests)
        return refuse(SourceError::Kind::RateLimited, "Too many questions for history at a time.");
    // A bar belongs to the range that holds its start: both ends move on to the next start of an interval.
    const Timestamp from = nextStart(request.timeframe, std::max(request.from, earliestHistory(request.timeframe)));
    const Timestamp to = nextStart(request.timeframe, std::min(request.to, m_marketTime + farthestEnd));
    addJob(*profile, request.timeframe, from, to, std::move(answer));
}

void SimulatedMarket::addJob(const SimulatedInstrument& profile, Timeframe timeframe, Timestamp from, Timestamp to,
                             HistoryAnswer answer)
{
    m_jobs.push_back({HistoryFold(OrderFlow(m_options.seed, profile), timeframe, m_traits.sessionOffset, from), to,
                      std::move(answer)});
    if (!m_jobPosted) {
        m_jobPosted = true;
        postTask(&SimulatedMarket::runJob);
    }
}

void SimulatedMarket::runJob()
{
    m_jobPosted = false;
    if (m_jobs.empty())
        return;
    // One nanosecond on: a trade in the very moment of market time has been delivered.
    const Timestamp end = std::min(m_jobs.front().end, m_marketTime + 1ns);
    std::optional<HistoryJob> done;
    if (m_jobs.front().fold.foldTo(end, secondsPerSlice)) {
        done = std::move(m_jobs.front());
        m_jobs.pop_front();
    }
    if (!m_jobs.empty()) {
        m_jobPosted = true;
        postTask(&SimulatedMarket::runJob);
    }
    if (done)
        done->answer(done->fold.bars(m_marketTime));
}

}  // namespace tradecore::infrastructure
