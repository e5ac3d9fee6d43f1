#include "application/authentication/broker_authentication_service.h"

#include <utility>

namespace tradecore::application {

namespace {

Secret packKeys(const KeyPair& keys)
{
    // Keys hold nothing that JSON escapes (parseKeyPair).
    std::string text;
    text.reserve(32 + keys.keyId.reveal().size() + keys.secret.reveal().size());
    text.append(R"({"key_id":")").append(keys.keyId.reveal()).append(R"(","secret":")").append(keys.secret.reveal()).append(R"("})");
    Secret packed{std::string_view(text)};
    wipeBytes(text.data(), text.size());
    return packed;
}

}  // namespace

BrokerAuthenticationService::BrokerAuthenticationService(const std::vector<CredentialStore*>& stores)
{
    for (auto* store : stores)
        m_stores.emplace(store->tier(), store);
}

std::string BrokerAuthenticationService::nameFor(const domain::ConnectionId& connection)
{
    return "connection/" + connection.text();
}

CredentialStore* BrokerAuthenticationService::storeOf(CredentialTier tier) const
{
    const auto found = m_stores.find(tier);
    return found != m_stores.end() ? found->second : nullptr;
}

CredentialError BrokerAuthenticationService::noSuchTier(CredentialTier tier) const
{
    std::string others;
    for (const auto& [other, store] : m_stores) {
        if (!others.empty())
            others += ", ";
        others += nameOf(other);
    }
    return {CredentialError::Kind::Unavailable,
            "Credentials cannot be kept in the " + std::string(nameOf(tier)) + " here. Choose one of: " + others + "."};
}

void BrokerAuthenticationService::keep(const domain::ConnectionId& connection, CredentialTier tier, const KeyPair& keys,
                                       CredentialStore::WriteAnswer answer)
{
    if (auto* store = storeOf(tier))
        store->write(nameFor(connection), packKeys(keys), std::move(answer));
    else
        answer(failure(noSuchTier(tier)));
}

void BrokerAuthenticationService::keysOf(const domain::ConnectionId& connection, CredentialTier tier, KeysAnswer answer)
{
    auto* store = storeOf(tier);
    if (store == nullptr) {
        answer(failure(noSuchTier(tier)));
        return;
    }
    store->read(nameFor(connection), [answer = std::move(answer)](Result<Secret, CredentialError> read) {
        if (!read) {
            answer(failure(std::move(read.error())));
            return;
        }
        auto keys = parseKeyPair(read->reveal());
        if (keys)
            answer(std::move(*keys));
        else
            answer(failure(CredentialError{CredentialError::Kind::Damaged,
                                           "The stored credentials cannot be read. Enter them again."}));
    });
}

void BrokerAuthenticationService::forget(const domain::ConnectionId& connection, CredentialTier tier,
                                         CredentialStore::WriteAnswer answer)
{
    if (auto* store = storeOf(tier))
        store->remove(nameFor(connection), std::move(answer));
    else
        answer(failure(noSuchTier(tier)));
}

}  // namespace tradecore::application
