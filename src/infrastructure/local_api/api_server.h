// ApiServer: the local socket of docs/api.md. Same user only: the caller holds the directory's lock first, the file has mode 0600
// before it stands at its path, its folder must be ours, and the kernel is asked who has called. Lives on the io thread. Sessions
// are bounded in number, in line length and in what waits to be written.
#pragma once

#include "application/integrity/integrity_control.h"
#include "application/market/desk.h"
#include "application/market/market_access.h"
#include "base/scheduler.h"
#include "base/result.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QString>

#include <atomic>
#include <cstdint>
#include <functional>

namespace tradecore::infrastructure {

struct ApiLimits {
    int sessions = 64;
    qint64 backlogBytes = 64 << 20;   // a client that does not read this much of what it asked for is cut
};

// Since the server was made; any thread.
struct ApiCounters {
    std::atomic<std::uint64_t> badRequests{0};
    std::atomic<std::uint64_t> refusedSessions{0};   // too many, or another user's
    std::atomic<std::uint64_t> cutSessions{0};       // did not read
};

struct ApiPorts {
    application::Desk& desk;
    application::MarketAccess& market;
    application::TradingControl& trading;
    Scheduler& io;
    std::string defaultVenue;   // of the active source, for symbols without one
    ApiLimits limits{};
    application::IntegrityControl* integrity = nullptr;   // absent: its requests are refused
};

class ApiServer : public QObject {
    Q_OBJECT
public:
    explicit ApiServer(ApiPorts ports, QObject* parent = nullptr);

    // The path must not be served by a living server (the lock guarantees it); a stale socket file is removed.
    [[nodiscard]] Result<void, QString> listen(const QString& path);
    void close();
    [[nodiscard]] const ApiCounters& counters() const { return m_counters; }

private:
    void accept();
    void refuse(QLocalSocket* socket, const QString& code, const QString& message);

    ApiPorts m_ports;
    QLocalServer m_server;
    int m_sessions = 0;
    ApiCounters m_counters;
};

}  // namespace tradecore::infrastructure
