// Reads what a token endpoint answers, and the tokens as they are kept in a credential store. RFC 6749 sections 5.1 and 5.2.
#pragma once

#include "application/authentication/oauth_values.h"

namespace tradecore::application {

// Tokens are visible ASCII without quotes or backslashes, at most 8 KiB; the type must be bearer. `now` dates expires_in.
// A refusal of the broker (error "invalid_grant" and its like) is SignInAgain; anything unreadable or of 5xx is Transport.
[[nodiscard]] Result<OauthTokens, AuthenticationError> readTokenReply(const TokenEndpoint::Reply& reply, const OauthClient& client,
                                                                      Timestamp now);

[[nodiscard]] Secret packTokens(const OauthTokens& tokens);
[[nodiscard]] Result<OauthTokens, AuthenticationError> unpackTokens(const Secret& packed);

}  // namespace tradecore::application
