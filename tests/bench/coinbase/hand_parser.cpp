#include "tests/bench/coinbase/hand_parser.h"

#include <array>
#include <cstring>

namespace tradecore::test {

using namespace infrastructure::coinbase;

namespace {

constexpr std::array<std::int64_t, 13> scales{1'000'000'000'000, 100'000'000'000, 10'000'000'000, 1'000'000'000,
                                              100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};

const char* skipTo(const char* at, char wanted)
{
    while (*at != wanted)
        ++at;
    return at + 1;
}

// After n more quotes.
const char* skipQuotes(const char* at, int count)
{
    for (int i = 0; i < count; ++i)
        at = skipTo(at, '"');
    return at;
}

Decimal decimalAt(const char*& at)
{
    std::int64_t mantissa = 0;
    std::size_t decimals = 0;
    bool behindPoint = false;
    for (; *at != '"'; ++at) {
        if (*at == '.') {
            behindPoint = true;
            continue;
        }
        mantissa = mantissa * 10 + (*at - '0');
        decimals += behindPoint ? 1 : 0;
    }
    return Decimal::fromUnits(static_cast<Int128>(mantissa) * scales[decimals]);
}

std::uint64_t numberAt(const char*& at)
{
    std::uint64_t value = 0;
    for (; *at >= '0' && *at <= '9'; ++at)
        value = value * 10 + static_cast<std::uint64_t>(*at - '0');
    return value;
}

std::string_view textAt(const char*& at)
{
    const char* const begin = at;
    at = skipTo(at, '"');
    return {begin, static_cast<std::size_t>(at - begin - 1)};
}

std::int64_t two(const char* at)
{
    return (at[0] - '0') * 10 + (at[1] - '0');
}

// "2026-01-02T03:04:05.678901Z"
Timestamp timeAt(const char* at)
{
    const std::int64_t month = two(at + 5);
    const std::int64_t year = two(at) * 100 + two(at + 2) - (month <= 2 ? 1 : 0);
    const std::int64_t era = year / 400;
    const std::int64_t ofEra = year - era * 400;
    const std::int64_t ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + two(at + 8) - 1;
    const std::int64_t days = era * 146'097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719'468;
    const std::int64_t seconds = days * 86'400 + two(at + 11) * 3'600 + two(at + 14) * 60 + two(at + 17);
    const std::int64_t micros = two(at + 20) * 10'000 + two(at + 22) * 100 + two(at + 24);
    return Timestamp::fromNanoseconds(seconds * 1'000'000'000 + micros * 1'000);
}

void parseMatch(const char* at, MatchMessage& match)
{
    at += std::strlen(R"({"type":"match","trade_id":)");
    match.tradeId = numberAt(at);
    at = skipQuotes(at, 11);  // both order ids, and the key of the side
    match.aggressor = *at == 's' ? domain::Aggressor::Buyer : domain::Aggressor::Seller;
    at = skipQuotes(at, 4);
    match.size = *domain::Quantity::from(decimalAt(at));
    at = skipQuotes(at, 4);
    match.price = domain::Price(decimalAt(at));
    at = skipQuotes(at, 4);
    match.product = textAt(at);
    at = skipQuotes(at, 5);
    match.time = timeAt(at);
}

void parseUpdate(const char* at, HandValues& values)
{
    at += std::strlen(R"({"type":"l2update","product_id":")");
    values.update.product = textAt(at);
    at += std::strlen(R"(,"changes":[)");
    values.changes.clear();
    while (*at == '[' || *at == ',') {
        at = skipTo(at, '"');
        BookChange& change = values.changes.emplace_back();
        change.side = *at == 'b' ? BookSide::Bid : BookSide::Ask;
        at = skipQuotes(at, 2);
        change.level.price = domain::Price(decimalAt(at));
        at = skipQuotes(at, 2);
        change.level.size = *domain::Quantity::from(decimalAt(at));
        at += 2;
    }
    at += std::strlen(R"(],"time":")");
    values.update.time = timeAt(at);
    values.update.changes = values.changes;
}

}  // namespace

void parseByHand(std::string_view frame, HandValues& values)
{
    if (frame[9] == 'l')
        parseUpdate(frame.data(), values);
    else
        parseMatch(frame.data(), values.match);
}

}  // namespace tradecore::test
