// GuardedBytes: memory for keys: locked (it is never swapped out), between guard pages, wiped when it goes (libsodium's
// sodium_malloc). Moved, never copied. A plain value of one thread.
#pragma once

#include <cstddef>
#include <memory>

namespace tradecore::infrastructure {

class GuardedBytes {
public:
    GuardedBytes() = default;
    // Empty where the system gives no such memory; isEmpty() then says so.
    explicit GuardedBytes(std::size_t size);

    [[nodiscard]] unsigned char* data() { return m_bytes.get(); }
    [[nodiscard]] const unsigned char* data() const { return m_bytes.get(); }
    [[nodiscard]] std::size_t size() const { return m_bytes ? m_size : 0; }
    [[nodiscard]] bool isEmpty() const { return m_bytes == nullptr; }

private:
    struct Free {
        void operator()(unsigned char* bytes) const;
    };
    std::unique_ptr<unsigned char, Free> m_bytes;
    std::size_t m_size = 0;
};

}  // namespace tradecore::infrastructure
