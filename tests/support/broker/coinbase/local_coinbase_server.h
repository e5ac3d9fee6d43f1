// LocalCoinbaseServer: Coinbase Exchange on a real loopback socket, for tests, journeys and people without a network. One port
// serves the feed (WebSocket) and the REST interface (HTTP). It keeps each connection's subscriptions, closes who has not
// subscribed by the deadline, answers with the full state, sends last_match, ticker and snapshot to new subscribers, moves a
// seeded market, plays recordings, and misbehaves on request. It shares no code with the program. One thread.
#pragma once

#include "tests/support/broker/coinbase/local_market.h"
#include "tests/support/broker/coinbase/local_rest.h"

#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QSet>
#include <QTcpServer>
#include <QTimer>
#include <QWebSocketServer>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

class QWebSocket;
class QTcpSocket;

namespace tradecore::test {

struct LocalCoinbaseOptions {
    quint16 port = 0;  // 0: any free one
    quint64 seed = 1;
    std::chrono::milliseconds subscribeDeadline{5'000};
    // Zero: nothing moves by itself, tests call step() and beat().
    std::chrono::milliseconds stepInterval{0};
    std::chrono::milliseconds heartbeatInterval{0};
    QString bookAcknowledgedAs = QStringLiteral("level2_batch");
};

enum class FrameFault { Drop, Duplicate, Garble, Truncate, Hold };

class LocalCoinbaseServer : public QObject {
    Q_OBJECT
public:
    explicit LocalCoinbaseServer(LocalCoinbaseOptions options = {}, QObject* parent = nullptr);
    ~LocalCoinbaseServer() override;

    [[nodiscard]] bool listen();
    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    [[nodiscard]] QString baseUrl() const;

    // The market.
    void step();
    void beat();
    void trade(const QString& product) { deliver(m_market.trade(product)); }
    void loseTrade(const QString& product) { m_market.loseTrade(product); }
    // A frame of its own making, to whoever subscribed to the channel and product.
    void send(const QString& channel, const QString& product, const QByteArray& text) { deliver({{channel, product, text}}); }
    void sendToAll(const QByteArray& text);
    void sendBinaryToAll(const QByteArray& bytes);
    // Products of a recording become known; playCapture() sends its received frames to their subscribers.
    [[nodiscard]] bool loadCapture(const QString& path);
    int playCapture();

    // Misbehaviour of the feed. A fault strikes the next `count` frames of a message type.
    void strike(FrameFault fault, const QString& type, int count = 1);
    void releaseHeld();
    void setMute(bool isMute) { m_isMute = isMute; }
    void setIgnoresRequests(bool ignores) { m_ignoresRequests = ignores; }
    void setStallsHandshake(bool stalls) { m_stallsHandshake = stalls; }
    // The next handshake gets this answer and no connection.
    void refuseHandshakeNext(const LocalAnswer& answer) { m_handshakeAnswer = answer; }
    void closeAll(const QString& reason);
    void abortAll();
    // Begins a frame, and cuts the connection in its middle.
    void cutFrameAll();

    // Misbehaviour of REST: the next requests get these answers instead; a stalled one gets none.
    void answerNext(const LocalAnswer& answer) { m_nextAnswers.push_back(answer); }
    void stallNext(int count) { m_stalledRequests += count; }

    // What was seen.
    [[nodiscard]] int connectionsSeen() const { return m_connectionsSeen; }
    [[nodiscard]] int openConnections() const { return static_cast<int>(m_clients.size()); }
    [[nodiscard]] int framesSent() const { return m_framesSent; }
    [[nodiscard]] int closedForSilence() const { return m_closedForSilence; }
    [[nodiscard]] const QStringList& requests() const { return m_requests; }           // feed, as received
    [[nodiscard]] const QList<QByteArray>& restRequests() const { return m_restRequests; }  // request heads
    [[nodiscard]] bool isSubscribed(const QString& channel, const QString& product) const;

private:
    struct Client {
        QWebSocket* socket = nullptr;
        QTcpSocket* transport = nullptr;
        QMap<QString, QSet<QString>> channels;
        QTimer* deadline = nullptr;
    };
    struct Strike {
        FrameFault fault;
        QString type;
        int left;
    };

    [[nodiscard]] QList<QWebSocket*> sockets() const;
    void onTransport();
    void onHead(QTcpSocket* transport);
    void onWebSocket();
    void onRequest(Client& client, const QString& text);
    [[nodiscard]] QString apply(Client& client, const QJsonObject& request, QList<std::pair<QString, QString>>& added);
    void answerHttp(QTcpSocket* transport, const QByteArray& head);
    void writeAnswer(QTcpSocket* transport, const LocalAnswer& answer);
    void sendState(Client& client);
    void welcome(Client& client, const QList<std::pair<QString, QString>>& added);
    void deliver(const QList<LocalEvent>& events);
    void sendTo(Client& client, const QByteArray& text);
    void write(Client& client, const QByteArray& text);

    LocalCoinbaseOptions m_options;
    LocalMarket m_market;
    QTcpServer m_listener;
    QWebSocketServer m_upgrader;
    QTimer m_stepTimer;
    QTimer m_beatTimer;
    std::deque<std::unique_ptr<Client>> m_clients;
    QList<QTcpSocket*> m_upgrading;
    QList<Strike> m_strikes;
    QList<std::pair<QWebSocket*, QByteArray>> m_held;
    QList<QByteArray> m_capture;
    std::deque<LocalAnswer> m_nextAnswers;
    std::optional<LocalAnswer> m_handshakeAnswer;
    int m_stalledRequests = 0;
    bool m_isMute = false;
    bool m_ignoresRequests = false;
    bool m_stallsHandshake = false;
    int m_connectionsSeen = 0;
    int m_framesSent = 0;
    int m_closedForSilence = 0;
    QStringList m_requests;
    QList<QByteArray> m_restRequests;
};

}  // namespace tradecore::test
