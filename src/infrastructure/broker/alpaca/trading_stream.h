// TradingStream: the socket of /stream: authenticates, listens to trade_updates, pings, and hands on what it reads. It is up once
// the broker has said that it listens. One attempt an open(); back-off belongs to the caller. io thread.
#pragma once

#include "application/authentication/key_pair.h"
#include "base/scheduler.h"
#include "infrastructure/broker/alpaca/trading_messages.h"
#include "infrastructure/broker/alpaca/wire_tape.h"

#include <QAbstractSocket>
#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QUrl>
#include <QWebSocket>

#include <string>

namespace tradecore::infrastructure::alpaca {

class TradingStreamOwner {
public:
    virtual ~TradingStreamOwner() = default;
    virtual void onStreamUp() = 0;
    virtual void onStreamDown(const std::string& reason) = 0;
    virtual void onStreamActivity() = 0;
    virtual void onTradeUpdate(const TradeUpdate& update, const std::string& raw) = 0;
    virtual void onUnreadable(const std::string& raw, const std::string& why) = 0;
};

class TradingStream : public QObject {
    Q_OBJECT
public:
    TradingStream(TradingStreamOwner& owner, Scheduler& scheduler, QUrl url, application::KeyPair keys, QObject* parent = nullptr);
    ~TradingStream() override;

    void open();
    // Nobody is told.
    void close();
    [[nodiscard]] bool isUp() const { return m_isUp; }

private:
    void authenticate();
    void onBytes(const QByteArray& bytes);
    void onMessage(const TradingMessage& message, const std::string& raw);
    void onError(QAbstractSocket::SocketError error);
    void ping();
    void end(const std::string& reason);
    void dropSocket();

    TradingStreamOwner& m_owner;
    Scheduler& m_scheduler;
    const QUrl m_url;
    const application::KeyPair m_keys;
    WireTape m_tape;
    QPointer<QWebSocket> m_socket;
    bool m_isUp = false;
    bool m_isPongDue = false;
    TimerId m_connectTimer = 0;
    TimerId m_pingTimer = 0;
};

}  // namespace tradecore::infrastructure::alpaca
