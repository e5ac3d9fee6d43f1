// What the OAuth 2.0 authorisation-code machine knows of a broker, and what it gets from it. Values of the io thread.
// RFC 6749 (OAuth 2.0), RFC 7636 (PKCE), RFC 8252 (native apps), RFC 7009 (revocation).
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "base/timestamp.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tradecore::application {

struct OauthClient {
    std::string broker;         // as a person calls it
    std::string authorizeUrl;
    std::string tokenUrl;
    std::string revokeUrl;      // empty where the broker has none
    std::string clientId;
    Secret clientSecret;        // empty for a public client; never one that ships in this program
    std::string scope;
    bool usesPkce = true;
};

struct OauthTokens {
    Secret accessToken;
    Secret refreshToken;        // empty where the broker gives none
    std::optional<Timestamp> expiresAt;   // of the access token
    std::string scope;
};

struct AuthenticationError {
    enum class Kind : std::uint8_t {
        Refused,       // the user or the broker said no
        SignInAgain,   // the stored tokens are worth nothing any more
        TimedOut,
        Transport,     // worth another try
        Malformed,
        Store,         // the credential store failed
        Abandoned,
    };
    Kind kind = Kind::Transport;
    std::string text;   // a sentence for people; never holds a secret
};

// Bytes for states and verifiers: cryptographic in the program, seeded in tests.
using RandomBytes = std::function<std::string(std::size_t count)>;

// One HTTP POST of a form to a token or revocation address. No redirect is followed, and a body over 64 KiB is refused.
class TokenEndpoint {
public:
    struct Field {
        std::string name;
        Secret value;
    };
    struct Reply {
        int status = 0;
        Secret body;
    };
    using Answer = std::function<void(Result<Reply, AuthenticationError>)>;

    virtual ~TokenEndpoint() = default;
    // Answered exactly once, on the io thread, within thirty seconds.
    virtual void post(const std::string& url, std::vector<Field> fields, Answer answer) = 0;
};

// Waits on 127.0.0.1 for the browser to come back. It hands each request's head over and sends what it is told to.
class RedirectListener {
public:
    struct Verdict {
        int status = 400;
        std::string text;     // shown in the browser
        bool ends = false;    // nothing more is listened for
    };
    using Judge = std::function<Verdict(std::string_view requestHead)>;

    virtual ~RedirectListener() = default;
    // An ephemeral port; the failure is a sentence.
    [[nodiscard]] virtual Result<std::uint16_t, std::string> open(Judge judge) = 0;
    // Idempotent; what was answered is still sent.
    virtual void close() = 0;
};

}  // namespace tradecore::application
