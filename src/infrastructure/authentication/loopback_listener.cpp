#include "infrastructure/authentication/loopback_listener.h"

#include "application/authentication/redirect_request.h"

#include <QPointer>
#include <QTcpSocket>

#include <utility>

namespace tradecore::infrastructure {

namespace {

QByteArray pageOf(const application::RedirectListener::Verdict& verdict)
{
    const QByteArray body = "<!doctype html><meta charset=\"utf-8\"><title>TradeCore</title><p>"
        + QString::fromStdString(verdict.text).toHtmlEscaped().toUtf8() + "</p>";
    const char* reason = verdict.status == 200 ? " OK" : " Refused";
    return "HTTP/1.1 " + QByteArray::number(verdict.status) + reason
        + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'"
          "\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
        + body;
}

}  // namespace

LoopbackListener::LoopbackListener(Scheduler& io) : m_io(io) {}

LoopbackListener::~LoopbackListener() = default;

Result<std::uint16_t, std::string> LoopbackListener::open(Judge judge)
{
    close();
    m_judge = std::move(judge);
    m_connections = 0;
    m_server = std::make_unique<QTcpServer>();
    m_server->setMaxPendingConnections(mostConnections);
    if (!m_server->listen(QHostAddress(QHostAddress::LocalHost), 0)) {
        const auto why = m_server->errorString().toStdString();
        m_server.reset();
        return failure(why);
    }
    connect(m_server.get(), &QTcpServer::newConnection, this, &LoopbackListener::onConnection);
    return m_server->serverPort();
}

// Sockets that still send their answer live on their own; nobody new gets in.
void LoopbackListener::close()
{
    if (m_server) {
        m_server->close();
        m_server.release()->deleteLater();
    }
}

void LoopbackListener::onConnection()
{
    while (m_server && m_server->hasPendingConnections()) {
        QTcpSocket* socket = m_server->nextPendingConnection();
        socket->setParent(this);
        if (m_connections >= mostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_connections;
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --m_connections;
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { onBytes(socket); });
        m_io.after(headPatience, [guard = QPointer(socket)] {
            if (guard)
                guard->abort();
        });
    }
}

void LoopbackListener::onBytes(QTcpSocket* socket)
{
    constexpr auto longest = static_cast<qint64>(application::longestRedirectHead);
    const auto head = socket->peek(longest + 1);
    const auto end = head.indexOf("\r\n\r\n");
    if (end < 0 && head.size() <= longest)
        return;
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    if (end < 0 || !m_server) {
        answer(socket, {m_server ? 431 : 410, "This request does not belong to the sign-in.", false});
        return;
    }
    // Judging may end the sign-in, and whoever hears of that may open this listener anew.
    const Judge judge = m_judge;
    answer(socket, judge(std::string_view(head.constData(), static_cast<std::size_t>(end + 2))));
}

void LoopbackListener::answer(QTcpSocket* socket, const Verdict& verdict)
{
    socket->write(pageOf(verdict));
    socket->disconnectFromHost();
}

}  // namespace tradecore::infrastructure
