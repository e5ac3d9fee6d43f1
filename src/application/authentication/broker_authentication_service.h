// BrokerAuthenticationService: where the credentials of a connection come from. It keeps key pairs in the tier that the user chose,
// and never in another one; a tier that does not work is said so, with the ones that do. Lives on the io thread.
#pragma once

#include "application/authentication/credential_store.h"
#include "application/authentication/key_pair.h"
#include "domain/connection/connection.h"

#include <map>

namespace tradecore::application {

class BrokerAuthenticationService {
public:
    using KeysAnswer = std::function<void(Result<KeyPair, CredentialError>)>;

    // The stores outlive the service; each tier at most once.
    explicit BrokerAuthenticationService(const std::vector<CredentialStore*>& stores);

    void keep(const domain::ConnectionId& connection, CredentialTier tier, const KeyPair& keys, CredentialStore::WriteAnswer answer);
    void keysOf(const domain::ConnectionId& connection, CredentialTier tier, KeysAnswer answer);
    void forget(const domain::ConnectionId& connection, CredentialTier tier, CredentialStore::WriteAnswer answer);

    // Nothing where this system has no such tier.
    [[nodiscard]] CredentialStore* storeOf(CredentialTier tier) const;
    // "connection/<id>": what the credentials of a connection are called in every tier.
    [[nodiscard]] static std::string nameFor(const domain::ConnectionId& connection);

private:
    [[nodiscard]] CredentialError noSuchTier(CredentialTier tier) const;

    std::map<CredentialTier, CredentialStore*> m_stores;
};

}  // namespace tradecore::application
