// LocalAlpacaServer: an Alpaca on 127.0.0.1: the REST interfaces, the market-data streams and the trading stream on one port, over
// a market and one account of its own. It shares no code with the program, and it misbehaves on request. One thread, which runs an
// event loop.
#pragma once

#include "tests/support/broker/alpaca/local_book.h"

#include <QHostAddress>
#include <QJsonObject>
#include <QTcpServer>
#include <QTimer>
#include <QWebSocketServer>

#include <chrono>
#include <memory>
#include <vector>

class QTcpSocket;
class QWebSocket;

namespace tradecore::test {

struct LocalAlpacaOptions {
    quint16 port = 0;
    QString keyId = QStringLiteral("PKLOCALALPACA0000001");
    QString secret = QStringLiteral("local-alpaca-secret-000000000000000000000");
    Fixed cash = Fixed::whole(100'000);
    std::chrono::milliseconds stepInterval{0};     // 0: the market stands still
    std::chrono::milliseconds fillDelay{3};        // from the answer to the fill, as seen on the paper service
    quint64 seed = 1;
    int requestsPerMinute = 200;
    int symbolLimit = 30;
};

// Counts down where it says how many; 0 is off.
struct LocalFaults {
    int dropAfterWrite = 0;       // orders executed, connection closed without an answer
    int dropBeforeWrite = 0;      // orders not executed, connection closed without an answer
    int errorAfterWrite = 0;      // orders executed, answered with 500
    int pageAfterWrite = 0;       // orders executed, answered with a web page
    int webPages = 0;             // any request, not executed, answered with a web page and 502
    int rateLimited = 0;          // any request, not executed, answered with 429
    int retryAfterSeconds = 1;
    int loseFills = 0;            // fill frames that are never sent
    int doubleFills = 0;          // fill frames that are sent twice
    int refusedConnections = 0;   // data connections that are told 406
    int ackDelayMilliseconds = 0; // answers to orders come late; their events do not wait
    bool mute = false;            // streams say nothing; pings are answered
    int clockSkewSeconds = 0;
};

class LocalAlpacaServer : public QObject {
    Q_OBJECT
public:
    explicit LocalAlpacaServer(LocalAlpacaOptions options, QObject* parent = nullptr);
    ~LocalAlpacaServer() override;

    [[nodiscard]] bool listen();
    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    [[nodiscard]] QString baseUrl() const;

    LocalFaults faults;
    [[nodiscard]] LocalBook& book() { return m_book; }
    // Moves the market one step.
    void step();
    void setPrice(const QString& symbol, Fixed bid, Fixed ask);
    void closeStreams();
    void tellSlowClients();       // 407, then the close
    [[nodiscard]] int dataConnections() const { return countOf(false); }
    [[nodiscard]] int tradingConnections() const { return countOf(true); }
    [[nodiscard]] int requestsSeen() const { return m_requestsSeen; }
    [[nodiscard]] int ordersPosted() const { return m_ordersPosted; }

private:
    struct Stream {
        QWebSocket* socket = nullptr;
        bool isTrading = false;
        bool isCrypto = false;
        bool isTest = false;
        bool isPacked = false;      // MessagePack, both ways
        bool isAuthorized = false;
        bool isListening = false;
        QString path;
        QMap<QString, QStringList> channels;
        QTimer* deadline = nullptr;
    };
    struct HttpRequest {
        QByteArray method;
        QString path;
        QUrlQuery query;
        QMap<QByteArray, QByteArray> headers;
        QByteArray body;
    };
    using Respond = std::function<void(const HttpAnswer&)>;

    // Transport: local_http.cpp.
    void onTransport();
    void onReadable(QTcpSocket* transport);
    [[nodiscard]] static std::optional<HttpRequest> takeRequest(QTcpSocket* transport);
    void write(QTcpSocket* transport, const HttpAnswer& answer);
    void serve(QTcpSocket* transport, const HttpRequest& request);
    // Requests: local_rest.cpp.
    [[nodiscard]] bool isKnown(const HttpRequest& request) const;
    [[nodiscard]] HttpAnswer answerTo(const HttpRequest& request);
    [[nodiscard]] HttpAnswer trading(const HttpRequest& request, const QString& path);
    [[nodiscard]] HttpAnswer marketData(const HttpRequest& request) const;
    [[nodiscard]] HttpAnswer history(const QString& kind, const QStringList& symbols, const QUrlQuery& query, bool isSingle) const;
    [[nodiscard]] HttpAnswer latest(const QString& kind, const QStringList& symbols, bool isSingle) const;
    [[nodiscard]] HttpAnswer clock() const;
    [[nodiscard]] static HttpAnswer calendar(const QUrlQuery& query);
    void placeOrder(QTcpSocket* transport, const HttpRequest& request);
    // Streams: local_streams.cpp.
    void onWebSocket();
    void onMessage(Stream& stream, const QByteArray& bytes);
    void onDataRequest(Stream& stream, const QJsonObject& request);
    void onTradingRequest(Stream& stream, const QJsonObject& request);
    void authorizeData(Stream& stream, const QJsonObject& request);
    void changeChannels(Stream& stream, const QJsonObject& request, bool isSubscribe);
    void send(Stream& stream, const QJsonValue& value);
    void sendError(Stream& stream, int code, const char* text);
    void sendSnapshots(Stream& stream, const QJsonObject& request);
    void broadcast(const QString& channel, const LocalAsset& asset, const QJsonObject& message);
    void tellUpdate(const QJsonObject& data);
    void tellQuote(const LocalAsset& asset);
    void tellTrade(const LocalAsset& asset, Fixed price, Fixed size);
    [[nodiscard]] int countOf(bool isTrading) const;

    LocalAlpacaOptions m_options;
    LocalBook m_book;
    QTcpServer m_listener;
    QWebSocketServer m_upgrader;
    QTimer m_stepTimer;
    std::vector<std::unique_ptr<Stream>> m_streams;
    QMap<quint16, QByteArray> m_heads;       // of upgrades under way, by peer port
    QList<qint64> m_requestTimes;            // of the last minute
    quint64 m_random;
    qint64 m_tradeId = 3'447'222'699'101'865'000;
    int m_requestsSeen = 0;
    int m_ordersPosted = 0;
};

}  // namespace tradecore::test
