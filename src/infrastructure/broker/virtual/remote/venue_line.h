// VenueLine: one end of a connection that carries lines, on a local socket. Lines over mostLineBytes and a peer that does not
// read (mostWaitingBytes) end it, with the reason. Lives on the thread of its socket; the callbacks run there.
#pragma once

#include <QByteArray>
#include <QLocalSocket>

#include <functional>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

class VenueLine {
public:
    static constexpr qint64 mostLineBytes = 16 << 20;
    static constexpr qint64 mostWaitingBytes = 64 << 20;

    struct Events {
        std::function<void(std::string_view line)> onLine;
        // Once; nothing follows. It may run inside send() or onLine, so the line is destroyed later than that.
        std::function<void(const std::string& reason)> onEnd;
    };

    // Takes the socket over: connected, or on its way.
    VenueLine(QLocalSocket* socket, Events events);
    ~VenueLine();
    VenueLine(const VenueLine&) = delete;
    VenueLine& operator=(const VenueLine&) = delete;

    // Lines with their newlines; what is sent before the connection stands waits for it.
    void send(const std::string& lines);
    void cut();

private:
    void read();
    void end(const std::string& reason);

    QLocalSocket* m_socket;
    Events m_events;
    QByteArray m_incoming;
    QByteArray m_early;
    bool m_ended = false;
};

}  // namespace tradecore::infrastructure
