#include "ui/market/chart_bars.h"

#include <algorithm>
#include <cmath>

namespace tradecore::ui {

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
    const double pixelsPerBar = width / (upper - lower);
    out.reserve(static_cast<std::size_t>(std::min<double>(width + 2, static_cast<double>(end))));
    int column = -1;
    for (auto i = first; i < end; ++i) {
        const auto& bar = bars[i];
        const int here = std::clamp(static_cast<int>((static_cast<double>(i) - lower) * pixelsPerBar), 0, width - 1);
        if (here != column) {
            column = here;
            out.push_back({here, bar});
            continue;
        }
        auto& folded = out.back().bar;
        folded.high = std::max(folded.high, bar.high);
        folded.low = std::min(folded.low, bar.low);
        folded.close = bar.close;
        folded.volume += bar.volume;
    }
}

DrawnBar ChartBars::drawnOf(const domain::Bar& bar)
{
    return {bar.open.toDoubleLossy(), bar.high.toDoubleLossy(), bar.low.toDoubleLossy(), bar.close.toDoubleLossy(),
            bar.volume.toDoubleLossy()};
}

void ChartBars::clear()
{
    m_bars.clear();
    m_drawn.clear();
}

ChartBars::Applied ChartBars::apply(const application::BarsChange& change)
{
    Applied applied;
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
