// TokenSession: the tokens of one connection from sign-in to revocation. A refresh is single-flight: whoever asks while one is under
// way waits for it. A new token is stored before the old one is dropped, so that a crash in between costs at most one more refresh.
// Lives on the io thread.
#pragma once

#include "application/authentication/credential_store.h"
#include "application/authentication/oauth_values.h"
#include "base/clock.h"
#include "base/scheduler.h"

#include <chrono>
#include <memory>
#include <vector>

namespace tradecore::application {

class TokenSession {
public:
    using TokenAnswer = std::function<void(Result<Secret, AuthenticationError>)>;
    using Answer = std::function<void(Result<void, AuthenticationError>)>;

    struct Ports {
        Scheduler& io;
        const Clock& clock;
        TokenEndpoint& endpoint;
        CredentialStore& store;
    };
    // A token that ends within this time is renewed first.
    static constexpr Duration margin = std::chrono::seconds(60);
    static constexpr int attempts = 4;

    TokenSession(Ports ports, OauthClient client, std::string name);
    ~TokenSession();
    TokenSession(const TokenSession&) = delete;
    TokenSession& operator=(const TokenSession&) = delete;

    // The tokens of a former run.
    void load(Answer answer);
    // Those of a sign-in: stored, then used.
    void adopt(OauthTokens tokens, Answer answer);
    // One that lives longer than the margin. SignInAgain ends the session; Transport may be asked again.
    void accessToken(TokenAnswer answer);
    // At the broker where it can be, then in the store; what the store holds is removed in any case.
    void revoke(Answer answer);

    [[nodiscard]] std::optional<Timestamp> expiresAt() const { return m_tokens.expiresAt; }
    [[nodiscard]] bool isSignedIn() const { return !m_tokens.accessToken.isEmpty(); }
    // Of the newest tokens: they could not be stored and end with the program. Empty when they are safe.
    [[nodiscard]] const std::string& storeProblem() const { return m_storeProblem; }

private:
    [[nodiscard]] bool isFresh() const;
    void refresh(int attempt);
    void onRefreshed(int attempt, Result<TokenEndpoint::Reply, AuthenticationError> reply);
    void keep(OauthTokens tokens, Answer answer);
    void answerAll(const std::optional<AuthenticationError>& error);

    Ports m_ports;
    OauthClient m_client;
    std::string m_name;
    OauthTokens m_tokens;
    std::string m_storeProblem;
    std::vector<TokenAnswer> m_waiting;
    TimerId m_retry = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

}  // namespace tradecore::application
