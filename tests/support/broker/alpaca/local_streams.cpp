// The streams of the local Alpaca: market data in JSON or MessagePack, and the trading stream, whose frames are binary and hold
// JSON text, as on the paper service.
#include "tests/support/broker/alpaca/local_alpaca_server.h"
#include "tests/support/broker/alpaca/pack.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QWebSocket>

namespace tradecore::test {

namespace {

constexpr int authorizationDeadline = 10'000;   // milliseconds

QStringList channelsOf(bool isCrypto, bool isTest)
{
    if (isCrypto)
        return {QStringLiteral("trades"), QStringLiteral("quotes"), QStringLiteral("orderbooks"), QStringLiteral("bars"), QStringLiteral("updatedBars"),
                QStringLiteral("dailyBars")};
    if (isTest)
        return {QStringLiteral("trades"), QStringLiteral("quotes"), QStringLiteral("bars")};
    return {QStringLiteral("trades"), QStringLiteral("quotes"), QStringLiteral("bars"), QStringLiteral("updatedBars"), QStringLiteral("dailyBars"),
            QStringLiteral("statuses"), QStringLiteral("lulds"), QStringLiteral("corrections"), QStringLiteral("cancelErrors")};
}

QJsonArray message(const QJsonObject& object)
{
    return {object};
}

QJsonArray success(const char* text)
{
    return message({{QStringLiteral("T"), QStringLiteral("success")}, {QStringLiteral("msg"), QString::fromLatin1(text)}});
}

bool isSymbolText(const QString& text)
{
    return !text.isEmpty() && text.size() < 24 && text == text.toUpper() && !text.contains(QLatin1Char(' '));
}

}  // namespace

void LocalAlpacaServer::onWebSocket()
{
    while (QWebSocket* const socket = m_upgrader.nextPendingConnection()) {
        const QByteArray head = m_heads.take(socket->peerPort());
        auto owned = std::make_unique<Stream>();
        Stream* const stream = owned.get();
        stream->socket = socket;
        stream->path = socket->requestUrl().path();
        stream->isTrading = stream->path == QStringLiteral("/stream");
        stream->isCrypto = stream->path.startsWith(QStringLiteral("/v1beta3/crypto/"));
        stream->isTest = stream->path == QStringLiteral("/v2/test");
        stream->isPacked = head.contains("content-type: application/msgpack");
        m_streams.push_back(std::move(owned));
        connect(socket, &QWebSocket::textMessageReceived, this, [this, stream](const QString& text) { onMessage(*stream, text.toUtf8()); });
        connect(socket, &QWebSocket::binaryMessageReceived, this, [this, stream](const QByteArray& bytes) { onMessage(*stream, bytes); });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            std::erase_if(m_streams, [socket](const auto& candidate) { return candidate->socket == socket; });
            socket->deleteLater();
        });
        const bool isKnownPath = stream->isTrading || stream->isCrypto || stream->path.startsWith(QStringLiteral("/v2/"));
        if (!isKnownPath) {
            socket->close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("no such stream"));
            continue;
        }
        if (stream->isTrading)
            continue;
        send(*stream, success("connected"));
        stream->deadline = new QTimer(socket);
        stream->deadline->setSingleShot(true);
        connect(stream->deadline, &QTimer::timeout, this, [this, stream] {
            sendError(*stream, 404, "auth timeout");
            stream->socket->close();
        });
        const QByteArray keyLine = "apca-api-key-id: " + m_options.keyId.toUtf8().toLower();
        const QByteArray secretLine = "apca-api-secret-key: " + m_options.secret.toUtf8().toLower();
        if (head.contains(keyLine) && head.contains(secretLine)) {
            stream->isAuthorized = true;
            send(*stream, success("authenticated"));
        } else {
            stream->deadline->start(authorizationDeadline);
        }
    }
}

void LocalAlpacaServer::send(Stream& stream, const QJsonValue& value)
{
    if (faults.mute)
        return;
    if (stream.isPacked) {
        stream.socket->sendBinaryMessage(packed(value));
        return;
    }
    const QByteArray text = value.isArray() ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
                                            : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (stream.isTrading)
        stream.socket->sendBinaryMessage(text);
    else
        stream.socket->sendTextMessage(QString::fromUtf8(text));
}

void LocalAlpacaServer::sendError(Stream& stream, int code, const char* text)
{
    send(stream, message({{QStringLiteral("T"), QStringLiteral("error")}, {QStringLiteral("code"), code}, {QStringLiteral("msg"), QString::fromLatin1(text)}}));
}

