// VenueListener: a practice venue behind a local socket, one session a connection (venue_wire.h). A connection that breaks, or says
// what cannot be read, ends its session and nothing else. Everything on one thread, with the venue.
#pragma once

#include "infrastructure/broker/virtual/remote/venue_line.h"
#include "infrastructure/broker/virtual/remote/venue_wire.h"

#include <QLocalServer>

#include <map>
#include <memory>
#include <optional>

namespace tradecore::test {

class VenueListener : private infrastructure::VenueInbox {
public:
    VenueListener(infrastructure::VenueAddress venue, Executor& thread);
    ~VenueListener() override;

    [[nodiscard]] bool listen(const QString& socketPath);

private:
    struct Connection {
        std::unique_ptr<infrastructure::VenueLine> line;
        // As the venue knows it: two runs of one adapter count from one, so the connection's own number stands in.
        std::optional<infrastructure::VenueSessionId> session;
    };

    void accept();
    void onLine(std::uint64_t connection, std::string_view line);
    void dropSoon(std::uint64_t connection);
    void onVenueMessage(const infrastructure::VenueSessionId& session, const infrastructure::VenueMessage& message) override;

    infrastructure::VenueAddress m_venue;
    Executor& m_thread;
    QLocalServer m_server;
    std::map<std::uint64_t, Connection> m_connections;
    std::uint64_t m_count = 0;
    infrastructure::WireReader m_reader;
    std::string m_lines;
    std::shared_ptr<infrastructure::VenueInbox> m_self;
};

}  // namespace tradecore::test
