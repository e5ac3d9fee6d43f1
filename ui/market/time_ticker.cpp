#include "ui/market/time_ticker.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace tradecore::ui {
namespace {

constexpr std::array<std::int64_t, 20> roundSteps{1,    2,     5,     10,    15,    30,     60,     120,     300,     600,
                                                  900,  1'800, 3'600, 7'200, 14'400, 21'600, 43'200, 86'400, 604'800, 2'592'000};
constexpr double pixelsPerLabel = 110;

std::int64_t secondsOf(Timestamp time)
{
    return time.nanoseconds() / 1'000'000'000;
}

}  // namespace

QVector<double> TimeTicker::createTickVector(double, const QCPRange& range)
{
    QVector<double> ticks;
    if (m_bars.isEmpty())
        return ticks;
    const auto last = static_cast<double>(m_bars.size() - 1);
    const auto lower = std::clamp(range.lower, 0.0, last);
    const auto upper = std::clamp(range.upper, 0.0, last);
    const auto& bars = m_bars.bars();
    const auto from = secondsOf(bars[static_cast<std::size_t>(lower)].start);
    const auto to = secondsOf(bars[static_cast<std::size_t>(upper)].start);
    const auto labels = std::max(1.0, m_width * (upper - lower) / std::max(1.0, range.size()) / pixelsPerLabel);
    const auto wanted = static_cast<std::int64_t>(static_cast<double>(to - from) / labels);
    const auto found = std::ranges::lower_bound(roundSteps, wanted);
    const auto step = found == roundSteps.end() ? (wanted / roundSteps.back() + 1) * roundSteps.back() : *found;
    const auto offset = QDateTime::fromSecsSinceEpoch(from).offsetFromUtc();
    double before = -1;
    for (auto time = (from + offset + step - 1) / step * step - offset; time <= to; time += step) {
        const auto index = m_bars.indexAt(Timestamp::fromSeconds(time));
        if (!index)
            continue;
        // Where a night has no bars, the first bar behind the round time carries the label once.
        const auto at = static_cast<double>(secondsOf(bars[*index].start) < time ? *index + 1 : *index);
        if (at > before && at <= last)
            ticks.append(at);
        before = std::max(before, at);
    }
    return ticks;
}

QVector<QString> TimeTicker::createLabelVector(const QVector<double>& ticks, const QLocale& locale, QChar, int)
{
    QVector<QString> labels;
    labels.reserve(ticks.size());
    QDate before;
    const auto spanSeconds = ticks.size() < 2 ? 0
        : secondsOf(m_bars.bars()[static_cast<std::size_t>(ticks.last())].start)
            - secondsOf(m_bars.bars()[static_cast<std::size_t>(ticks.first())].start);
    const bool daily = ticks.size() > 1 && spanSeconds / (ticks.size() - 1) >= 80'000;
    const bool withSeconds = ticks.size() > 1 && spanSeconds / (ticks.size() - 1) < 60;
    for (const auto tick : ticks) {
        const auto index = std::min(static_cast<std::size_t>(tick), m_bars.size() - 1);
        const auto moment = QDateTime::fromSecsSinceEpoch(secondsOf(m_bars.bars()[index].start));
        const bool newDay = before.isValid() && moment.date() != before;
        if (daily || newDay)
            labels.append(locale.toString(moment.date(), u"d MMM"_qs));
        else
            labels.append(moment.toString(withSeconds ? u"HH:mm:ss"_qs : u"HH:mm"_qs));
        before = moment.date();
    }
    return labels;
}

int TimeTicker::getSubTickCount(double)
{
    return 0;
}

}  // namespace tradecore::ui
