// Signing in over real sockets: our listener and endpoint, a local authorisation server, and a browser that does what it is told.
#include "application/authentication/oauth_sign_in.h"
#include "infrastructure/authentication/http_token_endpoint.h"
#include "infrastructure/authentication/loopback_listener.h"
#include "infrastructure/runtime/event_loop_scheduler.h"
#include "infrastructure/runtime/system_clock.h"
#include "tests/infrastructure/authentication/local_authorisation_server.h"

#include <QNetworkReply>
#include <QTcpSocket>
#include <QTest>

using namespace tradecore;
using namespace tradecore::application;
using namespace tradecore::infrastructure;
using Kind = AuthenticationError::Kind;

class SignInTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aBrowserSignsIn();
    void aWrongVerifierIsRefusedByTheServer();
    void theListenerIsGoneAfterwards();
    void aStrangersRequestsDoNotEndIt();
    void aSilentConnectionIsCut();
    void aRedirectingTokenAddressIsRefused();
    void aSilentTokenAddressTimesOut();
    void aCodeIsSentOnceWhenTheServerHangsUp();
    void anEndlessTokenAnswerIsCut();
    void plainHttpToAnotherMachineIsNeverSent();

private:
    void start();
    void browse();
    [[nodiscard]] bool isAnswered() const { return m_result.has_value(); }
    [[nodiscard]] QByteArray talk(const QByteArray& bytes);

    SystemClock m_clock;
    EventLoopScheduler m_io{m_clock};
    std::unique_ptr<test::LocalAuthorisationServer> m_server;
    std::unique_ptr<LoopbackListener> m_listener;
    std::unique_ptr<HttpTokenEndpoint> m_endpoint;
    std::unique_ptr<OauthSignIn> m_flow;
    std::optional<Result<OauthTokens, AuthenticationError>> m_result;
    QNetworkAccessManager m_browser;
    std::string m_opened;
    char m_nextByte = 'a';
};

void SignInTest::init()
{
    m_server = std::make_unique<test::LocalAuthorisationServer>();
    m_listener = std::make_unique<LoopbackListener>(m_io);
    m_endpoint = std::make_unique<HttpTokenEndpoint>();
    m_result.reset();
    m_opened.clear();
}

void SignInTest::cleanup()
{
    m_flow.reset();
    m_endpoint.reset();
    m_listener.reset();
    m_server.reset();
}

void SignInTest::start()
{
    OauthClient client;
    client.broker = "Broker";
    client.authorizeUrl = m_server->url("/authorize");
    client.tokenUrl = m_server->url("/token");
    client.clientId = "tradecore";
    client.scope = "trading";
    m_flow = std::make_unique<OauthSignIn>(
        OauthSignIn::Ports{m_io, m_clock, *m_listener, *m_endpoint,
                           [this](std::size_t count) { return std::string(count, m_nextByte++); },
                           [this](const std::string& url) {
                               m_opened = url;
                               return true;
                           }},
        std::move(client));
    m_flow->start([this](Result<OauthTokens, AuthenticationError> result) { m_result.emplace(std::move(result)); });
}

void SignInTest::browse()
{
    QNetworkRequest request(QUrl(QString::fromStdString(m_opened)));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    auto* reply = m_browser.get(request);
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

void SignInTest::aBrowserSignsIn()
{
    start();
    browse();
    QTRY_VERIFY(isAnswered());
    QVERIFY2(*m_result, m_result->has_value() ? "" : m_result->error().text.c_str());
    QCOMPARE((*m_result)->accessToken.reveal(), std::string_view("local-access-token"));
    QCOMPARE(m_server->tokensGiven(), 1);
}

void SignInTest::aWrongVerifierIsRefusedByTheServer()
{
    m_server->forgetChallenge();
    start();
    browse();
    QTRY_VERIFY(isAnswered());
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().kind, Kind::SignInAgain);
}

