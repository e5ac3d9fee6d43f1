#include "infrastructure/broker/coinbase/venue_layout.h"

#include "infrastructure/broker/coinbase/constants.h"
#include "infrastructure/broker/coinbase/json_text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace tradecore::infrastructure::coinbase {

namespace {

constexpr std::size_t mostMantissaDigits = 18;   // below 2^63
constexpr std::size_t longestOrderId = 64;
constexpr std::size_t longestTime = 40;

// Letters, digits and '-': what product and order ids are made of.
constexpr std::array<bool, 256> nameParts = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 0; c < 128; ++c)
        table[c] = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    return table;
}();

constexpr std::array<std::uint64_t, 9> powersOfTen{1,       10,        100,        1'000,      10'000,
                                                   100'000, 1'000'000, 10'000'000, 100'000'000};

// Eight values below ten, one a byte, the first in the lowest: pairs, then fours, then all.
constexpr std::uint64_t joinedDigits(std::uint64_t bytes)
{
    bytes = (bytes * 10 + (bytes >> 8)) & 0x00ff'00ff'00ff'00ff;
    bytes = (bytes * 100 + (bytes >> 16)) & 0x0000'ffff'0000'ffff;
    return (bytes * 10'000 + (bytes >> 32)) & 0xffff'ffff;
}

// Each step says whether the text goes on as expected; after the first no, the reader is of no more use.
class LayoutReader {
public:
    explicit LayoutReader(std::string_view text) : m_at(text.data()), m_end(text.data() + text.size()) {}

    template <std::size_t Size>
    bool literal(const char (&expected)[Size])
    {
        constexpr std::size_t length = Size - 1;
        if (left() < length || std::memcmp(m_at, expected, length) != 0)
            return false;
        m_at += length;
        return true;
    }
    bool name(std::string_view& text, std::size_t longest)
    {
        const char* const begin = m_at;
        while (m_at != m_end && nameParts[static_cast<unsigned char>(*m_at)])
            ++m_at;
        text = {begin, static_cast<std::size_t>(m_at - begin)};
        return !text.empty() && text.size() <= longest;
    }
    bool number(std::uint64_t& value)
    {
        value = 0;
        const std::size_t count = digits(value);
        return count > 0 && count <= mostMantissaDigits;
    }
    bool decimal(Decimal& value)
    {
        std::uint64_t mantissa = 0;
        const std::size_t whole = digits(mantissa);
        std::size_t decimals = 0;
        if (m_at != m_end && *m_at == '.') {
            ++m_at;
            decimals = digits(mantissa);
            if (decimals == 0)
                return false;
        }
        if (whole == 0 || whole + decimals > mostMantissaDigits || decimals >= unitsOfLastDecimal.size())
            return false;
        value = Decimal::fromUnits(static_cast<Int128>(static_cast<std::int64_t>(mantissa)) * unitsOfLastDecimal[decimals]);
        return true;
    }
    bool positive(Decimal& value) { return decimal(value) && value.isPositive(); }
    bool time(Timestamp& value)
    {
        const auto* const close = static_cast<const char*>(std::memchr(m_at, '"', std::min(left(), longestTime)));
        if (close == nullptr)
            return false;
        const auto read = Timestamp::parseRfc3339({m_at, static_cast<std::size_t>(close - m_at)});
        m_at = close;
        value = read.value_or(Timestamp());
        return read.has_value();
    }
    [[nodiscard]] bool isDone() const { return m_at == m_end; }

private:
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(m_end - m_at); }
    // Appends the digits that follow, and counts them; beyond mostMantissaDigits the value is of no meaning.
    std::size_t digits(std::uint64_t& value)
    {
        std::size_t count = 0;
        if constexpr (std::endian::native == std::endian::little) {
            while (left() >= sizeof(std::uint64_t) && count <= mostMantissaDigits) {
                std::uint64_t bytes = 0;
                std::memcpy(&bytes, m_at, sizeof bytes);
                bytes ^= 0x3030'3030'3030'3030;
                // The high bit of each byte that is no digit; a carry can only touch bytes behind the first of them.
                const std::uint64_t strange = (bytes | (bytes + 0x7676'7676'7676'7676)) & 0x8080'8080'8080'8080;
                if (strange == 0) {
                    value = value * powersOfTen[8] + joinedDigits(bytes);
                    m_at += 8;
                    count += 8;
                    continue;
                }
                const auto bits = static_cast<unsigned>(std::countr_zero(strange)) & ~7u;
                if (bits == 0)
                    return count;
                value = value * powersOfTen[bits / 8] + joinedDigits(bytes << (64 - bits));
                m_at += bits / 8;
                return count + bits / 8;
            }
        }
        for (; m_at != m_end && *m_at >= '0' && *m_at <= '9'; ++m_at, ++count)
            value = value * 10 + static_cast<std::uint64_t>(*m_at - '0');
        return count;
    }

    const char* m_at;
    const char* const m_end;
};

bool readChange(LayoutReader& reader, BookChange& change)
{
    if (reader.literal(R"(["buy",")"))
        change.side = BookSide::Bid;
    else if (reader.literal(R"(["sell",")"))
        change.side = BookSide::Ask;
    else
        return false;
    Decimal price;
    Decimal size;
    if (!reader.positive(price) || !reader.literal(R"(",")") || !reader.decimal(size) || !reader.literal(R"("])"))
        return false;
    change.level = {domain::Price(price), domain::Quantity::magnitudeOf(domain::SignedQuantity(size))};
    return true;
}

bool readChanges(LayoutReader& reader, std::vector<BookChange>& changes)
{
    changes.clear();
    if (!reader.literal(R"("changes":[)"))
        return false;
    do {
        if (!readChange(reader, changes.emplace_back()))
            return false;
    } while (reader.literal(","));
    return reader.literal("]");
}

// The venue has sent the time behind the changes; its documentation has it before them.
bool readUpdate(LayoutReader& reader, std::vector<BookChange>& changes, BookUpdateMessage& update)
{
    if (!reader.name(update.product, maximumProductIdLength) || !reader.literal(R"(",)"))
        return false;
    if (reader.literal(R"("time":")")) {
        if (!reader.time(update.time) || !reader.literal(R"(",)") || !readChanges(reader, changes) || !reader.literal("}"))
            return false;
    } else if (!readChanges(reader, changes) || !reader.literal(R"(,"time":")") || !reader.time(update.time)
               || !reader.literal(R"("})")) {
        return false;
    }
    update.changes = changes;
    return reader.isDone();
}

bool readMatch(LayoutReader& reader, MatchMessage& match)
{
    std::string_view orderId;
    std::uint64_t sequence = 0;
    if (!reader.number(match.tradeId) || !reader.literal(R"(,"maker_order_id":")") || !reader.name(orderId, longestOrderId)
        || !reader.literal(R"(","taker_order_id":")") || !reader.name(orderId, longestOrderId)
        || !reader.literal(R"(","side":")"))
        return false;
    if (reader.literal("sell"))
        match.aggressor = domain::Aggressor::Buyer;   // the side is the maker's
    else if (reader.literal("buy"))
        match.aggressor = domain::Aggressor::Seller;
    else
        return false;
    Decimal size;
    Decimal price;
    if (!reader.literal(R"(","size":")") || !reader.positive(size) || !reader.literal(R"(","price":")")
        || !reader.positive(price) || !reader.literal(R"(","product_id":")")
        || !reader.name(match.product, maximumProductIdLength) || !reader.literal(R"(","sequence":)")
        || !reader.number(sequence) || !reader.literal(R"(,"time":")") || !reader.time(match.time)
        || !reader.literal(R"("})"))
        return false;
    match.price = domain::Price(price);
    match.size = domain::Quantity::magnitudeOf(domain::SignedQuantity(size));
    return reader.isDone();
}

}  // namespace

bool readVenueLayout(std::string_view frame, std::vector<BookChange>& changes, FrameMessage& message)
{
    LayoutReader reader(frame);
    if (reader.literal(R"({"type":"l2update","product_id":")"))
        return readUpdate(reader, changes, message.emplace<BookUpdateMessage>());
    if (reader.literal(R"({"type":"match","trade_id":)"))
        return readMatch(reader, message.emplace<MatchMessage>());
    if (!reader.literal(R"({"type":"last_match","trade_id":)"))
        return false;
    MatchMessage& match = message.emplace<MatchMessage>();
    match.isHistory = true;
    return readMatch(reader, match);
}

}  // namespace tradecore::infrastructure::coinbase
