#include "tests/application/authentication/oauth_bench.h"

#include <QUrl>
#include <QUrlQuery>

#include <utility>

namespace tradecore::test {

Result<std::uint16_t, std::string> FakeListener::open(Judge newJudge)
{
    if (refuses)
        return failure(std::string("no port is free"));
    judge = std::move(newJudge);
    isOpen = true;
    ++opened;
    return std::uint16_t(40'001);
}

application::RedirectListener::Verdict FakeListener::request(const std::string& target)
{
    return judge("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:40001\r\n");
}

std::string FakeEndpoint::Posted::field(std::string_view name) const
{
    for (const auto& field : fields) {
        if (field.name == name)
            return std::string(field.value.reveal());
    }
    return {};
}

void FakeEndpoint::post(const std::string& url, std::vector<Field> fields, Answer answer)
{
    ++total;
    posted.push_back({url, std::move(fields), std::move(answer)});
}

void FakeEndpoint::answer(int status, const std::string& body)
{
    auto first = std::move(posted.front());
    posted.pop_front();
    first.answer(Reply{status, Secret(body)});
}

void FakeEndpoint::fail(application::AuthenticationError::Kind kind)
{
    auto first = std::move(posted.front());
    posted.pop_front();
    first.answer(failure(application::AuthenticationError{kind, "The line is cut."}));
}

application::OauthClient sampleClient()
{
    application::OauthClient client;
    client.broker = "Broker";
    client.authorizeUrl = "https://broker.test/authorize";
    client.tokenUrl = "https://broker.test/token";
    client.revokeUrl = "https://broker.test/revoke";
    client.clientId = "tradecore";
    client.scope = "account:write trading";
    return client;
}

std::string parameterOf(const std::string& url, const std::string& name)
{
    const QUrlQuery query(QUrl(QString::fromStdString(url), QUrl::StrictMode));
    return query.queryItemValue(QString::fromStdString(name), QUrl::FullyDecoded).toStdString();
}

}  // namespace tradecore::test
