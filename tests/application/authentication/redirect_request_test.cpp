// What comes to the loopback listener of a sign-in: the one redirect passes, each attack is refused by its name.
#include "application/authentication/redirect_request.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::application;
using Kind = RedirectOutcome::Kind;

namespace {

constexpr std::uint16_t port = 40'001;
constexpr const char* state = "s3cretStateOfThisFlow_0123456789-abcdefghij";

QByteArray request(const QByteArray& line, const char* host = "127.0.0.1:40001")
{
    return line + "\r\nHost: " + host + "\r\nUser-Agent: browser\r\n";
}

QByteArray get(const QByteArray& target, const char* host = "127.0.0.1:40001")
{
    return request("GET " + target + " HTTP/1.1", host);
}

RedirectOutcome judged(const QByteArray& head)
{
    return judgeRedirect({head.constData(), static_cast<std::size_t>(head.size())}, port, Secret(state));
}

}  // namespace

class RedirectRequestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOneRedirectPasses();
    void aCodeIsDecoded();
    void otherParametersDoNotMatter();
    void theBrokersErrorEndsTheFlow();
    void anErrorNameIsShownOnlyIfItIsOne();
    void attacksAreRefused_data();
    void attacksAreRefused();
    void withoutAStateNothingPasses();
};

void RedirectRequestTest::theOneRedirectPasses()
{
    const auto outcome = judged(get(QByteArray("/callback?code=abc123&state=") + state));
    QCOMPARE(outcome.kind, Kind::Code);
    QCOMPARE(outcome.code.reveal(), std::string_view("abc123"));
}

void RedirectRequestTest::aCodeIsDecoded()
{
    const auto outcome = judged(get(QByteArray("/callback?state=") + state + "&code=a%2Fb%3d%3D"));
    QCOMPARE(outcome.kind, Kind::Code);
    QCOMPARE(outcome.code.reveal(), std::string_view("a/b=="));
}

void RedirectRequestTest::otherParametersDoNotMatter()
{
    const auto outcome = judged(get(QByteArray("/callback?iss=https%3A%2F%2Fbroker&code=c&session_state=x&state=") + state));
    QCOMPARE(outcome.kind, Kind::Code);
}

void RedirectRequestTest::theBrokersErrorEndsTheFlow()
{
    const auto outcome = judged(get(QByteArray("/callback?error=access_denied&error_description=no&state=") + state));
    QCOMPARE(outcome.kind, Kind::Error);
    QCOMPARE(outcome.error, std::string("access_denied"));
}

void RedirectRequestTest::anErrorNameIsShownOnlyIfItIsOne()
{
    const auto outcome = judged(get(QByteArray("/callback?error=%3Cscript%3E&state=") + state));
    QCOMPARE(outcome.kind, Kind::Error);
    QCOMPARE(outcome.error, std::string("unreadable"));
}

void RedirectRequestTest::attacksAreRefused_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("kind");
    const QByteArray good = QByteArray("code=abc&state=") + state;
    const auto row = [](const char* name, const QByteArray& head, Kind kind) { QTest::newRow(name) << head << static_cast<int>(kind); };

    row("wrong state", get("/callback?code=abc&state=s3cretStateOfThisFlow_0123456789-abcdefghiX"), Kind::WrongState);
    row("no state", get("/callback?code=abc"), Kind::WrongState);
    row("empty state", get("/callback?code=abc&state="), Kind::WrongState);
    row("beginning of the state", get("/callback?code=abc&state=s3cret"), Kind::WrongState);
    row("state twice", get("/callback?" + good + "&state=" + state), Kind::Malformed);
    row("code twice", get("/callback?" + good + "&code=def"), Kind::Malformed);
    row("error without our state", get("/callback?error=access_denied&state=x"), Kind::WrongState);
    row("error and code", get("/callback?error=access_denied&" + good), Kind::Malformed);
    row("no code", get(QByteArray("/callback?state=") + state), Kind::Malformed);
    row("empty code", get(QByteArray("/callback?code=&state=") + state), Kind::Malformed);
    row("another path", get("/?" + good), Kind::WrongPath);
    row("longer path", get("/callback/../callback?" + good), Kind::WrongPath);
    row("absolute target", get("http://evil.example/callback?" + good), Kind::WrongPath);
    row("POST", request("POST /callback?" + good + " HTTP/1.1"), Kind::WrongMethod);
    row("HEAD", request("HEAD /callback?" + good + " HTTP/1.1"), Kind::WrongMethod);
    row("name of a stranger", get("/callback?" + good, "evil.example:40001"), Kind::WrongHost);
    row("localhost by name", get("/callback?" + good, "localhost:40001"), Kind::WrongHost);
    row("another port", get("/callback?" + good, "127.0.0.1:40002"), Kind::WrongHost);
    row("no host", "GET /callback?" + good + " HTTP/1.1\r\nUser-Agent: x\r\n", Kind::WrongHost);
    row("host twice", get("/callback?" + good) + "Host: evil.example\r\n", Kind::WrongHost);
    row("oversized", get("/callback?" + good + "&x=" + QByteArray(9'000, 'a')), Kind::Malformed);
    row("broken escape", get(QByteArray("/callback?code=%zz&state=") + state), Kind::Malformed);
    row("escape cut short", get(QByteArray("/callback?state=") + state + "&code=%4"), Kind::Malformed);
    row("line break in the code", get(QByteArray("/callback?code=a%0d%0ab&state=") + state), Kind::Malformed);
    row("zero byte", get(QByteArray("/callback?code=a\0b&state=", 24) + state), Kind::Malformed);
    row("no HTTP", QByteArray("\x16\x03\x01\x02", 4), Kind::Malformed);
    row("nothing", {}, Kind::Malformed);
}

void RedirectRequestTest::attacksAreRefused()
{
    QFETCH(QByteArray, head);
    QFETCH(int, kind);
    const auto outcome = judged(head);
    QCOMPARE(static_cast<int>(outcome.kind), kind);
    QVERIFY(outcome.code.isEmpty());
}

void RedirectRequestTest::withoutAStateNothingPasses()
{
    const auto outcome = judgeRedirect("GET /callback?code=abc&state= HTTP/1.1\r\nHost: 127.0.0.1:40001\r\n", port, Secret());
    QCOMPARE(outcome.kind, Kind::WrongState);
}

QTEST_GUILESS_MAIN(RedirectRequestTest)
#include "redirect_request_test.moc"
