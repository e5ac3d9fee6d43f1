#include "infrastructure/broker/virtual/remote/venue_line.h"

#include <utility>

namespace tradecore::infrastructure {

VenueLine::VenueLine(QLocalSocket* socket, Events events) : m_socket(socket), m_events(std::move(events))
{
    QObject::connect(m_socket, &QLocalSocket::readyRead, m_socket, [this] { read(); });
    QObject::connect(m_socket, &QLocalSocket::connected, m_socket, [this] {
        m_socket->write(m_early);
        m_early.clear();
    });
    QObject::connect(m_socket, &QLocalSocket::disconnected, m_socket, [this] { end("The connection was closed."); });
    QObject::connect(m_socket, &QLocalSocket::errorOccurred, m_socket,
                     [this] { end("The connection failed: " + m_socket->errorString().toStdString()); });
}

VenueLine::~VenueLine()
{
    m_ended = true;
    m_socket->disconnect();
    m_socket->abort();
    m_socket->deleteLater();
}

void VenueLine::send(const std::string& lines)
{
    if (m_ended)
        return;
    const auto size = static_cast<qint64>(lines.size());
    if (m_socket->state() == QLocalSocket::ConnectedState) {
        m_socket->write(lines.data(), size);
        if (m_socket->bytesToWrite() > mostWaitingBytes)
            end("The other side does not read.");
    } else if (m_early.size() + size <= mostWaitingBytes) {
        m_early.append(lines.data(), static_cast<qsizetype>(size));
    }
}

void VenueLine::cut()
{
    end("The connection was cut.");
}

void VenueLine::read()
{
    m_incoming += m_socket->readAll();
    qsizetype from = 0;
    for (qsizetype newline = m_incoming.indexOf('\n'); newline >= 0 && !m_ended; newline = m_incoming.indexOf('\n', from)) {
        m_events.onLine({m_incoming.constData() + from, static_cast<std::size_t>(newline - from)});
        from = newline + 1;
    }
    if (m_ended)
        return;
    m_incoming.remove(0, from);
    if (m_incoming.size() > mostLineBytes)
        end("A line was too long.");
}

void VenueLine::end(const std::string& reason)
{
    if (std::exchange(m_ended, true))
        return;
    m_socket->abort();
    m_events.onEnd(reason);
}

}  // namespace tradecore::infrastructure
