#include "tests/support/practice_venue/venue_listener.h"

#include <utility>

namespace tradecore::test {

using infrastructure::VenueInbox;
using infrastructure::VenueLine;
using infrastructure::VenueSessionId;

VenueListener::VenueListener(infrastructure::VenueAddress venue, Executor& thread)
    : m_venue(std::move(venue)), m_thread(thread), m_self(static_cast<VenueInbox*>(this), [](VenueInbox*) {})
{
    QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] { accept(); });
}

VenueListener::~VenueListener() = default;

bool VenueListener::listen(const QString& socketPath)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    return m_server.listen(socketPath);
}

void VenueListener::accept()
{
    while (auto* socket = m_server.nextPendingConnection()) {
        const std::uint64_t connection = ++m_count;
        socket->setParent(nullptr);
        m_connections[connection].line = std::make_unique<VenueLine>(
            socket, VenueLine::Events{[this, connection](std::string_view line) { onLine(connection, line); },
                                      [this, connection](const std::string&) { dropSoon(connection); }});
    }
}

void VenueListener::dropSoon(std::uint64_t connection)
{
    [[maybe_unused]] const bool posted = m_thread.post([this, self = std::weak_ptr(m_self), connection] {
        const auto alive = self.lock();
        auto dropped = alive ? m_connections.extract(connection) : decltype(m_connections.extract(connection))();
        if (dropped.empty() || !dropped.mapped().session)
            return;
        if (const auto venue = m_venue.peer.lock())
            venue->closeSession(*dropped.mapped().session);
    });
}

void VenueListener::onLine(std::uint64_t connection, std::string_view line)
{
    Connection& from = m_connections.at(connection);
    const auto venue = m_venue.peer.lock();
    const auto request = m_reader.request(line);
    const auto* opened = request ? std::get_if<VenueSessionId>(&*request) : nullptr;
    if (!venue || !request || (opened != nullptr) == from.session.has_value()) {
        from.line->cut();
        return;
    }
    if (opened != nullptr) {
        from.session = VenueSessionId{opened->account, connection};
        venue->openSession(*from.session, m_thread, m_self);
    } else {
        venue->receive(*from.session, std::get<infrastructure::VenueRequest>(*request));
    }
}

void VenueListener::onVenueMessage(const VenueSessionId& session, const infrastructure::VenueMessage& message)
{
    const auto found = m_connections.find(session.number);
    if (found == m_connections.end())
        return;
    m_lines.clear();
    appendLine(message, m_lines);
    found->second.line->send(m_lines);
}

}  // namespace tradecore::test
