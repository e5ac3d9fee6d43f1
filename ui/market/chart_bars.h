// ChartBars: the bars of one chart, as exact values for reading and as doubles for drawing (the only place where a price
// becomes one), and their fold into pixel columns. Bars stand at index 0…n-1, so that nights leave no hole. Gui thread.
#pragma once

#include "application/market/display_feed.h"
#include "domain/market/bar.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace tradecore::ui {

struct DrawnBar {
    double open = 0;
    double high = 0;
    double low = 0;
    double close = 0;
    double volume = 0;
};

// Several bars that share a pixel column: first open, last close, highest high, lowest low, summed volume.
struct BarColumn {
    int column = 0;   // pixels from the left edge
    DrawnBar bar;
};

// Folds the bars of the index range [lower, upper] into at most `width` columns, oldest first. A high or a low is never lost.
void foldIntoColumns(std::span<const DrawnBar> bars, double lower, double upper, int width, std::vector<BarColumn>& out);

class ChartBars {
public:
    struct Applied {
        std::size_t prepended = 0;  // older bars that shifted the indices
        std::size_t appended = 0;
        bool reset = false;
    };

    Applied apply(const application::BarsChange& change);
    void clear();

    [[nodiscard]] std::span<const DrawnBar> drawn() const { return m_drawn; }
    [[nodiscard]] const std::vector<domain::Bar>& bars() const { return m_bars; }
    [[nodiscard]] bool isEmpty() const { return m_bars.empty(); }
    [[nodiscard]] std::size_t size() const { return m_bars.size(); }
    // Grows with each change.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }
    // Index of the last bar that starts at or before the time; nothing where all start later.
    [[nodiscard]] std::optional<std::size_t> indexAt(Timestamp time) const;

private:
    [[nodiscard]] static DrawnBar drawnOf(const domain::Bar& bar);

    std::vector<domain::Bar> m_bars;
    std::vector<DrawnBar> m_drawn;
    std::uint64_t m_revision = 0;
};

// The columns of what a chart shows, folded once for all that draws them. The bars belong to the chart.
class VisibleColumns {
public:
    explicit VisibleColumns(const ChartBars& bars) : m_bars(bars) {}
    [[nodiscard]] const std::vector<BarColumn>& of(double lower, double upper, int width);

private:
    struct Key {
        std::uint64_t revision = 0;
        double lower = 0;
        double upper = 0;
        int width = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };

    const ChartBars& m_bars;
    Key m_key;
    std::vector<BarColumn> m_columns;
};

}  // namespace tradecore::ui
