#include "base/digest.h"

#include <cstdlib>
#include <openssl/evp.h>

namespace tradecore {

namespace {

void require(int succeeded)
{
    if (succeeded != 1)
        std::abort();  // the digests used here are always present: a failure means a broken library
}

template <std::size_t Size>
std::array<std::uint8_t, Size> digestOnce(const EVP_MD* algorithm, std::string_view bytes)
{
    std::array<std::uint8_t, Size> out{};
    require(EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, algorithm, nullptr));
    return out;
}

}  // namespace

struct Sha256::Context {
    EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);  // fetched once: fetching per event costs more than hashing
    EVP_MD_CTX* state = EVP_MD_CTX_new();

    Context() { start(); }
    ~Context()
    {
        EVP_MD_CTX_free(state);
        EVP_MD_free(algorithm);
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    void start() const { require(EVP_DigestInit_ex2(state, algorithm, nullptr)); }
};

Sha256::Sha256() : m_context(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes)
{
    require(EVP_DigestUpdate(m_context->state, bytes.data(), bytes.size()));
}

void Sha256::updateFramed(std::string_view bytes)
{
    const auto size = static_cast<std::uint32_t>(bytes.size());
    const char frame[4] = {static_cast<char>(size >> 24), static_cast<char>(size >> 16), static_cast<char>(size >> 8),
                           static_cast<char>(size)};
    update(std::string_view(frame, sizeof frame));
    update(bytes);
}

void Sha256::updateInteger(std::int64_t value)
{
    char bytes[8];
    for (int i = 0; i < 8; ++i)
        bytes[i] = static_cast<char>(static_cast<std::uint64_t>(value) >> (56 - 8 * i));
    update(std::string_view(bytes, sizeof bytes));
}

Sha256Digest Sha256::finish()
{
    Sha256Digest out{};
    unsigned size = 0;
    require(EVP_DigestFinal_ex(m_context->state, out.data(), &size));
    m_context->start();
    return out;
}

Sha256Digest sha256(std::string_view bytes)
{
    return digestOnce<32>(EVP_sha256(), bytes);
}

namespace {

// As in Sha256: fetched once, since fetching costs more than hashing a name; a thread has a context of its own.
struct Sha1Context {
    EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA1", nullptr);
    EVP_MD_CTX* state = EVP_MD_CTX_new();

    Sha1Context() = default;
    ~Sha1Context()
    {
        EVP_MD_CTX_free(state);
        EVP_MD_free(algorithm);
    }
    Sha1Context(const Sha1Context&) = delete;
    Sha1Context& operator=(const Sha1Context&) = delete;
};

}  // namespace

Sha1Digest sha1(std::string_view bytes)
{
    thread_local const Sha1Context context;
    Sha1Digest out{};
    require(EVP_DigestInit_ex2(context.state, context.algorithm, nullptr));
    require(EVP_DigestUpdate(context.state, bytes.data(), bytes.size()));
    require(EVP_DigestFinal_ex(context.state, out.data(), nullptr));
    return out;
}

std::string toHex(const std::uint8_t* bytes, std::size_t count)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(count * 2);
    for (std::size_t i = 0; i < count; ++i) {
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15];
    }
    return out;
}

}  // namespace tradecore
