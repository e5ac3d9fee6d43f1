// CoinbaseSource: Coinbase Exchange, public and live, as a MarketDataSource: a QWebSocket for ticker, matches, level2_batch and
// heartbeat, REST for history and instruments. No account is needed. Lives on the io thread, which runs a Qt event loop; it is
// made and destroyed there, after the sink and the observer. One attempt a connectNow(), with a socket of its own and a
// deadline of ten seconds; back-off belongs to the caller. Frames go through CoinbaseFrameHandler.
#pragma once

#include "application/port/market_data_source.h"
#include "base/clock.h"
#include "base/scheduler.h"
#include "infrastructure/broker/coinbase/candle_loader.h"
#include "infrastructure/broker/coinbase/endpoints.h"
#include "infrastructure/broker/coinbase/frame_handler.h"
#include "infrastructure/broker/coinbase/rest_client.h"
#include "infrastructure/broker/coinbase/subscription_set.h"

#include <QObject>
#include <QPointer>
#include <QTcpSocket>
#include <QWebSocket>

#include <map>
#include <set>
#include <string>

namespace tradecore::infrastructure {

class CoinbaseSource final : public QObject, public application::MarketDataSource, private CoinbaseSession {
    Q_OBJECT
public:
    // sink, observer, clock and scheduler (of the io thread) outlive this object.
    CoinbaseSource(application::MarketDataSink& sink, application::StreamObserver& observer, const Clock& clock,
                   Scheduler& scheduler, const CoinbaseEndpoints& endpoints, QObject* parent = nullptr);
    ~CoinbaseSource() override;

    [[nodiscard]] const application::SourceTraits& traits() const override { return m_traits; }
    void connectNow() override;
    void disconnectNow() override;
    // Forgotten when the connection ends.
    void setSubscriptions(const std::set<domain::InstrumentId>& wanted) override;
    void requestHistory(const application::HistoryRequest& request, HistoryAnswer answer) override;
    void requestInstruments(InstrumentsAnswer answer) override;
    [[nodiscard]] Timestamp marketTime() const override;
    [[nodiscard]] std::map<std::string, std::uint64_t> figures() const override;
    void setPaused(bool) override {}

    [[nodiscard]] const CoinbaseFrameCounters& counters() const { return m_handler.counters(); }
    [[nodiscard]] std::uint64_t resyncs() const { return m_subscriptions.resyncs(); }
    [[nodiscard]] std::uint64_t rateLimited() const { return m_rest.rateLimited(); }

private:
    void onSubscriptions(const coinbase::SubscriptionsMessage& message) override;
    void onVenueError(const coinbase::ErrorMessage& message) override;
    void onBookLost(const std::string& product) override;

    void onSocketConnected();
    void onSocketDisconnected();
    void onSocketError(QAbstractSocket::SocketError error);
    void onTextMessage(const QString& message);
    void onBinaryMessage(const QByteArray& message);
    void attachSocket();
    void watchHandshake();
    [[nodiscard]] QByteArray refusedHandshake() const;
    void endConnection(const std::string& reason);
    void dropSocket();
    void sendRequests();
    void onAcknowledgementDeadline();
    void askForBook(const std::string& product);
    void cancelTimers();

    application::MarketDataSink& m_sink;
    application::StreamObserver& m_observer;
    const Clock& m_clock;
    Scheduler& m_scheduler;
    const CoinbaseEndpoints m_endpoints;
    application::SourceTraits m_traits;
    CoinbaseFrameHandler m_handler;
    coinbase::SubscriptionSet m_subscriptions;
    coinbase::RestClient m_rest;
    coinbase::CandleLoader m_candles;
    QPointer<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_transport;                // under m_socket, until its handshake is over
    bool m_isOpen = false;
    TimerId m_connectTimer = 0;
    TimerId m_acknowledgementTimer = 0;
    std::set<std::string> m_unsubscribed;            // since the connection began
    std::map<std::string, SteadyTime> m_lastResync;
    std::map<std::string, TimerId> m_resyncTimers;
    mutable Timestamp m_shownMarketTime;
};

}  // namespace tradecore::infrastructure
