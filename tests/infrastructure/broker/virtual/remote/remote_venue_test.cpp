// The near end of a practice venue in a process of its own, over a real socket: a session stands with its connection and falls with it.
#include "infrastructure/broker/virtual/remote/remote_venue.h"
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"

#include <QLocalServer>
#include <QTemporaryDir>
#include <QTest>

using namespace tradecore;
using namespace tradecore::infrastructure;

namespace {

class Inbox : public VenueInbox {
public:
    void onVenueMessage(const VenueSessionId&, const VenueMessage& message) override { messages.push_back(message); }
    [[nodiscard]] const VenueSessionDown* down() const
    {
        return messages.empty() ? nullptr : std::get_if<VenueSessionDown>(&messages.back());
    }
    std::vector<VenueMessage> messages;
};

}  // namespace

class RemoteVenueTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<EventLoopScheduler> m_io;
    std::unique_ptr<QLocalServer> m_server;
    std::unique_ptr<RemoteVenue> m_venue;
    std::shared_ptr<Inbox> m_inbox;
    QLocalSocket* m_farEnd = nullptr;
    const VenueSessionId m_session{domain::AccountId("practice-simulated"), 1};

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("v.sock")); }
    [[nodiscard]] std::shared_ptr<VenuePeer> peer() const { return m_venue->address().peer.lock(); }
    bool open()
    {
        peer()->openSession(m_session, *m_io, m_inbox);
        if (!QTest::qWaitFor([this] { return m_server->hasPendingConnections(); }))
            return false;
        m_farEnd = m_server->nextPendingConnection();
        return QTest::qWaitFor([this] { return m_farEnd->canReadLine(); });
    }

private Q_SLOTS:
    void init()
    {
        m_io = std::make_unique<EventLoopScheduler>(m_clock);
        m_server = std::make_unique<QLocalServer>();
        QVERIFY(m_server->listen(path()));
        m_venue = std::make_unique<RemoteVenue>(path().toStdString(), *m_io);
        m_inbox = std::make_shared<Inbox>();
    }
    void cleanup()
    {
        m_venue.reset();
        m_server.reset();
        m_io.reset();
    }

    void sessionOpensWithItsName()
    {
        QVERIFY(open());
        QCOMPARE(m_farEnd->readLine(), QByteArray("{\"kind\":\"open\",\"body\":{\"account\":\"practice-simulated\",\"number\":1}}\n"));
        peer()->receive(m_session, VenueOpenOrdersQuery{3});
        QVERIFY(QTest::qWaitFor([this] { return m_farEnd->canReadLine(); }));
        QCOMPARE(m_farEnd->readLine(), QByteArray("{\"kind\":\"query_open_orders\",\"body\":{\"query\":3}}\n"));
    }
    void messagesArriveInPiecesAndTogether()
    {
        QVERIFY(open());
        m_farEnd->write("{\"kind\":\"up\",\"bo");
        m_farEnd->flush();
        QVERIFY(!QTest::qWaitFor([this] { return !m_inbox->messages.empty(); }, 30));
        m_farEnd->write("dy\":{}}\n{\"kind\":\"heartbeat\",\"body\":{}}\n");
        QVERIFY(QTest::qWaitFor([this] { return m_inbox->messages.size() == 2; }));
        QVERIFY(std::holds_alternative<VenueHeartbeat>(m_inbox->messages[1]));
    }
    void sessionFallsWithItsConnection()
    {
        QVERIFY(open());
        m_farEnd->abort();
        QVERIFY(QTest::qWaitFor([this] { return m_inbox->down() != nullptr; }));
        peer()->receive(m_session, VenueOpenOrdersQuery{3});   // nobody is there; nothing happens
        QCOMPARE(m_inbox->messages.size(), 1U);
    }
    void absentVenueEndsTheSession()
    {
        m_server->close();
        peer()->openSession(m_session, *m_io, m_inbox);
        QVERIFY(QTest::qWaitFor([this] { return m_inbox->down() != nullptr; }));
    }
    void unreadableLineEndsTheSession()
    {
        QVERIFY(open());
        m_farEnd->write("nonsense\n");
        QVERIFY(QTest::qWaitFor([this] { return m_inbox->down() != nullptr; }));
        QCOMPARE(m_inbox->down()->reason, std::string("The practice venue sent a line that cannot be read."));
    }
    void closedSessionHearsNothing()
    {
        QVERIFY(open());
        m_farEnd->write("{\"kind\":\"up\",\"body\":{}}\n");
        m_farEnd->flush();
        peer()->closeSession(m_session);
        QVERIFY(QTest::qWaitFor([this] { return m_farEnd->state() == QLocalSocket::UnconnectedState; }));
        QVERIFY(m_inbox->messages.empty());
    }
};

QTEST_GUILESS_MAIN(RemoteVenueTest)
#include "remote_venue_test.moc"
