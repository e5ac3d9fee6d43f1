#include "infrastructure/broker/replay/replay_book.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tradecore::infrastructure {

using domain::Bar;
using domain::InstrumentId;
using domain::Timeframe;

namespace {

InstrumentId renamed(const InstrumentId& instrument)
{
    return instrument.venue() == replayVenue ? instrument : InstrumentId(instrument.symbol(), replayVenue);
}

}  // namespace

ReplayBook::ReplayBook(const Clock& clock, application::MarketDataSink& sink, std::string sourceName)
    : m_clock(clock), m_sink(sink), m_sourceName(std::move(sourceName))
{
}

ReplayBook::Series* ReplayBook::find(const InstrumentId& instrument)
{
    const auto found = m_series.find(instrument);
    return found == m_series.end() ? nullptr : &found->second;
}

void ReplayBook::declareOne(const domain::Instrument& instrument)
{
    const auto [place, isNew] = m_series.try_emplace(instrument.id);
    if (!isNew)
        return;
    place->second.instrument = instrument;
    for (const auto timeframe : domain::allTimeframes)
        place->second.builders.try_emplace(timeframe, timeframe, m_sessionOffset);
}

void ReplayBook::declare(const std::vector<domain::Instrument>& instruments)
{
    for (const auto& instrument : instruments)
        declareOne(instrument);
}

void ReplayBook::addBars(const LeanBars& bars)
{
    declareOne(bars.file.instrument());
    Series& series = m_series.at(bars.file.instrument().id);
    const Duration length = domain::lengthOf(bars.file.resolution == LeanResolution::Second ? Timeframe::OneSecond
                                                                                            : Timeframe::OneMinute);
    if (!bars.bars.empty())
        m_lastBarEnd = std::max(m_lastBarEnd.value_or(Timestamp()), bars.bars.back().start + length);
    // Minutes serve all but the one-second chart, and seconds serve all: the finer file wins.
    if (series.fileBars.empty() || length < series.fileBarLength) {
        series.fileBars = bars.bars;
        series.fileBarLength = length;
    } else if (length == series.fileBarLength) {
        std::vector<Bar> merged;
        std::ranges::set_union(series.fileBars, bars.bars, std::back_inserter(merged), {}, &Bar::start, &Bar::start);
        series.fileBars = std::move(merged);
    }
}

std::vector<domain::Instrument> ReplayBook::instruments() const
{
    std::vector<domain::Instrument> out;
    for (const auto& [id, series] : m_series)
        out.push_back(series.instrument);
    return out;
}

void ReplayBook::subscribe(const InstrumentId& instrument)
{
    m_subscribed.insert(instrument);
    if (Series* series = find(instrument))
        series->statisticsChanged = true;
}

void ReplayBook::unsubscribe(const InstrumentId& instrument)
{
    m_subscribed.erase(instrument);
}

void ReplayBook::unsubscribeAll()
{
    m_subscribed.clear();
}

void ReplayBook::sendStanding(const InstrumentId& instrument)
{
    const Series* series = find(instrument);
    if (series == nullptr || !series->quote)
        return;
    domain::Quote quote = *series->quote;
    quote.receivedAt = m_clock.utcNow();
    m_sink.onQuote(quote);
}

void ReplayBook::sendStatistics()
{
    const std::set<InstrumentId> subscribed = m_subscribed;  // the sink may change it
    for (const auto& instrument : subscribed) {
        Series* series = find(instrument);
        if (series == nullptr || series->hasVenueStatistics || !std::exchange(series->statisticsChanged, false))
            continue;
        const auto& days = series->builders.at(Timeframe::OneDay).bars();
        if (days.empty())
            continue;
        const Bar& today = days.back();
        domain::DayStatistics out;
        out.instrument = instrument;
        out.open = today.open;
        out.high = today.high;
        out.low = today.low;
        out.volume = today.volume;
        if (days.size() > 1)
            out.previousClose = days[days.size() - 2].close;
        const auto& seconds = series->builders.at(Timeframe::OneSecond).bars();
        out.venueTime = seconds.empty() ? today.start : seconds.back().start;
        m_sink.onStatistics(out);
    }
}

std::vector<Bar> ReplayBook::foldFileBars(const Series& series, Timeframe timeframe, Timestamp marketTime) const
{
    std::vector<Bar> out;
    const Duration length = domain::lengthOf(timeframe);
    if (length < series.fileBarLength)
        return out;
    const auto& grid = series.builders.at(timeframe);
    for (const auto& bar : series.fileBars) {
        if (bar.start + series.fileBarLength > marketTime)
            break;
        const Timestamp start = grid.intervalStart(bar.start);
        if (out.empty() || out.back().start != start) {
            out.push_back(bar);
            out.back().start = start;
        } else {
            Bar& open = out.back();
            open.high = std::max(open.high, bar.high);
            open.low = std::min(open.low, bar.low);
            open.close = bar.close;
            open.volume = open.volume + bar.volume;
        }
        out.back().complete = start + length <= marketTime;
    }
    return out;
}

std::vector<Bar> ReplayBook::history(const application::HistoryRequest& request, Timestamp marketTime)
{
    std::vector<Bar> merged;
    const Series* series = find(request.instrument);
    if (series == nullptr)
        return merged;
    const auto& built = series->builders.at(request.timeframe).bars();
    // Bars of our own trades win over those of a file.
    std::ranges::set_union(built, foldFileBars(*series, request.timeframe, marketTime), std::back_inserter(merged), {},
                           &Bar::start, &Bar::start);
    std::erase_if(merged, [&request](const Bar& bar) { return bar.start < request.from || bar.start >= request.to; });
    const Duration length = domain::lengthOf(request.timeframe);
    for (auto& bar : merged)
        bar.complete = bar.start + length <= marketTime;
    return merged;
}

void ReplayBook::onQuote(const domain::Quote& quote)
{
    const InstrumentId instrument = renamed(quote.instrument);
    Series* series = find(instrument);
    if (series == nullptr)
        return;
    series->quote = quote;
    series->quote->instrument = instrument;
    series->quote->receivedAt = m_clock.utcNow();
    if (m_subscribed.contains(instrument))
        m_sink.onQuote(domain::Quote(*series->quote));
}

void ReplayBook::onTrade(const domain::Trade& trade)
{
    const InstrumentId instrument = renamed(trade.instrument);
    Series* series = find(instrument);
    if (series == nullptr)
        return;
    domain::Trade out = trade;
    out.instrument = instrument;
    out.receivedAt = m_clock.utcNow();
    for (auto& [timeframe, builder] : series->builders)
        builder.add(out);
    series->statisticsChanged = true;
    if (m_subscribed.contains(instrument))
        m_sink.onTrade(out);
}

void ReplayBook::onStatistics(const domain::DayStatistics& statistics)
{
    const InstrumentId instrument = renamed(statistics.instrument);
    Series* series = find(instrument);
    if (series == nullptr)
        return;
    series->hasVenueStatistics = true;
    if (!m_subscribed.contains(instrument))
        return;
    domain::DayStatistics out = statistics;
    out.instrument = instrument;
    m_sink.onStatistics(out);
}

void ReplayBook::onQuoteInvalid(const InstrumentId& original, const std::string& why)
{
    const InstrumentId instrument = renamed(original);
    if (Series* series = find(instrument))
        series->quote.reset();
    if (m_subscribed.contains(instrument))
        m_sink.onQuoteInvalid(instrument, why);
}

void ReplayBook::onMalformed(const std::string&, const std::string& why)
{
    m_sink.onMalformed(m_sourceName, why);
}

}  // namespace tradecore::infrastructure
