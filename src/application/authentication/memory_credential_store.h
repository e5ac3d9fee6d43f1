// MemoryCredentialStore: the tier that ends with the program. Answers come through the executor, as those of the other tiers do.
#pragma once

#include "application/authentication/credential_store.h"
#include "base/executor.h"

#include <map>

namespace tradecore::application {

class MemoryCredentialStore : public CredentialStore {
public:
    explicit MemoryCredentialStore(Executor& io) : m_io(io) {}

    [[nodiscard]] CredentialTier tier() const override { return CredentialTier::Memory; }
    void write(const std::string& name, Secret value, WriteAnswer answer) override;
    void read(const std::string& name, ReadAnswer answer) override;
    void remove(const std::string& name, WriteAnswer answer) override;

private:
    Executor& m_io;
    std::map<std::string, Secret> m_secrets;
};

}  // namespace tradecore::application
