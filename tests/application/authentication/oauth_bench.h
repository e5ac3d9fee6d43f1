// Fakes for the authorisation-code machine on virtual time: a listener that the test calls, an endpoint that the test answers.
#pragma once

#include "application/authentication/oauth_values.h"
#include "tests/support/time/virtual_time.h"

#include <deque>
#include <string>
#include <vector>

namespace tradecore::test {

class FakeListener : public application::RedirectListener {
public:
    Result<std::uint16_t, std::string> open(Judge judge) override;
    void close() override { isOpen = false; }
    // A request head, as the real listener hands it on.
    Verdict request(const std::string& target);

    Judge judge;
    bool isOpen = false;
    bool refuses = false;
    int opened = 0;
};

class FakeEndpoint : public application::TokenEndpoint {
public:
    struct Posted {
        std::string url;
        std::vector<Field> fields;
        Answer answer;
        [[nodiscard]] std::string field(std::string_view name) const;
    };
    void post(const std::string& url, std::vector<Field> fields, Answer answer) override;
    void answer(int status, const std::string& body);
    void fail(application::AuthenticationError::Kind kind);

    std::deque<Posted> posted;   // not answered yet
    int total = 0;
};

application::OauthClient sampleClient();
// "https://broker.test/…?a=b" → the decoded value of a parameter.
std::string parameterOf(const std::string& url, const std::string& name);

}  // namespace tradecore::test
