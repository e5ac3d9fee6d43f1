#include "infrastructure/secret/guarded_bytes.h"

#include <sodium.h>

namespace tradecore::infrastructure {

GuardedBytes::GuardedBytes(std::size_t size) : m_size(size)
{
    if (sodium_init() >= 0)
        m_bytes.reset(static_cast<unsigned char*>(sodium_malloc(size)));
}

void GuardedBytes::Free::operator()(unsigned char* bytes) const
{
    sodium_free(bytes);
}

}  // namespace tradecore::infrastructure
