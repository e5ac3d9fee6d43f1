#include "application/authentication/token_reply.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <limits>
#include <utility>

namespace tradecore::application {

namespace {

using Kind = AuthenticationError::Kind;

constexpr std::size_t longestToken = 8192;
constexpr qint64 longestLifeSeconds = 10LL * 366 * 24 * 3600;

AuthenticationError problem(Kind kind, const OauthClient& client, const std::string& what)
{
    return {kind, client.broker + " " + what};
}

bool isToken(const QByteArray& text)
{
    return !text.isEmpty() && static_cast<std::size_t>(text.size()) <= longestToken
        && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

// Empty where the member is absent or no token.
Secret tokenIn(const QJsonObject& object, const char* name)
{
    auto text = object.value(QLatin1String(name)).toString().toUtf8();
    Secret token;
    if (isToken(text))
        token = Secret(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    wipeBytes(text.data(), static_cast<std::size_t>(text.size()));
    return token;
}

QJsonObject objectIn(const Secret& text)
{
    const auto bytes = text.reveal();
    return QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()))).object();
}

// Names of errors are shown; what is not one of them is not repeated, since it may be anything.
std::string errorNameOf(const QJsonObject& object)
{
    const auto name = object.value(QLatin1String("error")).toString().toLatin1();
    const bool isPlain = !name.isEmpty() && name.size() <= 40
        && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    return isPlain ? name.toStdString() : std::string("an unreadable refusal");
}

}  // namespace

Result<OauthTokens, AuthenticationError> readTokenReply(const TokenEndpoint::Reply& reply, const OauthClient& client, Timestamp now)
{
    const auto object = objectIn(reply.body);
    if (reply.status == 400 || reply.status == 401 || reply.status == 403)
        return failure(problem(Kind::SignInAgain, client, "did not accept the sign-in (" + errorNameOf(object) + "). Sign in again."));
    if (reply.status != 200)
        return failure(problem(Kind::Transport, client,
                               "could not be asked for a token: it answered with status " + std::to_string(reply.status) + "."));
    if (object.value(QLatin1String("token_type")).toString().compare(QLatin1String("bearer"), Qt::CaseInsensitive) != 0)
        return failure(problem(Kind::Malformed, client, "answered with a kind of token that this program does not know."));
    OauthTokens tokens;
    tokens.accessToken = tokenIn(object, "access_token");
    if (tokens.accessToken.isEmpty())
        return failure(problem(Kind::Malformed, client, "answered without a readable token."));
    tokens.refreshToken = tokenIn(object, "refresh_token");
    tokens.scope = object.value(QLatin1String("scope")).toString().left(500).toStdString();
    if (const auto life = object.value(QLatin1String("expires_in")); life.isDouble()) {
        const qint64 seconds = life.toInteger(-1);
        if (seconds <= 0 || seconds > longestLifeSeconds)
            return failure(problem(Kind::Malformed, client, "answered with a token of no readable life."));
        tokens.expiresAt = now + std::chrono::seconds(seconds);
    }
    return tokens;
}

Secret packTokens(const OauthTokens& tokens)
{
    // Tokens hold nothing that JSON escapes (isToken), and the scope is encoded; so no copy is made that is not wiped.
    std::string text = R"({"access_token":")";
    text.reserve(64 + tokens.accessToken.reveal().size() + tokens.refreshToken.reveal().size() + tokens.scope.size() * 2);
    text.append(tokens.accessToken.reveal()).append(R"(","refresh_token":")").append(tokens.refreshToken.reveal());
    text.append(R"(","scope":")").append(QByteArray::fromStdString(tokens.scope).toHex().toStdString()).append("\"");
    if (tokens.expiresAt)
        text.append(R"(,"expires_at":")").append(std::to_string(tokens.expiresAt->nanoseconds())).append("\"");
    text.append("}");
    Secret packed{std::string_view(text)};
    wipeBytes(text.data(), text.size());
    return packed;
}

Result<OauthTokens, AuthenticationError> unpackTokens(const Secret& packed)
{
    const auto object = objectIn(packed);
    OauthTokens tokens;
    tokens.accessToken = tokenIn(object, "access_token");
    tokens.refreshToken = tokenIn(object, "refresh_token");
    if (tokens.accessToken.isEmpty())
        return failure(AuthenticationError{Kind::SignInAgain, "The stored sign-in cannot be read. Sign in again."});
    tokens.scope = QByteArray::fromHex(object.value(QLatin1String("scope")).toString().toLatin1()).toStdString();
    bool isNumber = false;
    const auto expires = object.value(QLatin1String("expires_at")).toString().toLongLong(&isNumber);
    if (isNumber)
        tokens.expiresAt = Timestamp::fromNanoseconds(expires);
    return tokens;
}

}  // namespace tradecore::application
