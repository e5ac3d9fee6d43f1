#include "infrastructure/secret/vault_file.h"

#include <sodium.h>

#include <cstring>
#include <optional>
#include <utility>

namespace tradecore::infrastructure {

using application::CredentialError;
using Kind = CredentialError::Kind;

namespace {

constexpr std::string_view magic = "TradeCoreVault";
constexpr std::uint16_t formatVersion = 1;
constexpr std::uint64_t mostOperations = 20;
constexpr std::uint64_t mostMemoryBytes = 1ULL << 30U;
constexpr std::size_t headerSize = magic.size() + 2 + 8 + 8 + 16 + 24;

static_assert(crypto_pwhash_argon2id_SALTBYTES == 16);
static_assert(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == 24);

template <typename Integer>
void appendInteger(std::string& out, Integer value)
{
    for (std::size_t byte = 0; byte < sizeof(Integer); ++byte)
        out.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * byte) & 0xffU));
}

template <typename Integer>
std::optional<Integer> takeInteger(std::string_view& bytes)
{
    if (bytes.size() < sizeof(Integer))
        return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t byte = 0; byte < sizeof(Integer); ++byte)
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[byte])) << (8 * byte);
    bytes.remove_prefix(sizeof(Integer));
    return static_cast<Integer>(value);
}

std::optional<std::string_view> takeFramed(std::string_view& bytes)
{
    const auto size = takeInteger<std::uint32_t>(bytes);
    if (!size || *size > bytes.size())
        return std::nullopt;
    const auto taken = bytes.substr(0, *size);
    bytes.remove_prefix(*size);
    return taken;
}

std::string headerBytes(const VaultHeader& header)
{
    std::string bytes(magic);
    appendInteger(bytes, formatVersion);
    appendInteger(bytes, header.cost.operations);
    appendInteger(bytes, header.cost.memoryBytes);
    bytes.append(reinterpret_cast<const char*>(header.salt.data()), header.salt.size());
    bytes.append(reinterpret_cast<const char*>(header.nonce.data()), header.nonce.size());
    return bytes;
}

const unsigned char* unsignedBytes(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

CredentialError damaged(const char* why)
{
    return {Kind::Damaged, std::string("The vault cannot be read: ") + why};
}

Result<VaultEntries, CredentialError> entriesIn(std::string_view plain)
{
    VaultEntries entries;
    while (!plain.empty()) {
        const auto name = takeFramed(plain);
        const auto value = name ? takeFramed(plain) : std::nullopt;
        if (!value)
            return failure(damaged("its entries are cut short."));
        entries.insert_or_assign(std::string(*name), Secret(*value));
    }
    return entries;
}

}  // namespace

VaultHeader newVaultHeader(VaultCost cost)
{
    VaultHeader header;
    header.cost = cost;
    if (sodium_init() >= 0)
        randombytes_buf(header.salt.data(), header.salt.size());
    return header;
}

Result<VaultHeader, CredentialError> readVaultHeader(std::string_view file)
{
    if (file.size() > largestVaultBytes)
        return failure(damaged("the file is larger than a vault can be."));
    if (file.size() < headerSize || !file.starts_with(magic))
        return failure(damaged("the file is not a vault of TradeCore."));
    file.remove_prefix(magic.size());
    if (takeInteger<std::uint16_t>(file) != formatVersion)
        return failure(damaged("it was written by a later version of TradeCore."));
    VaultHeader header;
    header.cost.operations = takeInteger<std::uint64_t>(file).value_or(0);
    header.cost.memoryBytes = takeInteger<std::uint64_t>(file).value_or(0);
    const bool isPayable = header.cost.operations >= crypto_pwhash_argon2id_OPSLIMIT_MIN && header.cost.operations <= mostOperations
        && header.cost.memoryBytes >= crypto_pwhash_argon2id_MEMLIMIT_MIN && header.cost.memoryBytes <= mostMemoryBytes;
    if (!isPayable)
        return failure(damaged("it asks for more work than any vault of TradeCore does."));
    std::memcpy(header.salt.data(), file.data(), header.salt.size());
    std::memcpy(header.nonce.data(), file.data() + header.salt.size(), header.nonce.size());
    return header;
}

Result<GuardedBytes, CredentialError> deriveVaultKey(const Secret& passphrase, const VaultHeader& header)
{
    GuardedBytes key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    if (key.isEmpty())
        return failure(CredentialError{Kind::Unavailable, "The system gives no locked memory for the key of the vault."});
    const auto text = passphrase.reveal();
    if (crypto_pwhash(key.data(), key.size(), text.data(), text.size(), header.salt.data(), header.cost.operations,
                      static_cast<std::size_t>(header.cost.memoryBytes), crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return failure(CredentialError{Kind::Unavailable, "There is not enough free memory to open the vault."});
    return key;
}

Result<std::string, CredentialError> sealVault(VaultHeader header, const GuardedBytes& key, const VaultEntries& entries)
{
    std::size_t size = 0;
    for (const auto& [name, value] : entries)
        size += 8 + name.size() + value.reveal().size();
    if (headerSize + size + crypto_aead_xchacha20poly1305_ietf_ABYTES > largestVaultBytes)
        return failure(CredentialError{Kind::Failed, "The vault is full."});
    randombytes_buf(header.nonce.data(), header.nonce.size());
    std::string plain;
    plain.reserve(size);
    for (const auto& [name, value] : entries) {
        appendInteger(plain, static_cast<std::uint32_t>(name.size()));
        plain.append(name);
        appendInteger(plain, static_cast<std::uint32_t>(value.reveal().size()));
        plain.append(value.reveal());
    }
    auto file = headerBytes(header);
    std::string sealed(plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
    unsigned long long sealedSize = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(sealed.data()), &sealedSize, unsignedBytes(plain),
                                               plain.size(), unsignedBytes(file), file.size(), nullptr, header.nonce.data(), key.data());
    wipeBytes(plain.data(), plain.size());
    sealed.resize(static_cast<std::size_t>(sealedSize));
    return file + sealed;
}

Result<VaultEntries, CredentialError> openVault(std::string_view file, const GuardedBytes& key)
{
    const auto header = readVaultHeader(file);
    if (!header)
        return failure(header.error());
    const auto sealed = file.substr(headerSize);
    if (sealed.size() < crypto_aead_xchacha20poly1305_ietf_ABYTES)
        return failure(damaged("the file is cut short."));
    std::string plain(sealed.size() - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
    unsigned long long plainSize = 0;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(plain.data()), &plainSize, nullptr,
                                                   unsignedBytes(sealed), sealed.size(), unsignedBytes(file), headerSize,
                                                   header->nonce.data(), key.data())
        != 0)
        return failure(CredentialError{Kind::WrongPassphrase, "The passphrase does not open the vault, or its file was changed."});
    auto entries = entriesIn(plain);
    wipeBytes(plain.data(), plain.size());
    return entries;
}

}  // namespace tradecore::infrastructure
