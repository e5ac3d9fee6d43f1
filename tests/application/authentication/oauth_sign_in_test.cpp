// The authorisation-code machine on virtual time, with a listener and an endpoint that the test plays.
#include "application/authentication/oauth_sign_in.h"
#include "base/digest.h"
#include "tests/application/authentication/oauth_bench.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::application;
using Kind = AuthenticationError::Kind;

namespace {

constexpr const char* goodTokens = R"({"access_token":"AT-1","refresh_token":"RT-1","token_type":"Bearer","expires_in":1200,"scope":"trading"})";

struct Bench {
    test::VirtualWorld world;
    test::VirtualScheduler io{world};
    test::FakeListener listener;
    test::FakeEndpoint endpoint;
    std::string opened;
    bool hasBrowser = true;
    char nextByte = 'a';
    std::optional<Result<OauthTokens, AuthenticationError>> result;
    std::unique_ptr<OauthSignIn> flow;

    void start(OauthClient client = test::sampleClient())
    {
        flow = std::make_unique<OauthSignIn>(
            OauthSignIn::Ports{io, world, listener, endpoint, [this](std::size_t count) { return std::string(count, nextByte++); },
                               [this](const std::string& url) {
                                   opened = url;
                                   return hasBrowser;
                               }},
            std::move(client));
        flow->start([this](Result<OauthTokens, AuthenticationError> got) { result.emplace(std::move(got)); });
    }
    [[nodiscard]] std::string state() const { return test::parameterOf(opened, "state"); }
    [[nodiscard]] std::optional<Kind> error() const
    {
        return result && !*result ? std::optional(result->error().kind) : std::nullopt;
    }
};

}  // namespace

class OauthSignInTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSignInEndsWithTokens();
    void theChallengeIsTheHashOfTheVerifier();
    void withoutPkceNoneIsSent();
    void stateAndVerifierAreNewEachTime();
    void aWrongStateEndsNothing();
    void aSecondRedirectIsNotExchanged();
    void theBrokersRefusalIsSaid();
    void nobodyComes();
    void noBrowserAndNoPort();
    void theExchangeIsJudged_data();
    void theExchangeIsJudged();
    void anAbandonedFlowIsSilent();
    void aFlowThatIsDestroyedHearsNothing();
};

