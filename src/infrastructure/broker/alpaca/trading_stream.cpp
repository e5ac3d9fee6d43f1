#include "infrastructure/broker/alpaca/trading_stream.h"

#include "infrastructure/broker/alpaca/constants.h"
#include "infrastructure/broker/alpaca/endpoints.h"

#include <QNetworkProxy>
#include <QNetworkRequest>

#include <algorithm>
#include <utility>

namespace tradecore::infrastructure::alpaca {

namespace {

constexpr std::size_t longestRaw = 16 * 1024;

}  // namespace

TradingStream::TradingStream(TradingStreamOwner& owner, Scheduler& scheduler, QUrl url, application::KeyPair keys, QObject* parent)
    : QObject(parent), m_owner(owner), m_scheduler(scheduler), m_url(std::move(url)), m_keys(std::move(keys))
{
}

TradingStream::~TradingStream()
{
    close();
}

void TradingStream::open()
{
    if (m_socket)
        return;
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(maximumFrameBytes);
    m_socket->setMaxAllowedIncomingMessageSize(maximumFrameBytes);
    if (isLoopbackHost(m_url.host()))
        m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket, &QWebSocket::connected, this, &TradingStream::authenticate);
    connect(m_socket, &QWebSocket::disconnected, this, [this] {
        const QString reason = m_socket ? m_socket->closeReason().left(200) : QString();
        end("Alpaca closed the order stream" + (reason.isEmpty() ? std::string() : ": " + reason.toStdString()) + '.');
    });
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &TradingStream::onError);
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString& text) { onBytes(text.toUtf8()); });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &TradingStream::onBytes);
    connect(m_socket, &QWebSocket::pong, this, [this] { m_isPongDue = false; });
    m_connectTimer = m_scheduler.after(connectDeadline, [this] {
        m_connectTimer = 0;
        end("Alpaca did not open the order stream within ten seconds.");
    });
    QNetworkRequest request(m_url);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("TradeCore"));
    m_socket->open(request);
}

void TradingStream::authenticate()
{
    // Keys have neither quotes nor backslashes (parseKeyPair).
    QByteArray message = R"({"action":"auth","key":")";
    message.append(m_keys.keyId.reveal().data(), static_cast<qsizetype>(m_keys.keyId.reveal().size())).append(R"(","secret":")");
    message.append(m_keys.secret.reveal().data(), static_cast<qsizetype>(m_keys.secret.reveal().size())).append(R"("})");
    m_socket->sendTextMessage(QString::fromLatin1(message));
    wipeBytes(message.data(), static_cast<std::size_t>(message.size()));
    ping();
}

void TradingStream::onBytes(const QByteArray& bytes)
{
    m_owner.onStreamActivity();
    // A single byte is a heartbeat that some hosts send.
    if (bytes.size() < 2)
        return;
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const std::string raw(text.substr(0, longestRaw));
    const bool isJson = text.front() == '{' || text.front() == '[' || text.front() == ' ';
    const auto root = isJson ? m_tape.parseJson(text) : m_tape.parseMessagePack(text);
    if (!root) {
        m_owner.onUnreadable(isJson ? raw : std::string("(binary)"), root.error());
        return;
    }
    root->forEachOrSelf([this, &raw, isJson](WireView object) {
        const auto message = decodeTradingMessage(object);
        if (message)
            onMessage(*message, isJson ? raw : std::string("{}"));
        else
            m_owner.onUnreadable(raw, message.error());
    });
}

void TradingStream::onMessage(const TradingMessage& message, const std::string& raw)
{
    if (!m_socket)
        return;
    if (const auto* update = std::get_if<TradeUpdate>(&message)) {
        m_owner.onTradeUpdate(*update, raw);
    } else if (const auto* answer = std::get_if<AuthorizationAnswer>(&message)) {
        if (answer->isAuthorized)
            m_socket->sendTextMessage(QStringLiteral(R"({"action":"listen","data":{"streams":["trade_updates"]}})"));
        else
            end("Alpaca does not accept the keys of this account" + (answer->text.empty() ? std::string(".") : ": " + answer->text + '.'));
    } else if (const auto* listening = std::get_if<ListeningAnswer>(&message)) {
        const bool isServed = std::find(listening->streams.begin(), listening->streams.end(), "trade_updates") != listening->streams.end();
        if (!isServed) {
            end("Alpaca does not serve trade_updates to this account.");
            return;
        }
        m_scheduler.cancel(std::exchange(m_connectTimer, 0));
        if (!std::exchange(m_isUp, true))
            m_owner.onStreamUp();
    } else if (const auto* failed = std::get_if<StreamFailure>(&message)) {
        end("Alpaca ended the order stream: " + failed->text + '.');
    }
}

void TradingStream::onError(QAbstractSocket::SocketError error)
{
    if (!m_socket || (m_isUp && error == QAbstractSocket::RemoteHostClosedError))
        return;
    end("The order stream of Alpaca cannot be reached: " + m_socket->errorString().toStdString() + '.');
}

void TradingStream::ping()
{
    m_pingTimer = 0;
    if (!m_socket)
        return;
    if (std::exchange(m_isPongDue, true)) {
        end("The connection of the order stream does not answer any more.");
        return;
    }
    m_socket->ping();
    m_pingTimer = m_scheduler.after(pingInterval, [this] { ping(); });
}

void TradingStream::end(const std::string& reason)
{
    if (!m_socket)
        return;
    close();
    m_owner.onStreamDown(reason);
}

void TradingStream::close()
{
    m_scheduler.cancel(std::exchange(m_connectTimer, 0));
    m_scheduler.cancel(std::exchange(m_pingTimer, 0));
    m_isUp = false;
    m_isPongDue = false;
    dropSocket();
}

void TradingStream::dropSocket()
{
    if (!m_socket)
        return;
    QWebSocket* const socket = m_socket;
    m_socket = nullptr;
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

}  // namespace tradecore::infrastructure::alpaca
