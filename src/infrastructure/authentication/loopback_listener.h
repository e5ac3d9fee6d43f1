// LoopbackListener: the browser's way back, on 127.0.0.1 and an ephemeral port, for one sign-in. It reads one request head of at most
// 8 KiB from each connection, answers with a page of its own that keeps nothing, and closes it. Lives on the io thread.
#pragma once

#include "application/authentication/oauth_values.h"
#include "base/scheduler.h"

#include <QTcpServer>

#include <chrono>
#include <memory>

class QTcpSocket;

namespace tradecore::infrastructure {

class LoopbackListener : public QObject, public application::RedirectListener {
    Q_OBJECT

public:
    static constexpr int mostConnections = 8;
    static constexpr Duration headPatience = std::chrono::seconds(5);

    explicit LoopbackListener(Scheduler& io);
    ~LoopbackListener() override;

    [[nodiscard]] Result<std::uint16_t, std::string> open(Judge judge) override;
    void close() override;

private:
    void onConnection();
    void onBytes(QTcpSocket* socket);
    void answer(QTcpSocket* socket, const Verdict& verdict);

    Scheduler& m_io;
    std::unique_ptr<QTcpServer> m_server;
    Judge m_judge;
    int m_connections = 0;
};

}  // namespace tradecore::infrastructure
