// Judges what comes to the loopback listener of a sign-in, from the bytes of an HTTP request head alone. Everything but the one
// redirect that was asked for is refused, and refusing changes nothing: a stranger's request cannot end the user's sign-in.
// RFC 8252 sections 7.3 and 8; RFC 6749 section 4.1.2.
#pragma once

#include "base/secret.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace tradecore::application {

inline constexpr std::string_view redirectPath = "/callback";
inline constexpr std::size_t longestRedirectHead = 8192;

struct RedirectOutcome {
    enum class Kind : std::uint8_t {
        Code,        // the one that was asked for
        Error,       // with our state: the broker says that there will be no code
        WrongMethod,
        WrongPath,
        WrongHost,
        WrongState,
        Malformed,
    };
    Kind kind = Kind::Malformed;
    Secret code;
    std::string error;   // "access_denied": letters, digits, '_', '-' and '.' alone
};

// The state is compared in a time that does not depend on where it differs.
[[nodiscard]] RedirectOutcome judgeRedirect(std::string_view requestHead, std::uint16_t port, const Secret& state);

}  // namespace tradecore::application
