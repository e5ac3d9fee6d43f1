#include "application/authentication/credential_store.h"

#include "base/enum_names.h"

namespace tradecore::application {

std::string_view nameOf(CredentialTier tier)
{
    switch (tier) {
    case CredentialTier::Memory: return "memory";
    case CredentialTier::Keychain: return "keychain";
    case CredentialTier::Vault: return "vault";
    }
    return {};
}

std::optional<CredentialTier> parseCredentialTier(std::string_view name)
{
    return parseByName(name, CredentialTier::Vault);
}

}  // namespace tradecore::application
