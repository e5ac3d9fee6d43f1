// ApiServer: the local socket of docs/api.md. Same user only: the caller holds the directory's lock first, then listens, then the
// mode is set to 0600. Lives on the io thread. Sessions are bounded in number, in line length and in what waits to be written.
#pragma once

#include "application/market/desk.h"
#include "application/market/market_access.h"
#include "base/scheduler.h"
#include "base/result.h"

#include <QLocalServer>
#include <QObject>
#include <QString>

#include <atomic>
#include <cstdint>
#include <functional>

namespace tradecore::infrastructure {

struct ApiPorts {
    application::Desk& desk;
    application::MarketAccess& market;
    application::TradingControl& trading;
    Scheduler& io;
    std::string defaultVenue;   // of the active source, for symbols without one
};

class ApiServer : public QObject {
    Q_OBJECT
public:
    static constexpr int sessionLimit = 64;

    explicit ApiServer(ApiPorts ports, QObject* parent = nullptr);

    // The path must not be served by a living server (the lock guarantees it); a stale socket file is removed.
    [[nodiscard]] Result<void, QString> listen(const QString& path);
    void close();
    [[nodiscard]] std::uint64_t refusedSessions() const { return m_refusedSessions; }
    [[nodiscard]] std::uint64_t badRequests() const { return m_badRequests.load(); }

private:
    void accept();

    ApiPorts m_ports;
    QLocalServer m_server;
    int m_sessions = 0;
    std::uint64_t m_refusedSessions = 0;
    std::atomic<std::uint64_t> m_badRequests{0};
};

}  // namespace tradecore::infrastructure
