// The bytes of the passphrase vault, as pure functions: a header in the clear, then every secret sealed as one. The header is
// authenticated with them, so that neither can be changed alone.
//
// Key: Argon2id (RFC 9106) of the passphrase; seal: XChaCha20-Poly1305 (IETF), both of libsodium. Layout, little-endian:
//   "TradeCoreVault" · version 1 (u16) · operations (u64) · memory in bytes (u64) · salt (16) · nonce (24) · sealed entries
// Entries: name length (u32) · name · value length (u32) · value, in the order of names.
#pragma once

#include "application/authentication/credential_store.h"
#include "infrastructure/secret/guarded_bytes.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace tradecore::infrastructure {

// What one guess of a passphrase costs an attacker, and one unlocking the user.
struct VaultCost {
    std::uint64_t operations = 3;
    std::uint64_t memoryBytes = 256ULL << 20U;
};

struct VaultHeader {
    VaultCost cost;
    std::array<unsigned char, 16> salt{};
    std::array<unsigned char, 24> nonce{};
};

using VaultEntries = std::map<std::string, Secret>;

inline constexpr std::size_t largestVaultBytes = 1U << 20U;

// A new salt; the nonce is drawn anew by each seal.
[[nodiscard]] VaultHeader newVaultHeader(VaultCost cost);
// Damaged: not a vault, a later version, or a cost that this program would not pay (1 GiB, 20 operations), which a stranger's file
// could ask for.
[[nodiscard]] Result<VaultHeader, application::CredentialError> readVaultHeader(std::string_view file);

// Takes about a second and the memory of the cost; on a worker thread. Unavailable where the memory is not to be had.
[[nodiscard]] Result<GuardedBytes, application::CredentialError> deriveVaultKey(const Secret& passphrase, const VaultHeader& header);

[[nodiscard]] Result<std::string, application::CredentialError> sealVault(VaultHeader header, const GuardedBytes& key,
                                                                          const VaultEntries& entries);
// WrongPassphrase where the seal does not open: by its nature that cannot be told from a file that was changed.
[[nodiscard]] Result<VaultEntries, application::CredentialError> openVault(std::string_view file, const GuardedBytes& key);

}  // namespace tradecore::infrastructure
