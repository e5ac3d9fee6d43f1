#include "tests/support/broker/alpaca/local_alpaca_server.h"

#include <QWebSocket>

#include <algorithm>

namespace tradecore::test {

LocalAlpacaServer::LocalAlpacaServer(LocalAlpacaOptions options, QObject* parent)
    : QObject(parent), m_options(std::move(options)), m_book(m_options.cash), m_upgrader(QStringLiteral("local-alpaca"), QWebSocketServer::NonSecureMode),
      m_random(m_options.seed * 2'862'933'555'777'941'757ULL + 3'037'000'493ULL)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &LocalAlpacaServer::onTransport);
    connect(&m_upgrader, &QWebSocketServer::newConnection, this, &LocalAlpacaServer::onWebSocket);
    connect(&m_stepTimer, &QTimer::timeout, this, &LocalAlpacaServer::step);
    m_book.onUpdate = [this](const QJsonObject& data) { tellUpdate(data); };
    m_book.onTrade = [this](const LocalAsset& asset, Fixed price, Fixed size) { tellTrade(asset, price, size); };
}

LocalAlpacaServer::~LocalAlpacaServer()
{
    for (const auto& stream : m_streams) {
        stream->socket->disconnect(this);
        delete stream->socket;
    }
}

bool LocalAlpacaServer::listen()
{
    if (!m_listener.listen(QHostAddress::LocalHost, m_options.port))
        return false;
    if (m_options.stepInterval.count() > 0)
        m_stepTimer.start(m_options.stepInterval);
    return true;
}

QString LocalAlpacaServer::baseUrl() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(port());
}

void LocalAlpacaServer::step()
{
    for (const auto& asset : m_book.assets()) {
        m_random ^= m_random << 13U;
        m_random ^= m_random >> 7U;
        m_random ^= m_random << 17U;
        const auto ticks = static_cast<qint64>(m_random % 7) - 3;
        const Fixed move = Fixed::ofUnits(asset.priceStep.units() * ticks);
        setPrice(asset.symbol, asset.bid + move, asset.ask + move);
        if (m_random % 3 == 0)
            tellTrade(asset, asset.bid + move, asset.isCrypto ? Fixed::ofUnits(12'500'000) : Fixed::whole(100));
    }
}

void LocalAlpacaServer::setPrice(const QString& symbol, Fixed bid, Fixed ask)
{
    m_book.setPrice(symbol, bid, ask);
    if (const auto* asset = m_book.asset(symbol))
        tellQuote(*asset);
}

void LocalAlpacaServer::closeStreams()
{
    std::vector<QWebSocket*> sockets;
    for (const auto& stream : m_streams)
        sockets.push_back(stream->socket);
    for (auto* socket : sockets)
        socket->close(QWebSocketProtocol::CloseCodeGoingAway, QStringLiteral("closed on request"));
}

void LocalAlpacaServer::tellSlowClients()
{
    std::vector<QWebSocket*> sockets;
    for (const auto& stream : m_streams) {
        if (stream->isTrading)
            continue;
        sendError(*stream, 407, "slow client");
        sockets.push_back(stream->socket);
    }
    for (auto* socket : sockets)
        socket->close();
}

int LocalAlpacaServer::countOf(bool isTrading) const
{
    return static_cast<int>(std::count_if(m_streams.begin(), m_streams.end(), [isTrading](const auto& stream) {
        return stream->isTrading == isTrading && stream->isAuthorized;
    }));
}

}  // namespace tradecore::test
