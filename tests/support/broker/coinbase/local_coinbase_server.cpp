#include "tests/support/broker/coinbase/local_coinbase_server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpSocket>
#include <QWebSocket>

#include <algorithm>

namespace tradecore::test {

namespace {

constexpr qint64 largestHead = 16 * 1024;

QByteArray errorText(const QString& message, const QString& reason)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("type"), QStringLiteral("error")},
                                     {QStringLiteral("message"), message},
                                     {QStringLiteral("reason"), reason}})
        .toJson(QJsonDocument::Compact);
}

QByteArray typeOf(const QByteArray& text)
{
    const QByteArray mark = R"("type":")";
    const auto at = text.indexOf(mark);
    return at < 0 ? QByteArray() : text.mid(at + mark.size(), text.indexOf('"', at + mark.size()) - at - mark.size());
}

QString channelOfType(const QByteArray& type)
{
    if (type == "snapshot" || type == "l2update")
        return QStringLiteral("level2_batch");
    if (type == "match" || type == "last_match")
        return QStringLiteral("matches");
    return QString::fromLatin1(type);
}

QStringList textsOf(const QJsonValue& value)
{
    QStringList texts;
    for (const auto& entry : value.toArray())
        texts.append(entry.toString());
    return texts;
}

}  // namespace

LocalCoinbaseServer::LocalCoinbaseServer(LocalCoinbaseOptions options, QObject* parent)
    : QObject(parent), m_options(std::move(options)), m_market(m_options.seed),
      m_upgrader(QStringLiteral("local-coinbase"), QWebSocketServer::NonSecureMode)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &LocalCoinbaseServer::onTransport);
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &LocalCoinbaseServer::onWebSocket);
    connect(&m_stepTimer, &QTimer::timeout, this, &LocalCoinbaseServer::step);
    connect(&m_beatTimer, &QTimer::timeout, this, &LocalCoinbaseServer::beat);
}

LocalCoinbaseServer::~LocalCoinbaseServer()
{
    for (QWebSocket* const socket : sockets()) {
        socket->disconnect(this);
        delete socket;
    }
}

bool LocalCoinbaseServer::listen()
{
    if (!m_listener.listen(QHostAddress::LocalHost, m_options.port))
        return false;
    if (m_options.stepInterval.count() > 0)
        m_stepTimer.start(m_options.stepInterval);
    if (m_options.heartbeatInterval.count() > 0)
        m_beatTimer.start(m_options.heartbeatInterval);
    return true;
}

QString LocalCoinbaseServer::baseUrl() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(port());
}

void LocalCoinbaseServer::onTransport()
{
    while (QTcpSocket* const transport = m_listener.nextPendingConnection()) {
        if (m_stallsHandshake)
            continue;
        connect(transport, &QTcpSocket::readyRead, this, [this, transport] { onHead(transport); });
        connect(transport, &QTcpSocket::disconnected, transport, &QObject::deleteLater);
        if (transport->bytesAvailable() > 0)
            onHead(transport);
    }
}

void LocalCoinbaseServer::onHead(QTcpSocket* transport)
{
    const QByteArray seen = transport->peek(largestHead);
    const auto end = seen.indexOf("\r\n\r\n");
    if (end < 0) {
        if (seen.size() >= largestHead)
            transport->abort();
        return;
    }
    if (!seen.left(end).toLower().contains("upgrade: websocket")) {
        answerHttp(transport, transport->read(end + 4));
        return;
    }
    if (const auto refusal = std::exchange(m_handshakeAnswer, std::nullopt)) {
        transport->readAll();
        writeAnswer(transport, *refusal);
        return;
    }
    transport->disconnect(this);
    transport->disconnect(transport);
    m_upgrading.append(transport);
    m_upgrader.handleConnection(transport);
}

void LocalCoinbaseServer::onWebSocket()
{
    while (QWebSocket* const socket = m_upgrader.nextPendingConnection()) {
        ++m_connectionsSeen;
        auto owned = std::make_unique<Client>();
        Client* const client = owned.get();
        client->socket = socket;
        for (QTcpSocket* const transport : m_upgrading) {
            if (transport->peerPort() == socket->peerPort())
                client->transport = transport;
        }
        m_upgrading.removeAll(client->transport);
        m_clients.push_back(std::move(owned));
        connect(socket, &QWebSocket::textMessageReceived, this,
                [this, client](const QString& text) { onRequest(*client, text); });
        connect(socket, &QWebSocket::disconnected, this, [this, socket] {
            std::erase_if(m_clients, [socket](const auto& candidate) { return candidate->socket == socket; });
            m_held.removeIf([socket](const auto& frame) { return frame.first == socket; });
            socket->deleteLater();
        });
        client->deadline = new QTimer(socket);
        client->deadline->setSingleShot(true);
        connect(client->deadline, &QTimer::timeout, this, [this, socket] {
            ++m_closedForSilence;
            socket->close(QWebSocketProtocol::CloseCodePolicyViolated, QStringLiteral("no subscription in time"));
        });
        client->deadline->start(m_options.subscribeDeadline);
    }
}

