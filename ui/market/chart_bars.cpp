#include "ui/market/chart_bars.h"

#include <algorithm>
#include <cmath>

namespace tradecore::ui {

namespace {

struct ColumnScale {
    double lower = 0;
    double pixelsPerBar = 0;
    int width = 0;
    [[nodiscard]] int columnOf(std::size_t bar) const
    {
        return std::clamp(static_cast<int>((static_cast<double>(bar) - lower) * pixelsPerBar), 0, width - 1);
    }
    // The first bar right of the column, at most `end`: estimated, then corrected by the rounding of columnOf().
    [[nodiscard]] std::size_t endOf(int column, std::size_t first, std::size_t end) const
    {
        if (column >= width - 1)
            return end;
        const auto estimate = std::clamp(lower + (column + 1) / pixelsPerBar, static_cast<double>(first + 1), static_cast<double>(end));
        auto bar = static_cast<std::size_t>(estimate);
        while (bar > first + 1 && columnOf(bar - 1) > column)
            --bar;
        while (bar < end && columnOf(bar) <= column)
            ++bar;
        return bar;
    }
};

}  // namespace

void foldIntoColumns(std::span<const DrawnBar> bars, double lower, double upper, int width, std::vector<BarColumn>& out)
{
    out.clear();
    if (bars.empty() || width <= 0 || !(upper > lower))
        return;
    const auto last = static_cast<double>(bars.size() - 1);
    if (upper < 0 || lower > last)
        return;
    const auto first = static_cast<std::size_t>(std::max(0.0, std::ceil(lower)));
    const auto end = static_cast<std::size_t>(std::min(last, std::floor(upper))) + 1;
    const ColumnScale scale{lower, width / (upper - lower), width};
    out.reserve(static_cast<std::size_t>(std::min<double>(width + 2, static_cast<double>(end))));
    for (auto i = first; i < end;) {
        const int column = scale.columnOf(i);
        const auto next = scale.endOf(column, i, end);
        auto folded = bars[i];
        for (auto bar = i + 1; bar < next; ++bar) {
            folded.high = std::max(folded.high, bars[bar].high);
            folded.low = std::min(folded.low, bars[bar].low);
            folded.volume += bars[bar].volume;
        }
        folded.close = bars[next - 1].close;
        out.push_back({column, folded});
        i = next;
    }
}

const std::vector<BarColumn>& VisibleColumns::of(double lower, double upper, int width)
{
    const Key wanted{m_bars.revision(), lower, upper, width};
    if (wanted != m_key) {
        m_key = wanted;
        foldIntoColumns(m_bars.drawn(), lower, upper, width, m_columns);
    }
    return m_columns;
}

DrawnBar ChartBars::drawnOf(const domain::Bar& bar)
{
    return {bar.open.toDoubleLossy(), bar.high.toDoubleLossy(), bar.low.toDoubleLossy(), bar.close.toDoubleLossy(),
            bar.volume.toDoubleLossy()};
}

void ChartBars::clear()
{
    ++m_revision;
    m_bars.clear();
    m_drawn.clear();
}

ChartBars::Applied ChartBars::apply(const application::BarsChange& change)
{
    Applied applied;
    ++m_revision;
    if (change.reset) {
        clear();
        applied.reset = true;
    }
    std::vector<domain::Bar> older;
    const auto firstKnown = m_bars.empty() ? Timestamp() : m_bars.front().start;
    for (const auto& bar : change.bars) {
        if (!m_bars.empty() && bar.start < firstKnown) {
            older.push_back(bar);
            continue;
        }
        const auto found = m_bars.empty() || m_bars.back().start < bar.start
            ? m_bars.end()
            : std::ranges::lower_bound(m_bars, bar.start, {}, &domain::Bar::start);
        const auto at = found - m_bars.begin();
        if (found != m_bars.end() && found->start == bar.start) {
            *found = bar;
            m_drawn[static_cast<std::size_t>(at)] = drawnOf(bar);
            continue;
        }
        m_bars.insert(found, bar);
        m_drawn.insert(m_drawn.begin() + at, drawnOf(bar));
        ++applied.appended;
    }
    if (!older.empty()) {
        std::vector<DrawnBar> drawn;
        drawn.reserve(older.size());
        for (const auto& bar : older)
            drawn.push_back(drawnOf(bar));
        m_bars.insert(m_bars.begin(), older.begin(), older.end());
        m_drawn.insert(m_drawn.begin(), drawn.begin(), drawn.end());
        applied.prepended = older.size();
    }
    return applied;
}

std::optional<std::size_t> ChartBars::indexAt(Timestamp time) const
{
    const auto after = std::ranges::upper_bound(m_bars, time, {}, &domain::Bar::start);
    if (after == m_bars.begin())
        return std::nullopt;
    return static_cast<std::size_t>(after - m_bars.begin()) - 1;
}

}  // namespace tradecore::ui
