#include "application/authentication/memory_credential_store.h"

#include <memory>
#include <utility>

namespace tradecore::application {

void MemoryCredentialStore::write(const std::string& name, Secret value, WriteAnswer answer)
{
    m_secrets.insert_or_assign(name, std::move(value));
    static_cast<void>(m_io.post([answer = std::move(answer)] { answer({}); }));
}

void MemoryCredentialStore::read(const std::string& name, ReadAnswer answer)
{
    const auto found = m_secrets.find(name);
    if (found == m_secrets.end()) {
        static_cast<void>(m_io.post([answer = std::move(answer)] {
            answer(failure(CredentialError{CredentialError::Kind::NotFound,
                                           "These credentials were kept in memory alone and ended with the program. Enter them again."}));
        }));
        return;
    }
    const auto copy = std::make_shared<Secret>(found->second.duplicate());
    static_cast<void>(m_io.post([answer = std::move(answer), copy] { answer(std::move(*copy)); }));
}

void MemoryCredentialStore::remove(const std::string& name, WriteAnswer answer)
{
    m_secrets.erase(name);
    static_cast<void>(m_io.post([answer = std::move(answer)] { answer({}); }));
}

}  // namespace tradecore::application