void LocalCoinbaseServer::onRequest(Client& client, const QString& text)
{
    m_requests.append(text);
    if (m_ignoresRequests)
        return;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    if (!document.isObject()) {
        sendTo(client, errorText(QStringLiteral("Malformed JSON"), QString()));
        return;
    }
    QList<std::pair<QString, QString>> added;
    const bool leaves = document[QStringLiteral("type")].toString() == u"unsubscribe";
    const QString refused = apply(client, document.object(), added);
    if (!refused.isEmpty()) {
        sendTo(client, errorText(leaves ? QStringLiteral("Failed to unsubscribe") : QStringLiteral("Failed to subscribe"),
                                 refused));
        return;
    }
    if (!client.channels.isEmpty())
        client.deadline->stop();
    sendState(client);
    welcome(client, added);
}

// Nothing changes where the request is refused, for whatever reason.
QString LocalCoinbaseServer::apply(Client& client, const QJsonObject& request, QList<std::pair<QString, QString>>& added)
{
    static const QSet<QString> channels{QStringLiteral("ticker"), QStringLiteral("ticker_batch"), QStringLiteral("matches"),
                                        QStringLiteral("level2_batch"), QStringLiteral("heartbeat")};
    const QString type = request[QStringLiteral("type")].toString();
    if (type != u"subscribe" && type != u"unsubscribe")
        return QStringLiteral("Type has to be either subscribe or unsubscribe");
    const QStringList common = textsOf(request[QStringLiteral("product_ids")]);
    const QJsonArray wanted = request[QStringLiteral("channels")].toArray();
    if (wanted.isEmpty())
        return QStringLiteral("No channels provided");
    auto state = client.channels;
    for (const auto& entry : wanted) {
        const QJsonObject object = entry.toObject();
        const QString name = entry.isString() ? entry.toString() : object[QStringLiteral("name")].toString();
        const QStringList products = common + textsOf(object[QStringLiteral("product_ids")]);
        if (name == u"level2" || name == u"full" || name == u"level3")
            return name + QStringLiteral(" needs authentication");
        if (!channels.contains(name))
            return name + QStringLiteral(" is not a valid channel");
        for (const auto& product : products) {
            if (!m_market.knows(product))
                return product + QStringLiteral(" is not a valid product");
            if (type == u"unsubscribe") {
                state[name].remove(product);
            } else if (!state[name].contains(product)) {
                state[name].insert(product);
                added.append({name, product});
            }
        }
        if (state[name].isEmpty())
            state.remove(name);
    }
    client.channels = state;
    return {};
}

void LocalCoinbaseServer::sendState(Client& client)
{
    QJsonArray channels;
    for (auto channel = client.channels.constBegin(); channel != client.channels.constEnd(); ++channel) {
        QStringList products(channel.value().begin(), channel.value().end());
        products.sort();
        channels.append(QJsonObject{
            {QStringLiteral("name"), channel.key() == u"level2_batch" ? m_options.bookAcknowledgedAs : channel.key()},
            {QStringLiteral("product_ids"), QJsonArray::fromStringList(products)},
            {QStringLiteral("account_ids"), QJsonValue::Null}});
    }
    const QJsonObject state{{QStringLiteral("type"), QStringLiteral("subscriptions")}, {QStringLiteral("channels"), channels}};
    sendTo(client, QJsonDocument(state).toJson(QJsonDocument::Compact));
}

void LocalCoinbaseServer::welcome(Client& client, const QList<std::pair<QString, QString>>& added)
{
    for (const auto& [channel, product] : added) {
        if (m_market.product(product).isCaptured)
            continue;
        if (channel == u"matches")
            sendTo(client, m_market.lastMatch(product));
        else if (channel == u"ticker")
            sendTo(client, m_market.ticker(product));
        else if (channel == u"level2_batch")
            sendTo(client, m_market.snapshot(product));
    }
}

void LocalCoinbaseServer::answerHttp(QTcpSocket* transport, const QByteArray& head)
{
    m_restRequests.append(head);
    if (m_stalledRequests > 0) {
        --m_stalledRequests;
        return;
    }
    LocalAnswer answer;
    if (!m_nextAnswers.empty()) {
        answer = m_nextAnswers.front();
        m_nextAnswers.pop_front();
    } else if (!head.startsWith("GET ")) {
        answer.status = 405;
    } else if (!head.toLower().contains("\r\nuser-agent: ")) {
        answer = {400, R"({"message":"User-Agent header is required."})", QByteArrayLiteral("application/json"), {}};
    } else {
        answer = answerRest(m_market, QUrl(QString::fromLatin1(head.split(' ').value(1))));
    }
    writeAnswer(transport, answer);
}

