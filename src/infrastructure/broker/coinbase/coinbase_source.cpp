#include "infrastructure/broker/coinbase/coinbase_source.h"

#include "infrastructure/broker/coinbase/constants.h"
#include "infrastructure/broker/coinbase/handshake_answer.h"
#include "infrastructure/broker/coinbase/json_text.h"
#include "infrastructure/broker/coinbase/rest_parser.h"

#include <QNetworkProxy>
#include <QNetworkRequest>

#include <utility>

namespace tradecore::infrastructure {

using namespace coinbase;
using application::HistoryRequest;
using application::SourceError;
using application::SubscriptionState;
using domain::Timeframe;

namespace {

// A book that is lost again and again is asked for at this pace.
constexpr std::chrono::seconds resyncSpacing{5};

application::SourceTraits makeTraits()
{
    application::SourceTraits traits;
    traits.name = std::string(sourceName);
    traits.venue = std::string(venueCode);
    traits.expectedActivity = expectedActivity;
    traits.sessionOffset = Duration::zero();
    traits.history = {Timeframe::OneMinute, Timeframe::FiveMinutes, Timeframe::FifteenMinutes, Timeframe::OneHour,
                      Timeframe::OneDay};
    return traits;
}

std::string closedText(const QWebSocket& socket)
{
    const QString reason = socket.closeReason().left(200);
    return "Coinbase closed the connection" + (reason.isEmpty() ? std::string() : ": " + reason.toStdString()) + '.';
}

}  // namespace

CoinbaseSource::CoinbaseSource(application::MarketDataSink& sink, application::StreamObserver& observer, const Clock& clock,
                               Scheduler& scheduler, const CoinbaseEndpoints& endpoints, QObject* parent)
    : QObject(parent), m_sink(sink), m_observer(observer), m_clock(clock), m_scheduler(scheduler), m_endpoints(endpoints),
      m_traits(makeTraits()), m_handler(sink, m_traits.name, m_traits.venue, this),
      m_subscriptions([this](const std::string& product, SubscriptionState state, const std::string& reason) {
          m_observer.onSubscription(m_traits.name, domain::InstrumentId(product, m_traits.venue), state, reason);
      }),
      m_rest(clock, scheduler, endpoints.rest),
      m_candles(clock, scheduler, m_rest, [this](std::size_t rows) {
          m_sink.onMalformed(m_traits.name, std::to_string(rows) + " rows of candles could not be read");
      })
{
}

CoinbaseSource::~CoinbaseSource()
{
    cancelTimers();
    dropSocket();
}

void CoinbaseSource::connectNow()
{
    if (m_socket)
        return;
    const bool isPlain = m_endpoints.stream.scheme() != u"wss";
    if (isPlain && !isLoopbackHost(m_endpoints.stream.host())) {
        (void)m_scheduler.post([observer = &m_observer, name = m_traits.name] {
            observer->onDisconnected(name, "Unencrypted market data is taken from this machine only.");
        });
        return;
    }
    attachSocket();
    m_connectTimer = m_scheduler.after(connectDeadline, [this] {
        m_connectTimer = 0;
        endConnection("Coinbase did not answer within ten seconds.");
    });
    QNetworkRequest request(m_endpoints.stream);
    request.setHeader(QNetworkRequest::UserAgentHeader, QStringLiteral("TradeCore"));
    m_socket->open(request);
    watchHandshake();
}

// QWebSocket keeps the head of the answer to itself. The socket under it is its child; in a transaction what has been read can be
// read again.
void CoinbaseSource::watchHandshake()
{
    m_transport = m_socket->findChild<QTcpSocket*>(QString(), Qt::FindDirectChildrenOnly);
    if (m_transport)
        connect(m_transport, &QTcpSocket::connected, m_transport, &QTcpSocket::startTransaction);
}

QByteArray CoinbaseSource::refusedHandshake() const
{
    constexpr qint64 longestHead = 16 * 1024;
    if (m_isOpen || !m_transport || !m_transport->isTransactionStarted())
        return {};
    m_transport->rollbackTransaction();
    return m_transport->peek(longestHead);
}

void CoinbaseSource::attachSocket()
{
    m_socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket->setMaxAllowedIncomingFrameSize(maximumFrameBytes);
    m_socket->setMaxAllowedIncomingMessageSize(maximumFrameBytes);
    if (isLoopbackHost(m_endpoints.stream.host()))
        m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket, &QWebSocket::connected, this, &CoinbaseSource::onSocketConnected);
    connect(m_socket, &QWebSocket::disconnected, this, &CoinbaseSource::onSocketDisconnected);
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &CoinbaseSource::onSocketError);
    connect(m_socket, &QWebSocket::textMessageReceived, this, &CoinbaseSource::onTextMessage);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, &CoinbaseSource::onBinaryMessage);
}

