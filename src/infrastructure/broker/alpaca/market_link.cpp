#include "infrastructure/broker/alpaca/market_link.h"

#include "infrastructure/broker/alpaca/constants.h"
#include "infrastructure/broker/alpaca/endpoints.h"
#include "infrastructure/broker/alpaca/wire_values.h"

#include <QNetworkProxy>
#include <QNetworkRequest>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace tradecore::infrastructure::alpaca {

using application::SubscriptionState;

namespace {

constexpr std::size_t symbolsPerRequest = 500;
constexpr std::chrono::seconds refusedKeysDelay{60};

// A text of MessagePack; ours are short.
std::string packedText(std::string_view text)
{
    std::string out = text.size() < 32 ? std::string(1, static_cast<char>(0xa0 | text.size())) : std::string("\xd9") + static_cast<char>(text.size());
    return out.append(text);
}

std::string packedList(const std::vector<std::string>& texts)
{
    std::string out = "\xdc";
    out += static_cast<char>(texts.size() >> 8U);
    out += static_cast<char>(texts.size() & 0xffU);
    for (const auto& text : texts)
        out += packedText(text);
    return out;
}

std::string jsonList(const std::vector<std::string>& texts)
{
    std::string out = "[";
    for (const auto& text : texts)
        out.append(out.size() > 1 ? ",\"" : "\"").append(text).append("\"");
    return out + ']';
}

constexpr std::array<std::string_view, 3> channels{"trades", "quotes", "dailyBars"};

}  // namespace

MarketLink::MarketLink(MarketLinkOwner& owner, Scheduler& scheduler, QUrl url, application::KeyPair keys, bool isPacked, QObject* parent)
    : QObject(parent), m_owner(owner), m_scheduler(scheduler), m_url(std::move(url)), m_keys(std::move(keys)), m_isPacked(isPacked)
{
}

MarketLink::~MarketLink()
{
    close();
}

void MarketLink::open()
{
    if (m_socket)
        return;
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(maximumFrameBytes);
    m_socket->setMaxAllowedIncomingMessageSize(maximumFrameBytes);
    if (isLoopbackHost(m_url.host()))
        m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket, &QWebSocket::connected, this, &MarketLink::ping);
    connect(m_socket, &QWebSocket::disconnected, this, [this] {
        const bool wasTooLarge = m_socket && m_socket->closeCode() == QWebSocketProtocol::CloseCodeTooMuchData;
        const QString reason = m_socket ? m_socket->closeReason().left(200) : QString();
        end(wasTooLarge ? std::string("Alpaca sent a message larger than 16 MiB.")
                        : "Alpaca closed the connection" + (reason.isEmpty() ? std::string() : ": " + reason.toStdString()) + '.');
    });
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &MarketLink::onError);
    connect(m_socket, &QWebSocket::textMessageReceived, this, [this](const QString& text) { onBytes(text.toUtf8(), false); });
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray& bytes) { onBytes(bytes, true); });
    connect(m_socket, &QWebSocket::pong, this, [this] { m_isPongDue = false; });
    m_connectTimer = m_scheduler.after(connectDeadline, [this] {
        m_connectTimer = 0;
        end("Alpaca did not answer within ten seconds.");
    });
    QNetworkRequest request(m_url);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("TradeCore"));
    if (m_isPacked)
        request.setRawHeader("Content-Type", "application/msgpack");
    m_socket->open(request);
}

void MarketLink::authenticate()
{
    std::string message = m_isPacked ? "\x83" + packedText("action") + packedText("auth") + packedText("key")
                                     : std::string(R"({"action":"auth","key":")");
    // Keys have neither quotes nor backslashes (parseKeyPair).
    if (m_isPacked)
        message += packedText(m_keys.keyId.reveal()) + packedText("secret") + packedText(m_keys.secret.reveal());
    else
        message.append(m_keys.keyId.reveal()).append(R"(","secret":")").append(m_keys.secret.reveal()).append(R"("})");
    send(message);
    wipeBytes(message.data(), message.size());
}

