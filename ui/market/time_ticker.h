// TimeTicker: labels the bar indices of the time axis with times of the machine's zone, at round times, wherever bars stand.
#pragma once

#include "ui/market/chart_bars.h"
#include "ui/market/plot_library.h"

#include <vector>

namespace tradecore::ui {

class TimeTicker : public QCPAxisTicker {
public:
    explicit TimeTicker(const ChartBars& bars) : m_bars(bars) {}
    void setWidth(int pixels) { m_width = pixels; }

protected:
    QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
    QVector<QString> createLabelVector(const QVector<double>& ticks, const QLocale& locale, QChar format, int precision) override;
    int getSubTickCount(double tickStep) override;

private:
    const ChartBars& m_bars;
    int m_width = 800;
};

}  // namespace tradecore::ui
