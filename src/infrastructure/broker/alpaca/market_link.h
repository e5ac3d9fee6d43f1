// MarketLink: one socket of Alpaca's market data (stocks, or crypto): handshake, authentication, subscriptions, pings. One attempt an
// open(); back-off belongs to the caller. Owner: AlpacaSource. io thread.
//
// The broker sends "connected", takes the keys, answers "authenticated"; each subscription is acknowledged with the whole list. A
// request that is refused because of one symbol (400, 405) is refused whole: it is halved until the symbol is found.
#pragma once

#include "application/authentication/key_pair.h"
#include "application/port/market_data_source.h"
#include "base/scheduler.h"
#include "infrastructure/broker/alpaca/market_decoder.h"
#include "infrastructure/broker/alpaca/wire_tape.h"

#include <QAbstractSocket>
#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QUrl>
#include <QWebSocket>

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tradecore::infrastructure::alpaca {

class MarketLink;

class MarketLinkOwner {
public:
    virtual ~MarketLinkOwner() = default;
    virtual void onLinkReady(MarketLink& link) = 0;
    // retryAfter is 0 where the broker did not ask to wait.
    virtual void onLinkDown(MarketLink& link, const std::string& reason, Duration retryAfter) = 0;
    virtual void onLinkActivity(MarketLink& link) = 0;
    virtual void onLinkMessage(MarketLink& link, const MarketMessage& message) = 0;
    virtual void onLinkMalformed(MarketLink& link, const std::string& why) = 0;
    virtual void onLinkSubscription(MarketLink& link, const std::string& symbol, application::SubscriptionState state, const std::string& why) = 0;
};

class MarketLink : public QObject {
    Q_OBJECT
public:
    // With isPacked the link speaks MessagePack, both ways.
    MarketLink(MarketLinkOwner& owner, Scheduler& scheduler, QUrl url, application::KeyPair keys, bool isPacked, QObject* parent = nullptr);
    ~MarketLink() override;

    void open();
    // Nobody is told.
    void close();
    [[nodiscard]] bool isOpen() const { return m_socket != nullptr; }
    [[nodiscard]] bool isReady() const { return m_isReady; }
    // The whole wanted set; kept across connections.
    void setWanted(std::set<std::string> symbols);

    [[nodiscard]] std::uint64_t frames() const { return m_frames; }

private:
    struct ChannelRequest {
        bool isSubscribe = true;
        std::vector<std::string> symbols;
    };

    void onBytes(const QByteArray& bytes, bool isBinary);
    void onMessage(const MarketMessage& message);
    void onSuccess(const SuccessMessage& message);
    void onVenueError(const ErrorMessage& message);
    void onSubscribed(const SubscriptionMessage& message);
    void refuseRequest(const std::string& why);
    void authenticate();
    void queueChanges();
    void sendNext();
    void send(const std::string& json);
    void ping();
    void onError(QAbstractSocket::SocketError error);
    void end(const std::string& reason, Duration retryAfter = {});
    void dropSocket();

    MarketLinkOwner& m_owner;
    Scheduler& m_scheduler;
    const QUrl m_url;
    const application::KeyPair m_keys;
    const bool m_isPacked;
    WireTape m_tape;
    QPointer<QWebSocket> m_socket;
    bool m_isReady = false;
    bool m_isPongDue = false;
    TimerId m_connectTimer = 0;
    TimerId m_answerTimer = 0;
    TimerId m_pingTimer = 0;
    std::set<std::string> m_wanted;
    std::set<std::string> m_asked;                  // sent or queued on this connection
    std::set<std::string> m_active;
    std::deque<ChannelRequest> m_queue;
    std::optional<ChannelRequest> m_underWay;
    std::uint64_t m_frames = 0;
};

}  // namespace tradecore::infrastructure::alpaca