void MarketLink::send(const std::string& message)
{
    if (m_isPacked)
        m_socket->sendBinaryMessage(QByteArray(message.data(), static_cast<qsizetype>(message.size())));
    else
        m_socket->sendTextMessage(QString::fromStdString(message));
}

void MarketLink::onBytes(const QByteArray& bytes, bool isBinary)
{
    ++m_frames;
    m_owner.onLinkActivity(*this);
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    const auto root = isBinary && m_isPacked ? m_tape.parseMessagePack(text) : m_tape.parseJson(text);
    if (!root) {
        m_owner.onLinkMalformed(*this, "a frame is " + root.error());
        return;
    }
    decodeMarketFrame(*root, [this](const Result<MarketMessage, std::string>& message) {
        if (!m_socket)
            return;
        if (message)
            onMessage(*message);
        else
            m_owner.onLinkMalformed(*this, message.error());
    });
}

void MarketLink::onMessage(const MarketMessage& message)
{
    if (const auto* success = std::get_if<SuccessMessage>(&message))
        onSuccess(*success);
    else if (const auto* error = std::get_if<ErrorMessage>(&message))
        onVenueError(*error);
    else if (const auto* subscribed = std::get_if<SubscriptionMessage>(&message))
        onSubscribed(*subscribed);
    else if (m_isReady)
        m_owner.onLinkMessage(*this, message);
}

void MarketLink::onSuccess(const SuccessMessage& message)
{
    if (message.text == "connected") {
        authenticate();
    } else if (message.text == "authenticated" && !std::exchange(m_isReady, true)) {
        m_scheduler.cancel(std::exchange(m_connectTimer, 0));
        m_owner.onLinkReady(*this);
        queueChanges();
    }
}

void MarketLink::onVenueError(const ErrorMessage& message)
{
    const std::string said = shown(message.text);
    switch (message.code) {
    case 400:
    case 405:
    case 410:
        if (m_underWay)
            refuseRequest(message.code == 405 ? "Alpaca's plan for this account follows no more symbols at once." : "Alpaca does not know this symbol here: " + said + '.');
        return;
    case 403: return;
    case 402: end("Alpaca does not accept the keys of this account.", refusedKeysDelay); return;
    case 406:
        end("Another program is connected to Alpaca's market data with the keys of this account.", connectionLimitDelay);
        return;
    case 407: end("Alpaca found this program too slow for its market data."); return;
    case 409:
    case 411: end("The account's plan has no access to this market data.", refusedKeysDelay); return;
    default: end("Alpaca reports error " + std::to_string(message.code) + ": " + said + '.'); return;
    }
}

void MarketLink::onSubscribed(const SubscriptionMessage& message)
{
    std::set<std::string> trades, quotes;
    for (const auto& channel : message.channels) {
        if (channel.name == "trades")
            trades.insert(channel.symbols.begin(), channel.symbols.end());
        if (channel.name == "quotes")
            quotes.insert(channel.symbols.begin(), channel.symbols.end());
    }
    m_scheduler.cancel(std::exchange(m_answerTimer, 0));
    m_underWay.reset();
    for (const auto& symbol : trades) {
        if (quotes.contains(symbol) && m_wanted.contains(symbol) && m_active.insert(symbol).second)
            m_owner.onLinkSubscription(*this, symbol, SubscriptionState::Active, {});
    }
    sendNext();
}

void MarketLink::refuseRequest(const std::string& why)
{
    m_scheduler.cancel(std::exchange(m_answerTimer, 0));
    ChannelRequest refused = std::move(*m_underWay);
    m_underWay.reset();
    if (refused.symbols.size() > 1) {
        const auto middle = refused.symbols.begin() + static_cast<std::ptrdiff_t>(refused.symbols.size() / 2);
        m_queue.push_front({refused.isSubscribe, {middle, refused.symbols.end()}});
        m_queue.push_front({refused.isSubscribe, {refused.symbols.begin(), middle}});
    } else if (refused.isSubscribe) {
        m_owner.onLinkSubscription(*this, refused.symbols.front(), SubscriptionState::Refused, why);
    }
    sendNext();
}

