// OauthSignIn: one sign-in by the authorisation-code flow in the system's browser: a random state, PKCE (S256) where the broker has
// it, a loopback listener that lives for this flow alone, then the exchange of the code. Made for one sign-in, on the io thread; its
// end gives it up silently.
//
// RFC 8252 (native apps), RFC 7636 (PKCE). The state has 256 random bits, the verifier 43 characters.
#pragma once

#include "application/authentication/oauth_values.h"
#include "application/authentication/redirect_request.h"
#include "base/clock.h"
#include "base/scheduler.h"

#include <chrono>
#include <memory>

namespace tradecore::application {

class OauthSignIn {
public:
    using Answer = std::function<void(Result<OauthTokens, AuthenticationError>)>;
    // Hands an address to the system's browser; false where there is none.
    using BrowserOpener = std::function<bool(const std::string& url)>;

    struct Ports {
        Scheduler& io;
        const Clock& clock;
        RedirectListener& listener;
        TokenEndpoint& endpoint;
        RandomBytes random;
        BrowserOpener openBrowser;
    };
    static constexpr Duration longest = std::chrono::minutes(5);

    OauthSignIn(Ports ports, OauthClient client);
    ~OauthSignIn();
    OauthSignIn(const OauthSignIn&) = delete;
    OauthSignIn& operator=(const OauthSignIn&) = delete;

    // Once. Answered on the io thread, at the latest after `longest` and the time of the exchange.
    void start(Answer answer);
    // The user gives up.
    void abandon();
    // Requests that were refused without ending the flow.
    [[nodiscard]] std::uint64_t refusedRequests() const { return m_refused; }
    // What the user can open by hand where no browser came; empty before start() and after the end.
    [[nodiscard]] const std::string& address() const { return m_address; }

private:
    [[nodiscard]] RedirectListener::Verdict judge(std::string_view requestHead);
    [[nodiscard]] std::string addressFor(const std::string& challenge) const;
    void exchange(const Secret& code);
    void end(Result<OauthTokens, AuthenticationError> result);

    Ports m_ports;
    OauthClient m_client;
    Secret m_state;
    Secret m_verifier;
    std::string m_redirect;
    std::string m_address;
    std::uint16_t m_port = 0;
    TimerId m_timer = 0;
    bool m_listening = false;
    std::uint64_t m_refused = 0;
    Answer m_answer;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

}  // namespace tradecore::application