void CoinbaseSource::disconnectNow()
{
    if (m_socket)
        endConnection("The connection was closed on request.");
}

void CoinbaseSource::onSocketConnected()
{
    m_scheduler.cancel(std::exchange(m_connectTimer, 0));
    if (m_transport && m_transport->isTransactionStarted())
        m_transport->commitTransaction();
    m_isOpen = true;
    m_subscriptions.onConnected();
    m_observer.onConnected(m_traits.name);
    sendRequests();
}

void CoinbaseSource::onSocketDisconnected()
{
    if (!m_socket)
        return;
    if (m_socket->closeCode() == QWebSocketProtocol::CloseCodeTooMuchData) {
        m_handler.refuse("a message larger than 16 MiB");
        endConnection("Coinbase sent a message larger than 16 MiB.");
        return;
    }
    endConnection(closedText(*m_socket));
}

void CoinbaseSource::onSocketError(QAbstractSocket::SocketError error)
{
    // A close of the other side is told by disconnected(), with its reason.
    if (!m_socket || (m_isOpen && error == QAbstractSocket::RemoteHostClosedError))
        return;
    const std::string said = m_socket->errorString().toStdString();
    if (const auto delay = retryDelayOfHandshake(refusedHandshake())) {
        m_observer.onRetryAfter(m_traits.name, *delay);
        endConnection("Coinbase asks to wait " + std::to_string(std::chrono::duration_cast<std::chrono::seconds>(*delay).count())
                      + " s before the next attempt.");
        return;
    }
    endConnection((m_isOpen ? "The connection to Coinbase failed: " : "Coinbase cannot be reached: ") + said + '.');
}

void CoinbaseSource::onTextMessage(const QString& message)
{
    m_observer.onActivity(m_traits.name);
    const QByteArray bytes = message.toUtf8();
    m_handler.decode({bytes.constData(), static_cast<std::size_t>(bytes.size())}, m_clock.utcNow());
    sendRequests();
}

void CoinbaseSource::onBinaryMessage(const QByteArray&)
{
    m_observer.onActivity(m_traits.name);
    m_handler.refuse("a binary message, where only text is spoken");
    sendRequests();
}

void CoinbaseSource::endConnection(const std::string& reason)
{
    cancelTimers();
    dropSocket();
    m_isOpen = false;
    m_subscriptions.onDisconnected();
    m_unsubscribed.clear();
    m_lastResync.clear();
    m_handler.connectionLost(reason);
    m_observer.onDisconnected(m_traits.name, reason);
}

void CoinbaseSource::dropSocket()
{
    if (!m_socket)
        return;
    QWebSocket* const socket = m_socket;
    m_socket = nullptr;
    socket->disconnect(this);
    socket->abort();
    socket->deleteLater();
}

void CoinbaseSource::cancelTimers()
{
    m_scheduler.cancel(std::exchange(m_connectTimer, 0));
    m_scheduler.cancel(std::exchange(m_acknowledgementTimer, 0));
    for (const auto& [product, timer] : m_resyncTimers)
        m_scheduler.cancel(timer);
    m_resyncTimers.clear();
}

void CoinbaseSource::setSubscriptions(const std::set<domain::InstrumentId>& wanted)
{
    std::set<std::string> products;
    for (const auto& instrument : wanted) {
        if (instrument.venue() != m_traits.venue || !isProductId(instrument.symbol()) || products.size() >= maximumProducts) {
            m_observer.onSubscription(m_traits.name, instrument, SubscriptionState::Refused,
                                      products.size() >= maximumProducts ? "Coinbase follows at most 1,000 products."
                                                                         : "This is not an instrument of Coinbase.");
            continue;
        }
        products.insert(instrument.symbol());
        // Messages under way when it was given up have left traces; it begins anew.
        if (m_unsubscribed.erase(instrument.symbol()) > 0)
            m_handler.forget(instrument.symbol());
    }
    for (const auto& product : m_subscriptions.setWanted(std::move(products))) {
        m_handler.forget(product);
        m_unsubscribed.insert(product);
    }
    sendRequests();
}

void CoinbaseSource::sendRequests()
{
    if (!m_isOpen || !m_socket)
        return;
    while (const auto request = m_subscriptions.next()) {
        m_socket->sendTextMessage(QString::fromStdString(textOf(*request)));
        m_scheduler.cancel(m_acknowledgementTimer);
        m_acknowledgementTimer = m_scheduler.after(acknowledgementDeadline, [this] { onAcknowledgementDeadline(); });
    }
}