void MarketLink::setWanted(std::set<std::string> symbols)
{
    m_wanted = std::move(symbols);
    if (m_isReady)
        queueChanges();
}

void MarketLink::queueChanges()
{
    ChannelRequest gone{false, {}}, fresh{true, {}};
    std::set_difference(m_asked.begin(), m_asked.end(), m_wanted.begin(), m_wanted.end(), std::back_inserter(gone.symbols));
    std::set_difference(m_wanted.begin(), m_wanted.end(), m_asked.begin(), m_asked.end(), std::back_inserter(fresh.symbols));
    m_asked = m_wanted;
    for (const auto& symbol : gone.symbols)
        m_active.erase(symbol);
    for (auto* request : {&gone, &fresh}) {
        while (request->symbols.size() > symbolsPerRequest) {
            m_queue.push_back({request->isSubscribe, {request->symbols.end() - symbolsPerRequest, request->symbols.end()}});
            request->symbols.resize(request->symbols.size() - symbolsPerRequest);
        }
        if (!request->symbols.empty())
            m_queue.push_back(std::move(*request));
    }
    sendNext();
}

void MarketLink::sendNext()
{
    if (!m_isReady || m_underWay || m_queue.empty() || !m_socket)
        return;
    m_underWay = std::move(m_queue.front());
    m_queue.pop_front();
    const std::string_view action = m_underWay->isSubscribe ? "subscribe" : "unsubscribe";
    std::string message = m_isPacked ? "\x84" + packedText("action") + packedText(action) : "{\"action\":\"" + std::string(action) + '"';
    for (const auto channel : channels)
        message += m_isPacked ? packedText(channel) + packedList(m_underWay->symbols) : ",\"" + std::string(channel) + "\":" + jsonList(m_underWay->symbols);
    if (!m_isPacked)
        message += '}';
    if (m_underWay->isSubscribe) {
        for (const auto& symbol : m_underWay->symbols)
            m_owner.onLinkSubscription(*this, symbol, SubscriptionState::Sent, {});
    }
    send(message);
    m_answerTimer = m_scheduler.after(answerTimeout, [this] {
        m_answerTimer = 0;
        end("Alpaca did not acknowledge a subscription within ten seconds.");
    });
}

void MarketLink::onError(QAbstractSocket::SocketError error)
{
    if (!m_socket || (m_isReady && error == QAbstractSocket::RemoteHostClosedError))
        return;
    end("The market data of Alpaca cannot be reached: " + m_socket->errorString().toStdString() + '.');
}

void MarketLink::ping()
{
    m_pingTimer = 0;
    if (!m_socket)
        return;
    if (std::exchange(m_isPongDue, true)) {
        end("The connection to Alpaca's market data does not answer any more.");
        return;
    }
    m_socket->ping();
    m_pingTimer = m_scheduler.after(pingInterval, [this] { ping(); });
}

void MarketLink::end(const std::string& reason, Duration retryAfter)
{
    if (!m_socket)
        return;
    close();
    m_owner.onLinkDown(*this, reason, retryAfter);
}

void MarketLink::close()
{
    m_scheduler.cancel(std::exchange(m_connectTimer, 0));
    m_scheduler.cancel(std::exchange(m_answerTimer, 0));
    m_scheduler.cancel(std::exchange(m_pingTimer, 0));
    m_isReady = false;
    m_isPongDue = false;
    m_asked.clear();
    m_active.clear();
    m_queue.clear();
    m_underWay.reset();
    dropSocket();
}

void MarketLink::dropSocket()
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
