// Secret: text that must not be seen: it cannot be printed, compared, copied or stored in an event, and its memory is wiped when it
// goes. reveal() is for the one place that writes it to a wire; a grep for it finds every use. A plain value of one thread.
#pragma once

#include <string>
#include <string_view>

namespace tradecore {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string_view text) : m_text(text) {}
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    [[nodiscard]] Secret duplicate() const { return Secret(std::string_view(m_text)); }
    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }
    [[nodiscard]] std::string_view reveal() const { return m_text; }

private:
    void wipe() noexcept;
    std::string m_text;
};

// Overwrites bytes in a way that the compiler does not leave out.
void wipeBytes(void* bytes, std::size_t size) noexcept;

template <typename Stream>
Stream& operator<<(Stream&, const Secret&) = delete;

}  // namespace tradecore