void SignInTest::theListenerIsGoneAfterwards()
{
    start();
    const auto port = QUrl(QString::fromStdString(test::LocalAuthorisationServer::parameterOf(m_opened, "redirect_uri"))).port();
    browse();
    QTRY_VERIFY(isAnswered());
    QTcpSocket late;
    late.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
    QVERIFY(!late.waitForConnected(1'000));
}

QByteArray SignInTest::talk(const QByteArray& bytes)
{
    const QUrl redirect(QString::fromStdString(test::LocalAuthorisationServer::parameterOf(m_opened, "redirect_uri")));
    QTcpSocket socket;
    QByteArray answer;
    bool isOver = false;
    connect(&socket, &QTcpSocket::readyRead, this, [&] { answer += socket.readAll(); });
    connect(&socket, &QTcpSocket::disconnected, this, [&] { isOver = true; });
    connect(&socket, &QTcpSocket::connected, this, [&] { socket.write(bytes); });
    socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(redirect.port()));
    static_cast<void>(QTest::qWaitFor([&isOver] { return isOver; }, 10'000));
    return answer;
}

void SignInTest::aStrangersRequestsDoNotEndIt()
{
    start();
    const QByteArray host = "\r\nHost: " + QUrl(QString::fromStdString(test::LocalAuthorisationServer::parameterOf(m_opened, "redirect_uri")))
                                         .authority().toLatin1() + "\r\n\r\n";
    QVERIFY(talk("GET /callback?code=evil&state=guess HTTP/1.1" + host).startsWith("HTTP/1.1 400"));
    QVERIFY(talk("GET / HTTP/1.1" + host).startsWith("HTTP/1.1 404"));
    QVERIFY(talk("PUT /callback HTTP/1.1" + host).startsWith("HTTP/1.1 405"));
    QVERIFY(talk("GET /" + QByteArray(10'000, 'a')).startsWith("HTTP/1.1 431"));
    QVERIFY(talk(QByteArray("\x16\x03\x01\r\n\r\n", 7)).startsWith("HTTP/1.1 400"));
    const auto page = talk("GET /callback?code=evil&state=guess HTTP/1.1" + host);
    QVERIFY(page.contains("Cache-Control: no-store") && page.contains("default-src 'none'") && !page.contains("evil"));
    QVERIFY(!isAnswered());
    browse();
    QTRY_VERIFY(isAnswered());
    QVERIFY(*m_result);
}

void SignInTest::aSilentConnectionIsCut()
{
    start();
    QVERIFY(talk("GET /callback").isEmpty());
    QVERIFY(!isAnswered());
}

void SignInTest::aRedirectingTokenAddressIsRefused()
{
    m_server->answerTokens(test::LocalAuthorisationServer::TokenAnswer::Redirect);
    start();
    browse();
    QTRY_VERIFY(isAnswered());
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().kind, Kind::Malformed);
    QCOMPARE(m_server->requestsElsewhere(), 0);
}

void SignInTest::aSilentTokenAddressTimesOut()
{
    m_server->answerTokens(test::LocalAuthorisationServer::TokenAnswer::Silence);
    m_endpoint->setPatience(std::chrono::milliseconds(300));
    start();
    browse();
    QTRY_VERIFY(isAnswered());
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().kind, Kind::TimedOut);
}

// A code that comes twice may make the broker revoke what the first one gave (RFC 6749 section 4.1.2).
void SignInTest::aCodeIsSentOnceWhenTheServerHangsUp()
{
    m_server->answerTokens(test::LocalAuthorisationServer::TokenAnswer::HangUp);
    start();
    browse();
    QTRY_VERIFY(isAnswered());
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().kind, Kind::Transport);
    QCOMPARE(m_server->tokenRequests(), 1);
}

void SignInTest::anEndlessTokenAnswerIsCut()
{
    m_server->answerTokens(test::LocalAuthorisationServer::TokenAnswer::Endless);
    start();
    browse();
    QTRY_VERIFY(isAnswered());
    QVERIFY(!*m_result);
    QCOMPARE(m_result->error().kind, Kind::Malformed);
}

void SignInTest::plainHttpToAnotherMachineIsNeverSent()
{
    std::optional<Kind> kind;
    for (const char* url : {"http://broker.example/token", "ftp://127.0.0.1/token", "not a url"}) {
        kind.reset();
        m_endpoint->post(url, {}, [&kind](Result<TokenEndpoint::Reply, AuthenticationError> reply) {
            kind = reply ? std::nullopt : std::optional(reply.error().kind);
        });
        QCOMPARE(kind, std::optional(Kind::Malformed));
    }
}

QTEST_GUILESS_MAIN(SignInTest)
#include "sign_in_test.moc"
