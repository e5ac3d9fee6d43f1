#include "base/secret.h"

#include <utility>

namespace tradecore {

Secret::Secret(Secret&& other) noexcept : m_text(std::move(other.m_text))
{
    // A short text stays behind in the moved-from string.
    other.wipe();
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    if (this != &other) {
        wipe();
        m_text = std::move(other.m_text);
        other.wipe();
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

void Secret::wipe() noexcept
{
    m_text.resize(m_text.capacity());
    wipeBytes(m_text.data(), m_text.size());
    m_text.clear();
}

void wipeBytes(void* bytes, std::size_t size) noexcept
{
    auto* const each = static_cast<volatile unsigned char*>(bytes);
    for (std::size_t i = 0; i < size; ++i)
        each[i] = 0;
}

}  // namespace tradecore
