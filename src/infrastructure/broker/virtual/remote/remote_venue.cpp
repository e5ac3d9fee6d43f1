#include "infrastructure/broker/virtual/remote/remote_venue.h"

#include <utility>

namespace tradecore::infrastructure {

RemoteVenue::RemoteVenue(std::string socketPath, Executor& io)
    : m_socketPath(std::move(socketPath)), m_io(io), m_self(static_cast<VenuePeer*>(this), [](VenuePeer*) {})
{
}

RemoteVenue::~RemoteVenue()
{
    while (!m_sessions.empty())
        m_sessions.erase(m_sessions.begin());
}

void RemoteVenue::openSession(const VenueSessionId& session, Executor& /*io*/, std::weak_ptr<VenueInbox> inbox)
{
    // The line ends later than the call that made it, and never inside a callback of its own.
    const auto endSoon = [this, self = std::weak_ptr(m_self), session](const std::string& reason) {
        [[maybe_unused]] const bool posted = m_io.post([this, self, session, reason] {
            if (const auto alive = self.lock())
                endSession(session, reason);
        });
    };
    auto* socket = new QLocalSocket;
    m_sessions[session] = {std::make_unique<VenueLine>(socket, VenueLine::Events{[this, session](std::string_view line) { onLine(session, line); },
                                                                                 endSoon}),
                           std::move(inbox)};
    send(session, session);
    socket->connectToServer(QString::fromStdString(m_socketPath));
}

void RemoteVenue::closeSession(const VenueSessionId& session)
{
    m_sessions.erase(session);
}

void RemoteVenue::receive(const VenueSessionId& session, const VenueRequest& request)
{
    send(session, request);
}

void RemoteVenue::send(const VenueSessionId& session, const WireRequest& request)
{
    const auto found = m_sessions.find(session);
    if (found == m_sessions.end())
        return;
    m_lines.clear();
    appendLine(request, m_lines);
    found->second.line->send(m_lines);
}

void RemoteVenue::onLine(const VenueSessionId& session, std::string_view line)
{
    // Posted, as every venue's messages are: the receiver may close the session in answer.
    const auto message = m_reader.message(line);
    const bool posted = m_io.post([this, self = std::weak_ptr(m_self), session, message] {
        const auto alive = self.lock();
        const auto found = alive ? m_sessions.find(session) : m_sessions.end();
        if (!alive || found == m_sessions.end())
            return;
        if (!message) {
            endSession(session, "The practice venue sent a line that cannot be read.");
            return;
        }
        const auto inbox = found->second.inbox;
        if (std::holds_alternative<VenueSessionDown>(*message))
            m_sessions.erase(found);
        if (const auto receiver = inbox.lock())
            receiver->onVenueMessage(session, *message);
    });
    // Never a report without a trace: what follows is fetched by the next session.
    if (const auto found = m_sessions.find(session); !posted && found != m_sessions.end())
        found->second.line->cut();
}

void RemoteVenue::endSession(const VenueSessionId& session, const std::string& reason)
{
    auto ended = m_sessions.extract(session);
    if (ended.empty())
        return;
    if (const auto receiver = ended.mapped().inbox.lock())
        receiver->onVenueMessage(session, VenueSessionDown{reason});
}

}  // namespace tradecore::infrastructure