void LocalAlpacaServer::onMessage(Stream& stream, const QByteArray& bytes)
{
    std::optional<QJsonValue> value;
    if (stream.isPacked)
        value = unpacked(bytes);
    else if (const auto document = QJsonDocument::fromJson(bytes); document.isObject())
        value = document.object();
    if (!value || !value->isObject()) {
        if (stream.isTrading)
            send(stream, QJsonObject{{QStringLiteral("action"), QStringLiteral("error")},
                                     {QStringLiteral("data"), QJsonObject{{QStringLiteral("error_message"), QStringLiteral("invalid message")}}}});
        else
            sendError(stream, 400, "invalid syntax");
        return;
    }
    if (stream.isTrading)
        onTradingRequest(stream, value->toObject());
    else
        onDataRequest(stream, value->toObject());
}

void LocalAlpacaServer::onDataRequest(Stream& stream, const QJsonObject& request)
{
    const QString action = request.value(QStringLiteral("action")).toString();
    if (action == QStringLiteral("auth"))
        authorizeData(stream, request);
    else if (!stream.isAuthorized)
        sendError(stream, 401, "not authenticated");
    else if (action == QStringLiteral("subscribe") || action == QStringLiteral("unsubscribe"))
        changeChannels(stream, request, action == QStringLiteral("subscribe"));
    else
        sendError(stream, 400, "invalid syntax");
}

void LocalAlpacaServer::authorizeData(Stream& stream, const QJsonObject& request)
{
    if (stream.isAuthorized) {
        sendError(stream, 403, "already authenticated");
        return;
    }
    if (request.value(QStringLiteral("key")) != m_options.keyId || request.value(QStringLiteral("secret")) != m_options.secret) {
        sendError(stream, 402, "auth failed");
        return;
    }
    const bool isTaken = std::any_of(m_streams.begin(), m_streams.end(), [&stream](const auto& other) {
        return other.get() != &stream && other->isAuthorized && other->path == stream.path;
    });
    if (isTaken || faults.refusedConnections > 0) {
        faults.refusedConnections = std::max(0, faults.refusedConnections - 1);
        sendError(stream, 406, "connection limit exceeded");
        return;
    }
    stream.deadline->stop();
    stream.isAuthorized = true;
    send(stream, success("authenticated"));
}

void LocalAlpacaServer::changeChannels(Stream& stream, const QJsonObject& request, bool isSubscribe)
{
    const QStringList known = channelsOf(stream.isCrypto, stream.isTest);
    auto channels = stream.channels;
    for (auto entry = request.begin(); entry != request.end(); ++entry) {
        if (entry.key() == QStringLiteral("action"))
            continue;
        const QJsonArray symbols = entry.value().toArray();
        if (!known.contains(entry.key())) {
            if (symbols.isEmpty())
                continue;
            sendError(stream, 410, "invalid subscribe action for this feed");
            return;
        }
        for (const auto& value : symbols) {
            const QString symbol = value.toString();
            if (!isSymbolText(symbol) || (stream.isCrypto && symbol != QStringLiteral("*") && !symbol.contains(QLatin1Char('/')))) {
                sendError(stream, 400, "invalid syntax");
                return;
            }
            channels[entry.key()].removeAll(symbol);
            if (isSubscribe)
                channels[entry.key()].append(symbol);
        }
    }
    if (!stream.isCrypto && !stream.isTest) {
        channels[QStringLiteral("corrections")] = channels.value(QStringLiteral("trades"));
        channels[QStringLiteral("cancelErrors")] = channels.value(QStringLiteral("trades"));
    }
    QSet<QString> all;
    for (const auto& name : {QStringLiteral("trades"), QStringLiteral("quotes")})
        for (const auto& symbol : channels.value(name))
            all.insert(symbol);
    if (isSubscribe && all.size() > m_options.symbolLimit) {
        sendError(stream, 405, "symbol limit exceeded");
        return;
    }
    stream.channels = channels;
    QJsonObject state{{QStringLiteral("T"), QStringLiteral("subscription")}};
    for (const auto& name : known)
        state.insert(name, QJsonArray::fromStringList(stream.channels.value(name)));
    send(stream, message(state));
    if (isSubscribe)
        sendSnapshots(stream, request);
}

// The real service has traffic all the time; here the present quote is said once, so that a market that stands still has one.
void LocalAlpacaServer::sendSnapshots(Stream& stream, const QJsonObject& request)
{
    Q_UNUSED(stream)
    for (const auto& symbol : request.value(QStringLiteral("quotes")).toArray()) {
        if (const auto* asset = m_book.asset(symbol.toString()))
            tellQuote(*asset);
    }
}

void LocalAlpacaServer::broadcast(const QString& channel, const LocalAsset& asset, const QJsonObject& body)
{
    for (const auto& stream : m_streams) {
        const QStringList symbols = stream->channels.value(channel);
        const bool feedFits = !stream->isTrading && stream->isCrypto == asset.isCrypto && stream->isAuthorized;
        if (feedFits && (symbols.contains(asset.symbol) || symbols.contains(QStringLiteral("*"))))
            send(*stream, message(body));
    }
}