void LocalCoinbaseServer::writeAnswer(QTcpSocket* transport, const LocalAnswer& answer)
{
    transport->write("HTTP/1.1 " + QByteArray::number(answer.status) + " Answer\r\nContent-Type: " + answer.contentType
                     + "\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\nConnection: close\r\n"
                     + answer.extraHeaders + "\r\n" + answer.body);
    transport->disconnectFromHost();
}

void LocalCoinbaseServer::step()
{
    deliver(m_market.step());
}

void LocalCoinbaseServer::beat()
{
    deliver(m_market.heartbeats());
}

void LocalCoinbaseServer::deliver(const QList<LocalEvent>& events)
{
    for (const auto& event : events) {
        for (const auto& client : m_clients) {
            if (client->channels.value(event.channel).contains(event.product))
                sendTo(*client, event.text);
        }
    }
}

void LocalCoinbaseServer::sendToAll(const QByteArray& text)
{
    for (const auto& client : m_clients)
        sendTo(*client, text);
}

void LocalCoinbaseServer::sendBinaryToAll(const QByteArray& bytes)
{
    for (const auto& client : m_clients)
        client->socket->sendBinaryMessage(bytes);
}

void LocalCoinbaseServer::sendTo(Client& client, const QByteArray& text)
{
    if (m_isMute)
        return;
    const QString type = QString::fromLatin1(typeOf(text));
    const auto found = std::find_if(m_strikes.begin(), m_strikes.end(), [&](const Strike& s) { return s.type == type; });
    if (found == m_strikes.end()) {
        write(client, text);
        return;
    }
    const FrameFault fault = found->fault;
    if (--found->left == 0)
        m_strikes.erase(found);
    switch (fault) {
    case FrameFault::Drop: return;
    case FrameFault::Duplicate:
        write(client, text);
        write(client, text);
        return;
    case FrameFault::Garble: {
        QByteArray garbled = text;
        garbled.replace("\":\"", "\"?\"");
        write(client, garbled);
        return;
    }
    case FrameFault::Truncate: write(client, text.left(text.size() / 2)); return;
    case FrameFault::Hold: m_held.append({client.socket, text}); return;
    }
}

void LocalCoinbaseServer::write(Client& client, const QByteArray& text)
{
    ++m_framesSent;
    client.socket->sendTextMessage(QString::fromUtf8(text));
}

void LocalCoinbaseServer::strike(FrameFault fault, const QString& type, int count)
{
    m_strikes.append({fault, type, count});
}

void LocalCoinbaseServer::releaseHeld()
{
    for (const auto& [socket, text] : std::exchange(m_held, {}))
        socket->sendTextMessage(QString::fromUtf8(text));
}

// Sockets are copied first: one that closes leaves the list.
QList<QWebSocket*> LocalCoinbaseServer::sockets() const
{
    QList<QWebSocket*> sockets;
    for (const auto& client : m_clients)
        sockets.append(client->socket);
    return sockets;
}

void LocalCoinbaseServer::closeAll(const QString& reason)
{
    for (QWebSocket* const socket : sockets())
        socket->close(QWebSocketProtocol::CloseCodeGoingAway, reason);
}

void LocalCoinbaseServer::abortAll()
{
    for (QWebSocket* const socket : sockets())
        socket->abort();
}

void LocalCoinbaseServer::cutFrameAll()
{
    QList<QTcpSocket*> transports;
    for (const auto& client : m_clients)
        transports.append(client->transport);
    transports.removeAll(nullptr);
    for (QTcpSocket* const transport : transports) {
        transport->write(QByteArray("\x81\x7e\x03\xe8{\"type\":\"ma", 15));  // a text frame of 1,000 bytes begins
        transport->disconnectFromHost();
    }
}

bool LocalCoinbaseServer::isSubscribed(const QString& channel, const QString& product) const
{
    return std::any_of(m_clients.begin(), m_clients.end(), [&](const auto& client) {
        return client->channels.value(channel).contains(product);
    });
}

bool LocalCoinbaseServer::loadCapture(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        const auto colon = line.indexOf(": ");
        if (colon < 0 || line.at(0) < '0' || line.at(0) > '9')
            continue;
        const QByteArray text = line.mid(colon + 2);
        m_capture.append(text);
        if (typeOf(text) == "snapshot")
            m_market.addCapturedProduct(
                QJsonDocument::fromJson(text)[QStringLiteral("product_id")].toString());
    }
    return !m_capture.isEmpty();
}

int LocalCoinbaseServer::playCapture()
{
    int played = 0;
    for (const auto& text : m_capture) {
        const QByteArray type = typeOf(text);
        if (type == "subscriptions")
            continue;
        const QByteArray mark = R"("product_id":")";
        const auto at = text.indexOf(mark) + mark.size();
        deliver({{channelOfType(type), QString::fromLatin1(text.mid(at, text.indexOf('"', at) - at)), text}});
        ++played;
    }
    return played;
}

}  // namespace tradecore::test