void CoinbaseSource::onAcknowledgementDeadline()
{
    m_acknowledgementTimer = 0;
    m_subscriptions.onNoReply();
    sendRequests();
}

void CoinbaseSource::onSubscriptions(const SubscriptionsMessage& message)
{
    m_scheduler.cancel(std::exchange(m_acknowledgementTimer, 0));
    m_subscriptions.onSubscriptions(message);
}

void CoinbaseSource::onVenueError(const ErrorMessage& message)
{
    if (!m_subscriptions.isWaitingForReply()) {
        m_sink.onMalformed(m_traits.name, "the venue reports an error: " + message.message.substr(0, 200) + ' '
                                              + message.reason.substr(0, 200));
        return;
    }
    m_scheduler.cancel(std::exchange(m_acknowledgementTimer, 0));
    m_subscriptions.onVenueError(message);
}

void CoinbaseSource::onBookLost(const std::string& product)
{
    if (!m_isOpen || m_resyncTimers.contains(product))
        return;
    const SteadyTime now = m_clock.steadyNow();
    const auto last = m_lastResync.find(product);
    if (last == m_lastResync.end() || now - last->second >= resyncSpacing) {
        askForBook(product);
        return;
    }
    m_resyncTimers[product] = m_scheduler.after(last->second + resyncSpacing - now, [this, product] {
        m_resyncTimers.erase(product);
        askForBook(product);
        sendRequests();
    });
}

void CoinbaseSource::askForBook(const std::string& product)
{
    m_lastResync[product] = m_clock.steadyNow();
    m_subscriptions.requestResync(product);
}

void CoinbaseSource::requestHistory(const HistoryRequest& request, HistoryAnswer answer)
{
    const auto refuseLater = [this, &answer](SourceError error) {
        const auto task = [answer, error] { answer(failure(error)); };
        if (!m_scheduler.post(task))
            task();
    };
    if (request.instrument.venue() != m_traits.venue || !isProductId(request.instrument.symbol()))
        refuseLater({SourceError::Kind::UnknownInstrument, request.instrument.toString() + " is not an instrument of Coinbase."});
    else if (!m_traits.history.contains(request.timeframe))
        refuseLater({SourceError::Kind::RangeTooLarge, "Coinbase keeps no bars of one second; they are built live."});
    else
        m_candles.load(request, std::move(answer));
}

void CoinbaseSource::requestInstruments(InstrumentsAnswer answer)
{
    m_rest.get(QStringLiteral("/products"), QString(), m_clock.steadyNow() + requestDeadline,
               [this, answer = std::move(answer)](Result<QByteArray, SourceError> body) {
                   if (!body) {
                       answer(failure(body.error()));
                       return;
                   }
                   auto products = parseProducts({body->constData(), static_cast<std::size_t>(body->size())}, m_traits.venue);
                   if (!products) {
                       answer(failure(SourceError{SourceError::Kind::Malformed, products.error()}));
                       return;
                   }
                   if (products->refusedRows > 0)
                       m_sink.onMalformed(m_traits.name, std::to_string(products->refusedRows) + " products could not be read");
                   answer(std::move(products->instruments));
               });
}

Timestamp CoinbaseSource::marketTime() const
{
    // Before the first venue time this machine's clock stands in; a small step back afterwards is not shown.
    const Timestamp now = m_handler.marketTime().value_or(m_clock.utcNow());
    if (now < m_shownMarketTime && m_shownMarketTime - now < std::chrono::minutes(1))
        return m_shownMarketTime;
    m_shownMarketTime = now;
    return now;
}

std::map<std::string, std::uint64_t> CoinbaseSource::figures() const
{
    const CoinbaseFrameCounters& counted = m_handler.counters();
    return {{"frames", counted.frames},
            {"frames_malformed", counted.malformed},
            {"frames_too_many_decimals", counted.tooManyDecimals},
            {"frames_unused", counted.unused},
            {"heartbeats", counted.heartbeats},
            {"quotes", counted.quotes},
            {"trades", counted.trades},
            {"statistics", counted.statistics},
            {"trades_from_history", counted.historyTrades},
            {"trades_missed", counted.missedTrades},
            {"trades_late", counted.lateTrades},
            {"trades_duplicate", counted.duplicateTrades},
            {"book_snapshots", counted.snapshots},
            {"book_updates", counted.bookUpdates},
            {"book_updates_without_book", counted.updatesWithoutBook},
            {"books_lost", counted.booksLost},
            {"book_resyncs", resyncs()},
            {"rest_rate_limited", rateLimited()}};
}

}  // namespace tradecore::infrastructure
