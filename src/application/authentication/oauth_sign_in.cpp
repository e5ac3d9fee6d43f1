#include "application/authentication/oauth_sign_in.h"

#include "application/authentication/token_reply.h"
#include "base/digest.h"

#include <QByteArray>
#include <QUrl>

#include <utility>

namespace tradecore::application {

namespace {

using ErrorKind = AuthenticationError::Kind;
using Kind = RedirectOutcome::Kind;

std::string base64Url(std::string_view bytes)
{
    return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

Secret randomText(const RandomBytes& random)
{
    auto bytes = random(32);
    auto text = base64Url(bytes);
    Secret secret{std::string_view(text)};
    wipeBytes(bytes.data(), bytes.size());
    wipeBytes(text.data(), text.size());
    return secret;
}

std::string encoded(std::string_view text)
{
    return QUrl::toPercentEncoding(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))).toStdString();
}

}  // namespace

OauthSignIn::OauthSignIn(Ports ports, OauthClient client) : m_ports(std::move(ports)), m_client(std::move(client)) {}

OauthSignIn::~OauthSignIn()
{
    m_answer = nullptr;
    end(failure(AuthenticationError{ErrorKind::Abandoned, {}}));
}

void OauthSignIn::start(Answer answer)
{
    m_answer = std::move(answer);
    m_state = randomText(m_ports.random);
    m_verifier = randomText(m_ports.random);
    const auto port = m_ports.listener.open([this](std::string_view head) { return judge(head); });
    if (!port) {
        end(failure(AuthenticationError{ErrorKind::Refused, "The sign-in cannot wait for the browser: " + port.error()}));
        return;
    }
    m_listening = true;
    m_port = *port;
    m_redirect = "http://127.0.0.1:" + std::to_string(m_port) + std::string(redirectPath);
    const auto digest = sha256(m_verifier.reveal());
    m_address = addressFor(base64Url({reinterpret_cast<const char*>(digest.data()), digest.size()}));
    m_timer = m_ports.io.after(longest, [this] {
        end(failure(AuthenticationError{ErrorKind::TimedOut, "Nobody signed in at " + m_client.broker
                                                                 + " within five minutes. Start the sign-in again."}));
    });
    if (!m_ports.openBrowser(m_address))
        end(failure(AuthenticationError{ErrorKind::Refused, "No browser could be opened for the sign-in at " + m_client.broker + "."}));
}

std::string OauthSignIn::addressFor(const std::string& challenge) const
{
    std::string address = m_client.authorizeUrl;
    address += m_client.authorizeUrl.find('?') == std::string::npos ? '?' : '&';
    address += "response_type=code&client_id=" + encoded(m_client.clientId) + "&redirect_uri=" + encoded(m_redirect)
        + "&state=" + encoded(m_state.reveal());
    if (!m_client.scope.empty())
        address += "&scope=" + encoded(m_client.scope);
    if (m_client.usesPkce)
        address += "&code_challenge=" + challenge + "&code_challenge_method=S256";
    return address;
}

RedirectListener::Verdict OauthSignIn::judge(std::string_view requestHead)
{
    if (!m_listening)
        return {410, "This sign-in has ended.", true};
    const auto outcome = judgeRedirect(requestHead, m_port, m_state);
    if (outcome.kind == Kind::Code) {
        exchange(outcome.code);
        return {200, "You are signed in. Close this page and go back to TradeCore.", true};
    }
    if (outcome.kind == Kind::Error) {
        end(failure(AuthenticationError{ErrorKind::Refused, m_client.broker + " did not allow the sign-in (" + outcome.error + ")."}));
        return {200, "The sign-in was not allowed. Close this page and go back to TradeCore.", true};
    }
    ++m_refused;
    if (outcome.kind == Kind::WrongMethod)
        return {405, "Not here.", false};
    if (outcome.kind == Kind::WrongPath)
        return {404, "Not here.", false};
    return {400, "This request does not belong to the sign-in.", false};
}

void OauthSignIn::exchange(const Secret& code)
{
    m_listening = false;
    m_ports.listener.close();
    m_ports.io.cancel(std::exchange(m_timer, 0));
    std::vector<TokenEndpoint::Field> fields;
    const auto add = [&fields](const char* name, std::string_view value) { fields.push_back({name, Secret(value)}); };
    add("grant_type", "authorization_code");
    add("code", code.reveal());
    add("redirect_uri", m_redirect);
    add("client_id", m_client.clientId);
    if (!m_client.clientSecret.isEmpty())
        add("client_secret", m_client.clientSecret.reveal());
    if (m_client.usesPkce)
        add("code_verifier", m_verifier.reveal());
    m_ports.endpoint.post(m_client.tokenUrl, std::move(fields), [this, alive = std::weak_ptr(m_alive)](auto reply) {
        if (alive.expired())
            return;
        if (!reply)
            end(failure(std::move(reply.error())));
        else
            end(readTokenReply(*reply, m_client, m_ports.clock.utcNow()));
    });
}

void OauthSignIn::abandon()
{
    end(failure(AuthenticationError{ErrorKind::Abandoned, "The sign-in was given up."}));
}

void OauthSignIn::end(Result<OauthTokens, AuthenticationError> result)
{
    m_alive = std::make_shared<bool>(true);   // an exchange that is under way is answered to nobody
    m_ports.io.cancel(std::exchange(m_timer, 0));
    if (std::exchange(m_listening, false))
        m_ports.listener.close();
    m_state = Secret();
    m_verifier = Secret();
    m_address.clear();
    if (const auto answer = std::exchange(m_answer, nullptr))
        answer(std::move(result));
}

}  // namespace tradecore::application
