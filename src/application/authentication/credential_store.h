// CredentialStore: the port behind which secrets are kept, by name. There are three tiers, and the user chooses one in sight: memory
// (gone with the program), the keychain of the system, the passphrase vault. No tier falls back to another one silently.
//
// Implementations live on the io thread; each question is answered exactly once, there, and within ten seconds.
#pragma once

#include "base/result.h"
#include "base/secret.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace tradecore::application {

enum class CredentialTier : std::uint8_t { Memory, Keychain, Vault };

// "memory", "keychain", "vault": what is stored with a connection and typed in the console.
[[nodiscard]] std::string_view nameOf(CredentialTier tier);
[[nodiscard]] std::optional<CredentialTier> parseCredentialTier(std::string_view name);

struct CredentialError {
    enum class Kind : std::uint8_t {
        NotFound,
        Locked,           // unlock it, then ask again
        Unavailable,      // this system has none
        Denied,           // the user or the system said no
        WrongPassphrase,
        Damaged,
        TooSlow,
        Failed,
    };
    Kind kind = Kind::Failed;
    std::string text;   // a sentence for people; never holds a secret
};

class CredentialStore {
public:
    using WriteAnswer = std::function<void(Result<void, CredentialError>)>;
    using ReadAnswer = std::function<void(Result<Secret, CredentialError>)>;

    virtual ~CredentialStore() = default;
    [[nodiscard]] virtual CredentialTier tier() const = 0;
    // Replaces what has the name.
    virtual void write(const std::string& name, Secret value, WriteAnswer answer) = 0;
    virtual void read(const std::string& name, ReadAnswer answer) = 0;
    // Done as well where there is nothing of the name.
    virtual void remove(const std::string& name, WriteAnswer answer) = 0;
};

}  // namespace tradecore::application
