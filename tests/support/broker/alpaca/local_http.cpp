// The transport of the local Alpaca: HTTP/1.1 of its own, and which connections become sockets.
#include "tests/support/broker/alpaca/local_alpaca_server.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTcpSocket>

namespace tradecore::test {

namespace {

constexpr qint64 largestHead = 32 * 1024;
constexpr qint64 largestBody = 1024 * 1024;

QByteArray textOf(const QJsonValue& value)
{
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    return value.isObject() ? QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact) : QByteArray();
}

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 204: return "No Content";
    case 207: return "Multi-Status";
    case 429: return "Too Many Requests";
    default: return status < 400 ? "OK" : "Error";
    }
}

}  // namespace

void LocalAlpacaServer::onTransport()
{
    while (QTcpSocket* const transport = m_listener.nextPendingConnection()) {
        connect(transport, &QTcpSocket::readyRead, this, [this, transport] { onReadable(transport); });
        connect(transport, &QTcpSocket::disconnected, transport, &QObject::deleteLater);
        if (transport->bytesAvailable() > 0)
            onReadable(transport);
    }
}

void LocalAlpacaServer::onReadable(QTcpSocket* transport)
{
    for (;;) {
        const QByteArray seen = transport->peek(largestHead);
        const auto end = seen.indexOf("\r\n\r\n");
        if (end < 0) {
            if (seen.size() >= largestHead)
                transport->abort();
            return;
        }
        if (seen.left(end).toLower().contains("upgrade: websocket")) {
            m_heads.insert(transport->peerPort(), seen.left(end).toLower());
            transport->disconnect(this);
            transport->disconnect(transport);
            m_upgrader.handleConnection(transport);
            return;
        }
        const auto request = takeRequest(transport);
        if (!request)
            return;
        serve(transport, *request);
        if (transport->state() != QAbstractSocket::ConnectedState)
            return;
    }
}

std::optional<LocalAlpacaServer::HttpRequest> LocalAlpacaServer::takeRequest(QTcpSocket* transport)
{
    const QByteArray seen = transport->peek(largestHead);
    const auto end = seen.indexOf("\r\n\r\n");
    HttpRequest request;
    const auto lines = seen.left(end).split('\n');
    const auto words = lines.front().trimmed().split(' ');
    if (words.size() != 3 || !words[2].startsWith("HTTP/1.")) {
        transport->abort();
        return std::nullopt;
    }
    for (const auto& line : lines.mid(1)) {
        const auto colon = line.indexOf(':');
        if (colon > 0)
            request.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    const qint64 length = request.headers.value("content-length", "0").toLongLong();
    if (length < 0 || length > largestBody) {
        transport->abort();
        return std::nullopt;
    }
    if (transport->bytesAvailable() < end + 4 + length)
        return std::nullopt;
    transport->read(end + 4);
    request.body = transport->read(length);
    request.method = words[0];
    const QUrl url(QString::fromLatin1(words[1]));
    request.path = QUrl::fromPercentEncoding(words[1].left(words[1].indexOf('?') < 0 ? words[1].size() : words[1].indexOf('?')));
    request.query = QUrlQuery(url);
    return request;
}

void LocalAlpacaServer::write(QTcpSocket* transport, const HttpAnswer& answer)
{
    const QByteArray body = answer.raw.isEmpty() ? textOf(answer.body) : answer.raw;
    QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonOf(answer.status) + "\r\n";
    const auto left = std::max(0, m_options.requestsPerMinute - static_cast<int>(m_requestTimes.size()));
    head += "X-RateLimit-Limit: " + QByteArray::number(m_options.requestsPerMinute) + "\r\nX-RateLimit-Remaining: " + QByteArray::number(left)
        + "\r\nX-RateLimit-Reset: " + QByteArray::number(QDateTime::currentSecsSinceEpoch() + 60) + "\r\nX-Request-ID: " + freshId().toLatin1() + "\r\n";
    for (const auto& [name, value] : answer.headers)
        head += name + ": " + value + "\r\n";
    if (answer.status != 204)
        head += "Content-Type: " + answer.contentType + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    transport->write(head + "\r\n" + (answer.status == 204 ? QByteArray() : body));
}

void LocalAlpacaServer::serve(QTcpSocket* transport, const HttpRequest& request)
{
    ++m_requestsSeen;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_requestTimes.removeIf([now](qint64 time) { return now - time > 60'000; });
    if (faults.webPages > 0) {
        --faults.webPages;
        HttpAnswer page;
        page.status = 502;
        page.raw = "<html><body>Bad gateway</body></html>";
        page.contentType = "text/html";
        write(transport, page);
        return;
    }
    if (faults.rateLimited > 0 || m_requestTimes.size() >= m_options.requestsPerMinute) {
        HttpAnswer answer = HttpAnswer::error(429, 42910000, QStringLiteral("rate limit exceeded"));
        if (faults.rateLimited > 0) {
            --faults.rateLimited;
            answer.headers.append({"Retry-After", QByteArray::number(faults.retryAfterSeconds)});
        }
        write(transport, answer);
        return;
    }
    m_requestTimes.append(now);
    const bool isOrder = request.method == "POST" && request.path == QStringLiteral("/v2/orders");
    if (isOrder && isKnown(request))
        placeOrder(transport, request);
    else
        write(transport, answerTo(request));
}

void LocalAlpacaServer::placeOrder(QTcpSocket* transport, const HttpRequest& request)
{
    if (faults.dropBeforeWrite > 0) {
        --faults.dropBeforeWrite;
        transport->abort();
        return;
    }
    ++m_ordersPosted;
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    QString made;
    HttpAnswer answer = body.isObject() ? m_book.submit(body.object(), &made)
                                        : HttpAnswer::error(400, 40010000, QStringLiteral("failed to decode request body"));
    const bool isLate = faults.ackDelayMilliseconds > 0;
    if (!made.isEmpty())
        QTimer::singleShot(m_options.fillDelay, this, [this, made] { m_book.activate(made); });
    if (faults.dropAfterWrite > 0) {
        --faults.dropAfterWrite;
        transport->abort();
        return;
    }
    if (faults.errorAfterWrite > 0) {
        --faults.errorAfterWrite;
        answer = HttpAnswer::error(500, 50010000, QStringLiteral("internal server error"));
    } else if (faults.pageAfterWrite > 0) {
        --faults.pageAfterWrite;
        answer.raw = "<!DOCTYPE html><html><body>Welcome to the hotel</body></html>";
        answer.contentType = "text/html";
    }
    if (!isLate) {
        write(transport, answer);
        return;
    }
    QTimer::singleShot(faults.ackDelayMilliseconds, this, [this, answer, to = QPointer(transport)] {
        if (to)
            write(to, answer);
    });
}

}  // namespace tradecore::test
