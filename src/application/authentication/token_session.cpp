#include "application/authentication/token_session.h"

#include "application/authentication/token_reply.h"

#include <utility>

namespace tradecore::application {

namespace {

using Kind = AuthenticationError::Kind;

AuthenticationError storeFailure(const CredentialError& error)
{
    const bool isGone = error.kind == CredentialError::Kind::NotFound || error.kind == CredentialError::Kind::Damaged;
    return {isGone ? Kind::SignInAgain : Kind::Store, error.text};
}

}  // namespace

TokenSession::TokenSession(Ports ports, OauthClient client, std::string name)
    : m_ports(ports), m_client(std::move(client)), m_name(std::move(name))
{
}

TokenSession::~TokenSession()
{
    m_ports.io.cancel(m_retry);
}

void TokenSession::load(Answer answer)
{
    m_ports.store.read(m_name, [this, answer = std::move(answer), alive = std::weak_ptr(m_alive)](Result<Secret, CredentialError> read) {
        if (alive.expired())
            return;
        if (!read) {
            answer(failure(storeFailure(read.error())));
            return;
        }
        auto tokens = unpackTokens(*read);
        if (!tokens) {
            answer(failure(std::move(tokens.error())));
            return;
        }
        m_tokens = std::move(*tokens);
        answer({});
    });
}

void TokenSession::adopt(OauthTokens tokens, Answer answer)
{
    keep(std::move(tokens), std::move(answer));
}

// The old tokens may be worth nothing already, so the new ones are used even where they could not be stored; that is told.
void TokenSession::keep(OauthTokens tokens, Answer answer)
{
    auto packed = packTokens(tokens);
    const auto fresh = std::make_shared<OauthTokens>(std::move(tokens));
    m_ports.store.write(m_name, std::move(packed),
                        [this, fresh, answer = std::move(answer), alive = std::weak_ptr(m_alive)](Result<void, CredentialError> written) {
                            if (alive.expired())
                                return;
                            m_tokens = std::move(*fresh);
                            m_storeProblem = written ? std::string() : written.error().text;
                            if (written)
                                answer({});
                            else
                                answer(failure(AuthenticationError{Kind::Store, written.error().text}));
                        });
}

bool TokenSession::isFresh() const
{
    return isSignedIn() && (!m_tokens.expiresAt || *m_tokens.expiresAt > m_ports.clock.utcNow() + margin);
}

void TokenSession::accessToken(TokenAnswer answer)
{
    if (isFresh() && m_waiting.empty()) {
        answer(m_tokens.accessToken.duplicate());
        return;
    }
    if (m_tokens.refreshToken.isEmpty()) {
        answer(failure(AuthenticationError{Kind::SignInAgain, "The sign-in at " + m_client.broker + " has run out. Sign in again."}));
        return;
    }
    m_waiting.push_back(std::move(answer));
    if (m_waiting.size() == 1)
        refresh(1);
}

void TokenSession::refresh(int attempt)
{
    std::vector<TokenEndpoint::Field> fields;
    const auto add = [&fields](const char* name, std::string_view value) { fields.push_back({name, Secret(value)}); };
    add("grant_type", "refresh_token");
    add("refresh_token", m_tokens.refreshToken.reveal());
    add("client_id", m_client.clientId);
    if (!m_client.clientSecret.isEmpty())
        add("client_secret", m_client.clientSecret.reveal());
    m_ports.endpoint.post(m_client.tokenUrl, std::move(fields),
                          [this, attempt, alive = std::weak_ptr(m_alive)](Result<TokenEndpoint::Reply, AuthenticationError> reply) {
                              if (!alive.expired())
                                  onRefreshed(attempt, std::move(reply));
                          });
}

void TokenSession::onRefreshed(int attempt, Result<TokenEndpoint::Reply, AuthenticationError> reply)
{
    auto tokens = reply ? readTokenReply(*reply, m_client, m_ports.clock.utcNow())
                        : Result<OauthTokens, AuthenticationError>(failure(std::move(reply.error())));
    if (!tokens) {
        const auto error = std::move(tokens.error());
        const bool mayTryAgain = error.kind == Kind::Transport || error.kind == Kind::TimedOut;
        if (mayTryAgain && attempt < attempts) {
            // An answer that was lost is asked for again with the same token: brokers that rotate allow that for a while.
            m_retry = m_ports.io.after(std::chrono::seconds(1 << (attempt - 1)), [this, attempt] { refresh(attempt + 1); });
            return;
        }
        if (error.kind == Kind::SignInAgain)
            m_tokens = OauthTokens();
        answerAll(error);
        return;
    }
    // A broker that does not rotate gives no new refresh token (RFC 6749 section 6).
    if (tokens->refreshToken.isEmpty())
        tokens->refreshToken = m_tokens.refreshToken.duplicate();
    keep(std::move(*tokens), [this](Result<void, AuthenticationError>) { answerAll(std::nullopt); });
}

void TokenSession::answerAll(const std::optional<AuthenticationError>& error)
{
    const auto waiting = std::exchange(m_waiting, {});
    const std::weak_ptr alive(m_alive);
    for (const auto& answer : waiting) {
        if (alive.expired())
            return;
        if (error)
            answer(failure(*error));
        else
            answer(m_tokens.accessToken.duplicate());
    }
}

void TokenSession::revoke(Answer answer)
{
    const auto forget = [this, answer = std::move(answer)](std::optional<AuthenticationError> error) {
        m_tokens = OauthTokens();
        m_ports.store.remove(m_name, [answer, error](Result<void, CredentialError> removed) {
            if (!removed)
                answer(failure(storeFailure(removed.error())));
            else if (error)
                answer(failure(*error));
            else
                answer({});
        });
    };
    if (m_client.revokeUrl.empty() || !isSignedIn()) {
        forget(std::nullopt);
        return;
    }
    std::vector<TokenEndpoint::Field> fields;
    const auto& token = m_tokens.refreshToken.isEmpty() ? m_tokens.accessToken : m_tokens.refreshToken;
    fields.push_back({"token", token.duplicate()});
    fields.push_back({"client_id", Secret(m_client.clientId)});
    m_ports.endpoint.post(m_client.revokeUrl, std::move(fields),
                          [this, forget, alive = std::weak_ptr(m_alive)](Result<TokenEndpoint::Reply, AuthenticationError> reply) {
                              if (alive.expired())
                                  return;
                              if (reply && reply->status == 200)
                                  forget(std::nullopt);
                              else
                                  forget(AuthenticationError{Kind::Transport,
                                                             "The sign-in was removed here, but " + m_client.broker
                                                                 + " did not confirm that it is revoked. Revoke it on its web site."});
                          });
}

}  // namespace tradecore::application
