// ScriptedMarket: a market-data source that delivers what a test says, when it says so.
#pragma once

#include "application/port/market_data_source.h"
#include "base/clock.h"
#include "base/scheduler.h"

#include <set>

namespace tradecore::test {

class ScriptedMarket : public application::MarketDataSource {
public:
    ScriptedMarket(application::MarketDataSink& sink, application::StreamObserver& observer, Scheduler& io, const Clock& clock,
                   Duration sessionOffset = {});

    [[nodiscard]] const application::SourceTraits& traits() const override { return m_traits; }
    void connectNow() override;
    void disconnectNow() override;
    void setSubscriptions(const std::set<domain::InstrumentId>& wanted) override;
    void requestHistory(const application::HistoryRequest& request, HistoryAnswer answer) override;
    void requestInstruments(InstrumentsAnswer answer) override;
    [[nodiscard]] Timestamp marketTime() const override { return m_clock.utcNow(); }
    void setPaused(bool) override {}

    void quote(const char* symbol, const char* bid, const char* bidSize, const char* ask, const char* askSize);
    void trade(const char* symbol, const char* price, const char* size);

    [[nodiscard]] static std::vector<domain::Instrument> instruments();

private:
    application::MarketDataSink& m_sink;
    application::StreamObserver& m_observer;
    Scheduler& m_io;
    const Clock& m_clock;
    application::SourceTraits m_traits;
    int m_nextTrade = 1;
};

[[nodiscard]] domain::Price price(const char* text);
[[nodiscard]] domain::Quantity quantity(const char* text);

}  // namespace tradecore::test
