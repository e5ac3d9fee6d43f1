// AlpacaSource: live stocks (IEX feed) and crypto of Alpaca as a MarketDataSource: a MarketLink for each, REST for history and
// instruments. The crypto link is opened with the first crypto symbol. io thread, which runs a Qt event loop; made and destroyed
// there, after the sink and the observer. One attempt a connectNow(); when one link ends, both do, and the caller's back-off rules.
//
// Alpaca has no heartbeat, and a quiet symbol says nothing. While a stock exchange is closed silence is normal, so the port's
// staleness is off; a watch of this object ends a connection that says nothing for a minute although crypto is followed.
#pragma once

#include "application/port/market_data_source.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "infrastructure/broker/alpaca/endpoints.h"
#include "infrastructure/broker/alpaca/market_link.h"
#include "infrastructure/broker/alpaca/rest_client.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tradecore::infrastructure {

struct AlpacaSourceOptions {
    AlpacaEndpoints endpoints;
    bool isPacked = false;     // MessagePack in place of JSON
};

class AlpacaSource final : public application::MarketDataSource, private alpaca::MarketLinkOwner {
public:
    // sink, observer, clock and scheduler (of the io thread) outlive this object.
    AlpacaSource(application::MarketDataSink& sink, application::StreamObserver& observer, const Clock& clock, Scheduler& scheduler,
                 const AlpacaSourceOptions& options, const application::KeyPair& keys);
    ~AlpacaSource() override;

    [[nodiscard]] const application::SourceTraits& traits() const override { return m_traits; }
    void connectNow() override;
    void disconnectNow() override;
    void setSubscriptions(const std::set<domain::InstrumentId>& wanted) override;
    void requestHistory(const application::HistoryRequest& request, HistoryAnswer answer) override;
    void requestInstruments(InstrumentsAnswer answer) override;
    [[nodiscard]] Timestamp marketTime() const override;
    [[nodiscard]] std::map<std::string, std::uint64_t> figures() const override;
    void setPaused(bool) override {}

private:
    struct History;
    struct Counted {
        std::uint64_t quotes = 0, trades = 0, statistics = 0, statuses = 0, corrections = 0, unused = 0, malformed = 0;
    };

    void onLinkReady(alpaca::MarketLink& link) override;
    void onLinkDown(alpaca::MarketLink& link, const std::string& reason, Duration retryAfter) override;
    void onLinkActivity(alpaca::MarketLink& link) override;
    void onLinkMessage(alpaca::MarketLink& link, const alpaca::MarketMessage& message) override;
    void onLinkMalformed(alpaca::MarketLink& link, const std::string& why) override;
    void onLinkSubscription(alpaca::MarketLink& link, const std::string& symbol, application::SubscriptionState state, const std::string& why) override;

    void take(const alpaca::QuoteMessage& message);
    void take(const alpaca::TradeMessage& message);
    void take(const alpaca::BarMessage& message);
    void reached(Timestamp time);
    void tick();
    void end(const std::string& reason);
    void closeLinks();
    void fetchHistory(const std::shared_ptr<History>& history);
    void fetchAssets(std::shared_ptr<std::vector<domain::Instrument>> instruments, const char* assetClass, InstrumentsAnswer answer);
    [[nodiscard]] domain::InstrumentId idOf(std::string_view symbol) const;

    application::MarketDataSink& m_sink;
    application::StreamObserver& m_observer;
    const Clock& m_clock;
    Scheduler& m_scheduler;
    application::SourceTraits m_traits;
    alpaca::MarketLink m_stocks;
    alpaca::MarketLink m_crypto;
    alpaca::RestClient m_data;
    alpaca::RestClient m_trading;
    bool m_isConnected = false;
    bool m_wantsCrypto = false;
    Timestamp m_marketTime;
    SteadyTime m_lastCrypto;
    TimerId m_tickTimer = 0;
    Counted m_counted;
    std::shared_ptr<bool> m_alive;
};

}  // namespace tradecore::infrastructure
