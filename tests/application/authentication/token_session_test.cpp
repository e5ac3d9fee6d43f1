// Tokens from sign-in to revocation, on virtual time: one refresh for all who ask, and nobody is signed out by our own race.
#include "application/authentication/memory_credential_store.h"
#include "application/authentication/token_reply.h"
#include "application/authentication/token_session.h"
#include "tests/application/authentication/oauth_bench.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::application;
using Kind = AuthenticationError::Kind;

namespace {

// A store that fails when it is told to.
class FailingStore : public MemoryCredentialStore {
public:
    using MemoryCredentialStore::MemoryCredentialStore;
    void write(const std::string& name, Secret value, WriteAnswer answer) override
    {
        if (fails)
            answer(failure(CredentialError{CredentialError::Kind::Locked, "The vault is locked."}));
        else
            MemoryCredentialStore::write(name, std::move(value), std::move(answer));
    }
    bool fails = false;
};

std::string tokens(const std::string& number, int seconds = 1'200)
{
    return R"({"access_token":"AT-)" + number + R"(","refresh_token":"RT-)" + number + R"(","token_type":"bearer","expires_in":)"
        + std::to_string(seconds) + "}";
}

struct Bench {
    test::VirtualWorld world;
    test::VirtualScheduler io{world};
    test::FakeEndpoint endpoint;
    FailingStore store{io};
    std::unique_ptr<TokenSession> session = make();
    std::vector<std::string> got;
    std::vector<Kind> failed;

    std::unique_ptr<TokenSession> make()
    {
        return std::make_unique<TokenSession>(TokenSession::Ports{io, world, endpoint, store}, test::sampleClient(), "connection/x");
    }
    void signIn()
    {
        auto read = readTokenReply({200, Secret(tokens("0"))}, test::sampleClient(), world.utcNow());
        session->adopt(std::move(*read), [](Result<void, AuthenticationError>) {});
        world.runReady();
    }
    void ask()
    {
        session->accessToken([this](Result<Secret, AuthenticationError> answer) {
            if (answer)
                got.emplace_back(answer->reveal());
            else
                failed.push_back(answer.error().kind);
        });
        world.runReady();
    }
    [[nodiscard]] std::string stored()
    {
        std::string text;
        store.read("connection/x", [&text](Result<Secret, CredentialError> read) {
            if (read)
                text = std::string(unpackTokens(*read)->refreshToken.reveal());
        });
        world.runReady();
        return text;
    }
    void answer(int status, const std::string& body)
    {
        endpoint.answer(status, body);
        world.runReady();
    }
};

}  // namespace

class TokenSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFreshTokenCostsNothing();
    void oneRefreshForAllWhoAsk();
    void theNewTokenIsStoredBeforeTheOldOneGoes();
    void aTokenThatCouldNotBeStoredIsUsedAndTold();
    void aLostAnswerIsAskedForAgain();
    void aRevokedTokenSaysSignInAgain();
    void withoutARefreshTokenItRunsOut();
    void aBrokerThatDoesNotRotateKeepsItsToken();
    void aRestartGoesOn();
    void damagedTokensSaySignInAgain();
    void revokingRemovesHereInAnyCase();
    void aThousandRotationsWithLostAnswersSignNobodyOut();
};

void TokenSessionTest::aFreshTokenCostsNothing()
{
    Bench bench;
    bench.signIn();
    bench.ask();
    QCOMPARE(bench.got, std::vector<std::string>{"AT-0"});
    QCOMPARE(bench.endpoint.total, 0);
}

