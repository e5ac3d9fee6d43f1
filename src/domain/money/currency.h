// Currency: an ISO 4217 code or a crypto asset's ticker ("USD", "BTC"), upper case, with the number of decimals that money
// in it is rounded to when it is posted.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace tradecore::domain {

class Currency {
public:
    Currency() = default;
    explicit Currency(std::string code) : m_code(std::move(code)) {}
    explicit Currency(std::string_view code) : m_code(code) {}
    explicit Currency(const char* code) : m_code(code) {}

    [[nodiscard]] const std::string& code() const { return m_code; }
    // 2 for fiat money, 0 for JPY and KRW, 8 for everything else (crypto assets).
    [[nodiscard]] int decimals() const;

    friend auto operator<=>(const Currency&, const Currency&) = default;
    friend bool operator==(const Currency&, const Currency&) = default;

private:
    std::string m_code;
};

}  // namespace tradecore::domain