void OauthSignInTest::aSignInEndsWithTokens()
{
    Bench bench;
    bench.start();
    QVERIFY(bench.listener.isOpen);
    QCOMPARE(test::parameterOf(bench.opened, "response_type"), std::string("code"));
    QCOMPARE(test::parameterOf(bench.opened, "redirect_uri"), std::string("http://127.0.0.1:40001/callback"));
    QCOMPARE(test::parameterOf(bench.opened, "scope"), std::string("account:write trading"));
    const auto verdict = bench.listener.request("/callback?code=c0de&state=" + bench.state());
    QCOMPARE(verdict.status, 200);
    QVERIFY(verdict.ends);
    QVERIFY(!bench.listener.isOpen);
    QCOMPARE(bench.endpoint.posted.front().field("code"), std::string("c0de"));
    QCOMPARE(bench.endpoint.posted.front().field("redirect_uri"), std::string("http://127.0.0.1:40001/callback"));
    bench.endpoint.answer(200, goodTokens);
    QVERIFY(bench.result && *bench.result);
    const auto& tokens = **bench.result;
    QCOMPARE(tokens.accessToken.reveal(), std::string_view("AT-1"));
    QCOMPARE(tokens.refreshToken.reveal(), std::string_view("RT-1"));
    QCOMPARE(*tokens.expiresAt, bench.world.utcNow() + std::chrono::seconds(1'200));
}

void OauthSignInTest::theChallengeIsTheHashOfTheVerifier()
{
    Bench bench;
    bench.start();
    QCOMPARE(test::parameterOf(bench.opened, "code_challenge_method"), std::string("S256"));
    bench.listener.request("/callback?code=c&state=" + bench.state());
    const auto verifier = bench.endpoint.posted.front().field("code_verifier");
    QCOMPARE(verifier.size(), std::size_t(43));
    const auto digest = sha256(verifier);
    const auto expected = QByteArray(reinterpret_cast<const char*>(digest.data()), qsizetype(digest.size()))
                              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QCOMPARE(test::parameterOf(bench.opened, "code_challenge"), expected.toStdString());
}

void OauthSignInTest::withoutPkceNoneIsSent()
{
    Bench bench;
    auto client = test::sampleClient();
    client.usesPkce = false;
    client.clientSecret = Secret("given-by-the-user");
    bench.start(std::move(client));
    QVERIFY(test::parameterOf(bench.opened, "code_challenge").empty());
    bench.listener.request("/callback?code=c&state=" + bench.state());
    QVERIFY(bench.endpoint.posted.front().field("code_verifier").empty());
    QCOMPARE(bench.endpoint.posted.front().field("client_secret"), std::string("given-by-the-user"));
    QVERIFY(bench.opened.find("given-by-the-user") == std::string::npos);
}

void OauthSignInTest::stateAndVerifierAreNewEachTime()
{
    Bench bench;
    bench.start();
    const auto first = bench.opened;
    bench.start();
    QVERIFY(test::parameterOf(first, "state") != test::parameterOf(bench.opened, "state"));
    QVERIFY(test::parameterOf(first, "code_challenge") != test::parameterOf(bench.opened, "code_challenge"));
}

void OauthSignInTest::aWrongStateEndsNothing()
{
    Bench bench;
    bench.start();
    QCOMPARE(bench.listener.request("/callback?code=evil&state=guess").status, 400);
    QCOMPARE(bench.listener.request("/callback?error=access_denied&state=guess").status, 400);
    QCOMPARE(bench.listener.request("/favicon.ico").status, 404);
    QCOMPARE(bench.flow->refusedRequests(), std::uint64_t(3));
    QVERIFY(bench.listener.isOpen && !bench.result && bench.endpoint.posted.empty());
    bench.listener.request("/callback?code=mine&state=" + bench.state());
    QCOMPARE(bench.endpoint.posted.front().field("code"), std::string("mine"));
}

void OauthSignInTest::aSecondRedirectIsNotExchanged()
{
    Bench bench;
    bench.start();
    const auto target = "/callback?code=c&state=" + bench.state();
    bench.listener.request(target);
    QCOMPARE(bench.listener.request(target).status, 410);
    QCOMPARE(bench.endpoint.total, 1);
}

void OauthSignInTest::theBrokersRefusalIsSaid()
{
    Bench bench;
    bench.start();
    bench.listener.request("/callback?error=access_denied&state=" + bench.state());
    QCOMPARE(bench.error(), std::optional(Kind::Refused));
    QVERIFY(bench.result->error().text.find("access_denied") != std::string::npos);
    QVERIFY(!bench.listener.isOpen);
}

void OauthSignInTest::nobodyComes()
{
    Bench bench;
    bench.start();
    bench.world.advance(OauthSignIn::longest - std::chrono::seconds(1));
    QVERIFY(!bench.result);
    bench.world.advance(std::chrono::seconds(2));
    QCOMPARE(bench.error(), std::optional(Kind::TimedOut));
    QVERIFY(!bench.listener.isOpen);
}

void OauthSignInTest::noBrowserAndNoPort()
{
    Bench bench;
    bench.hasBrowser = false;
    bench.start();
    QCOMPARE(bench.error(), std::optional(Kind::Refused));
    QVERIFY(!bench.listener.isOpen);
    Bench other;
    other.listener.refuses = true;
    other.start();
    QCOMPARE(other.error(), std::optional(Kind::Refused));
    QVERIFY(other.opened.empty());
}

void OauthSignInTest::theExchangeIsJudged_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    const auto row = [](const char* name, int status, const char* body, Kind kind) {
        QTest::newRow(name) << status << QByteArray(body) << static_cast<int>(kind);
    };
    row("replayed code", 400, R"({"error":"invalid_grant"})", Kind::SignInAgain);
    row("wrong client", 401, R"({"error":"invalid_client"})", Kind::SignInAgain);
    row("a page", 200, "<html>captive portal</html>", Kind::Malformed);
    row("server failure", 503, "", Kind::Transport);
    row("other token", 200, R"({"access_token":"a","token_type":"mac"})", Kind::Malformed);
    row("no token", 200, R"({"token_type":"bearer"})", Kind::Malformed);
    row("token with a line break", 200, "{\"access_token\":\"a\\nb\",\"token_type\":\"bearer\"}", Kind::Malformed);
    row("no life", 200, R"({"access_token":"a","token_type":"bearer","expires_in":-5})", Kind::Malformed);
    row("a life beyond measure", 200, R"({"access_token":"a","token_type":"bearer","expires_in":1e300})", Kind::Malformed);
    row("an array", 200, R"([{"access_token":"a","token_type":"bearer"}])", Kind::Malformed);
}

void OauthSignInTest::theExchangeIsJudged()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    Bench bench;
    bench.start();
    bench.listener.request("/callback?code=c&state=" + bench.state());
    bench.endpoint.answer(status, body.toStdString());
    QVERIFY(bench.error());
    QCOMPARE(static_cast<int>(*bench.error()), kind);
    QVERIFY(bench.result->error().text.starts_with("Broker "));
}

void OauthSignInTest::anAbandonedFlowIsSilent()
{
    Bench bench;
    bench.start();
    const auto target = "/callback?code=c&state=" + bench.state();
    bench.listener.request(target);
    bench.flow->abandon();
    QCOMPARE(bench.error(), std::optional(Kind::Abandoned));
    bench.result.reset();
    bench.endpoint.answer(200, goodTokens);
    bench.world.advance(std::chrono::minutes(10));
    QVERIFY(!bench.result);
}

void OauthSignInTest::aFlowThatIsDestroyedHearsNothing()
{
    Bench bench;
    bench.start();
    bench.listener.request("/callback?code=c&state=" + bench.state());
    bench.flow.reset();
    bench.endpoint.answer(200, goodTokens);
    bench.world.advance(std::chrono::minutes(10));
    QVERIFY(!bench.result);
}

QTEST_GUILESS_MAIN(OauthSignInTest)
#include "oauth_sign_in_test.moc"