void TokenSessionTest::oneRefreshForAllWhoAsk()
{
    Bench bench;
    bench.signIn();
    bench.world.advance(std::chrono::seconds(1'150));
    for (int asked = 0; asked < 20; ++asked)
        bench.ask();
    QCOMPARE(bench.endpoint.total, 1);
    QCOMPARE(bench.endpoint.posted.front().field("refresh_token"), std::string("RT-0"));
    QVERIFY(bench.got.empty());
    bench.answer(200, tokens("1"));
    QCOMPARE(bench.got, std::vector<std::string>(20, "AT-1"));
    QCOMPARE(bench.endpoint.total, 1);
}

void TokenSessionTest::theNewTokenIsStoredBeforeTheOldOneGoes()
{
    Bench bench;
    bench.signIn();
    QCOMPARE(bench.stored(), std::string("RT-0"));
    bench.world.advance(std::chrono::seconds(1'150));
    bench.ask();
    bench.endpoint.answer(200, tokens("1"));
    // Not answered yet: what was written has not been confirmed.
    QVERIFY(bench.got.empty());
    bench.world.runReady();
    QCOMPARE(bench.got, std::vector<std::string>{"AT-1"});
    QCOMPARE(bench.stored(), std::string("RT-1"));
}

void TokenSessionTest::aTokenThatCouldNotBeStoredIsUsedAndTold()
{
    Bench bench;
    bench.signIn();
    bench.store.fails = true;
    bench.world.advance(std::chrono::seconds(1'150));
    bench.ask();
    bench.answer(200, tokens("1"));
    QCOMPARE(bench.got, std::vector<std::string>{"AT-1"});
    QCOMPARE(bench.session->storeProblem(), std::string("The vault is locked."));
    QCOMPARE(bench.stored(), std::string("RT-0"));
    bench.store.fails = false;
    bench.world.advance(std::chrono::seconds(1'150));
    bench.ask();
    bench.answer(200, tokens("2"));
    QVERIFY(bench.session->storeProblem().empty());
    QCOMPARE(bench.stored(), std::string("RT-2"));
}

void TokenSessionTest::aLostAnswerIsAskedForAgain()
{
    Bench bench;
    bench.signIn();
    bench.world.advance(std::chrono::seconds(1'150));
    bench.ask();
    bench.endpoint.fail(Kind::Transport);
    QVERIFY(bench.endpoint.posted.empty());
    bench.world.advance(std::chrono::seconds(1));
    QCOMPARE(bench.endpoint.posted.front().field("refresh_token"), std::string("RT-0"));
    bench.answer(200, tokens("1"));
    QCOMPARE(bench.got, std::vector<std::string>{"AT-1"});
    // In the end the asker is told, and may ask again.
    bench.world.advance(std::chrono::seconds(1'150));
    bench.ask();
    for (int attempt = 0; attempt < TokenSession::attempts; ++attempt) {
        QCOMPARE(bench.endpoint.posted.size(), std::size_t(1));
        bench.endpoint.fail(Kind::Transport);
        bench.world.advance(std::chrono::seconds(10));
    }
    QCOMPARE(bench.failed, std::vector<Kind>{Kind::Transport});
    QVERIFY(bench.session->isSignedIn());
    bench.ask();
    bench.answer(200, tokens("2"));
    QCOMPARE(bench.got.back(), std::string("AT-2"));
}

void TokenSessionTest::aRevokedTokenSaysSignInAgain()
{
    Bench bench;
    bench.signIn();
    bench.world.advance(std::chrono::seconds(1'150));
    bench.ask();
    bench.ask();
    bench.answer(400, R"({"error":"invalid_grant"})");
    QCOMPARE(bench.failed, (std::vector<Kind>{Kind::SignInAgain, Kind::SignInAgain}));
    QVERIFY(!bench.session->isSignedIn());
    bench.ask();
    QCOMPARE(bench.failed.size(), std::size_t(3));
    QCOMPARE(bench.endpoint.total, 1);
}

void TokenSessionTest::withoutARefreshTokenItRunsOut()
{
    Bench bench;
    auto read = readTokenReply({200, Secret(R"({"access_token":"A","token_type":"bearer","expires_in":100})")}, test::sampleClient(),
                               bench.world.utcNow());
    bench.session->adopt(std::move(*read), [](Result<void, AuthenticationError>) {});
    bench.world.runReady();
    bench.ask();
    QCOMPARE(bench.got.size(), std::size_t(1));
    bench.world.advance(std::chrono::seconds(60));
    bench.ask();
    QCOMPARE(bench.failed, std::vector<Kind>{Kind::SignInAgain});
    QCOMPARE(bench.endpoint.total, 0);
}

void TokenSessionTest::aBrokerThatDoesNotRotateKeepsItsToken()
{
    Bench bench;
    bench.signIn();
    bench.world.advance(std::chrono::seconds(1'150));
    bench.ask();
    bench.answer(200, R"({"access_token":"AT-1","token_type":"bearer","expires_in":1200})");
    QCOMPARE(bench.stored(), std::string("RT-0"));
}

void TokenSessionTest::aRestartGoesOn()
{
    Bench bench;
    bench.signIn();
    bench.session = bench.make();
    bool isLoaded = false;
    bench.session->load([&isLoaded](Result<void, AuthenticationError> loaded) { isLoaded = loaded.has_value(); });
    bench.world.runReady();
    QVERIFY(isLoaded);
    bench.ask();
    QCOMPARE(bench.got, std::vector<std::string>{"AT-0"});
    bench.world.advance(std::chrono::seconds(1'150));
    bench.ask();
    QCOMPARE(bench.endpoint.posted.front().field("refresh_token"), std::string("RT-0"));
}

void TokenSessionTest::damagedTokensSaySignInAgain()
{
    Bench bench;
    bench.store.write("connection/x", Secret("{\"access_token\":"), [](Result<void, CredentialError>) {});
    std::optional<Kind> kind;
    bench.session->load([&kind](Result<void, AuthenticationError> loaded) { kind = loaded ? std::optional<Kind>() : loaded.error().kind; });
    bench.world.runReady();
    QCOMPARE(kind, std::optional(Kind::SignInAgain));
}

void TokenSessionTest::revokingRemovesHereInAnyCase()
{
    Bench bench;
    bench.signIn();
    std::optional<bool> isClean;
    bench.session->revoke([&isClean](Result<void, AuthenticationError> revoked) { isClean = revoked.has_value(); });
    QCOMPARE(bench.endpoint.posted.front().field("token"), std::string("RT-0"));
    bench.answer(200, {});
    QCOMPARE(isClean, std::optional(true));
    QVERIFY(bench.stored().empty());
    bench.signIn();
    bench.session->revoke([&isClean](Result<void, AuthenticationError> revoked) { isClean = revoked.has_value(); });
    bench.endpoint.fail(Kind::Transport);
    bench.world.runReady();
    QCOMPARE(isClean, std::optional(false));
    QVERIFY(bench.stored().empty());
    QVERIFY(!bench.session->isSignedIn());
}

// A broker that rotates: the token before the newest one is honoured until the newest one is used (RFC 6819 section 5.2.2.3).
void TokenSessionTest::aThousandRotationsWithLostAnswersSignNobodyOut()
{
    Bench bench;
    bench.signIn();
    Random random(7);
    int newest = 0;
    for (int rotation = 0; rotation < 1'000; ++rotation) {
        bench.world.advance(std::chrono::seconds(1'150));
        const auto before = bench.got.size();
        for (std::uint64_t asked = 0; asked <= random.below(3); ++asked)
            bench.ask();
        int lost = 0;
        while (bench.got.size() == before) {
            QCOMPARE(bench.endpoint.posted.size(), std::size_t(1));
            const auto used = bench.endpoint.posted.front().field("refresh_token");
            QVERIFY(used == "RT-" + std::to_string(newest) || used == "RT-" + std::to_string(newest - 1));
            if (used == "RT-" + std::to_string(newest))
                ++newest;
            if (lost < TokenSession::attempts - 1 && random.below(2) == 0) {
                ++lost;
                bench.endpoint.fail(random.below(2) == 0 ? Kind::Transport : Kind::TimedOut);
                bench.world.advance(std::chrono::seconds(4));
            } else {
                bench.answer(200, tokens(std::to_string(newest)));
            }
        }
        QVERIFY(bench.failed.empty());
        if (random.below(10) == 0) {
            bench.session = bench.make();
            bench.session->load([](Result<void, AuthenticationError>) {});
            bench.world.runReady();
        }
    }
    QCOMPARE(bench.stored(), "RT-" + std::to_string(newest));
}

QTEST_GUILESS_MAIN(TokenSessionTest)
#include "token_session_test.moc"