void LocalAlpacaServer::tellQuote(const LocalAsset& asset)
{
    QJsonObject quote{{QStringLiteral("T"), QStringLiteral("q")},
                      {QStringLiteral("S"), asset.symbol},
                      {QStringLiteral("bp"), asset.bid.real()},
                      {QStringLiteral("bs"), asset.isCrypto ? QJsonValue(0.5) : QJsonValue(100)},
                      {QStringLiteral("ap"), asset.ask.real()},
                      {QStringLiteral("as"), asset.isCrypto ? QJsonValue(0.75) : QJsonValue(200)},
                      {QStringLiteral("t"), timeNow()}};
    if (!asset.isCrypto) {
        quote.insert(QStringLiteral("bx"), QStringLiteral("V"));
        quote.insert(QStringLiteral("ax"), QStringLiteral("V"));
        quote.insert(QStringLiteral("c"), QJsonArray{QStringLiteral("R")});
        quote.insert(QStringLiteral("z"), QStringLiteral("C"));
    }
    broadcast(QStringLiteral("quotes"), asset, quote);
}

void LocalAlpacaServer::tellTrade(const LocalAsset& asset, Fixed price, Fixed size)
{
    QJsonObject trade{{QStringLiteral("T"), QStringLiteral("t")},
                      {QStringLiteral("S"), asset.symbol},
                      {QStringLiteral("i"), ++m_tradeId},
                      {QStringLiteral("p"), price.real()},
                      {QStringLiteral("s"), size.real()},
                      {QStringLiteral("t"), timeNow()}};
    if (asset.isCrypto) {
        trade.insert(QStringLiteral("tks"), QStringLiteral("B"));
    } else {
        trade.insert(QStringLiteral("x"), QStringLiteral("V"));
        trade.insert(QStringLiteral("c"), QJsonArray{QStringLiteral("@")});
        trade.insert(QStringLiteral("z"), QStringLiteral("C"));
    }
    broadcast(QStringLiteral("trades"), asset, trade);
}

void LocalAlpacaServer::onTradingRequest(Stream& stream, const QJsonObject& request)
{
    const QString action = request.value(QStringLiteral("action")).toString();
    const auto authorization = [](bool isGood, const QString& of) {
        QJsonObject data{{QStringLiteral("status"), isGood ? QStringLiteral("authorized") : QStringLiteral("unauthorized")}, {QStringLiteral("action"), of}};
        return QJsonObject{{QStringLiteral("stream"), QStringLiteral("authorization")}, {QStringLiteral("data"), data}};
    };
    if (action == QStringLiteral("auth") || action == QStringLiteral("authenticate")) {
        const QJsonObject inner = request.value(QStringLiteral("data")).toObject();
        const QString key = inner.isEmpty() ? request.value(QStringLiteral("key")).toString() : inner.value(QStringLiteral("key_id")).toString();
        const QString secret = inner.isEmpty() ? request.value(QStringLiteral("secret")).toString() : inner.value(QStringLiteral("secret_key")).toString();
        stream.isAuthorized = key == m_options.keyId && secret == m_options.secret;
        send(stream, authorization(stream.isAuthorized, QStringLiteral("authenticate")));
        return;
    }
    if (action != QStringLiteral("listen"))
        return;
    if (!stream.isAuthorized) {
        send(stream, authorization(false, QStringLiteral("listen")));
        return;
    }
    const QJsonArray asked = request.value(QStringLiteral("data")).toObject().value(QStringLiteral("streams")).toArray();
    stream.isListening = asked.contains(QStringLiteral("trade_updates"));
    const QJsonArray served = stream.isListening ? QJsonArray{QStringLiteral("trade_updates")} : QJsonArray();
    send(stream, QJsonObject{{QStringLiteral("stream"), QStringLiteral("listening")}, {QStringLiteral("data"), QJsonObject{{QStringLiteral("streams"), served}}}});
}

void LocalAlpacaServer::tellUpdate(const QJsonObject& data)
{
    const QString event = data.value(QStringLiteral("event")).toString();
    const bool isFill = event == QStringLiteral("fill") || event == QStringLiteral("partial_fill");
    if (isFill && faults.loseFills > 0) {
        --faults.loseFills;
        return;
    }
    const int times = isFill && faults.doubleFills > 0 ? 2 : 1;
    faults.doubleFills -= times - 1;
    const QJsonObject frame{{QStringLiteral("stream"), QStringLiteral("trade_updates")}, {QStringLiteral("data"), data}};
    for (int i = 0; i < times; ++i) {
        for (const auto& stream : m_streams) {
            if (stream->isTrading && stream->isListening)
                send(*stream, frame);
        }
    }
}

}  // namespace tradecore::test
