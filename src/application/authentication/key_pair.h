// KeyPair: the API key of a broker account and its secret, as a user hands them over: {"key_id":"…","secret":"…"}. Lives in
// memory alone; nothing here writes it anywhere.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <string>
#include <string_view>

namespace tradecore::application {

struct KeyPair {
    Secret keyId;
    Secret secret;

    [[nodiscard]] KeyPair duplicate() const { return {keyId.duplicate(), secret.duplicate()}; }
};

// The failure is a sentence for people; it never holds what was read. Keys are printable ASCII without quotes or backslashes.
[[nodiscard]] Result<KeyPair, std::string> parseKeyPair(std::string_view json);

}  // namespace tradecore::application
