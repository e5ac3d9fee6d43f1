#include "base/timestamp.h"

namespace tradecore {

namespace {

// Days from civil and back: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", public domain formulas.
constexpr std::int64_t daysFromCivil(std::int64_t year, unsigned month, unsigned day)
{
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto yearOfEra = static_cast<unsigned>(year - era * 400);
    const unsigned dayOfYear = (153 * (month + (month > 2 ? -3U : 9U)) + 2) / 5 + day - 1;
    const unsigned dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146097 + static_cast<std::int64_t>(dayOfEra) - 719468;
}

struct Civil {
    std::int64_t year;
    unsigned month;
    unsigned day;
};

constexpr Civil civilFromDays(std::int64_t days)
{
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const auto dayOfEra = static_cast<unsigned>(days - era * 146097);
    const unsigned yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const unsigned dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const unsigned shifted = (5 * dayOfYear + 2) / 153;
    const unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
    return {static_cast<std::int64_t>(yearOfEra) + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shifted + 2) / 5 + 1};
}

constexpr unsigned daysInMonth(std::int64_t year, unsigned month)
{
    constexpr unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : lengths[month - 1];
}

class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    bool number(std::size_t digits, std::int64_t& out)
    {
        if (m_text.size() < digits)
            return false;
        out = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const char c = m_text[i];
            if (c < '0' || c > '9')
                return false;
            out = out * 10 + (c - '0');
        }
        m_text.remove_prefix(digits);
        return true;
    }
    bool literal(char expected)
    {
        if (m_text.empty() || m_text.front() != expected)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    bool fraction(std::int64_t& nanoseconds)
    {
        nanoseconds = 0;
        if (!literal('.'))
            return true;
        int digits = 0;
        while (!m_text.empty() && m_text.front() >= '0' && m_text.front() <= '9') {
            if (++digits > 9)
                return false;
            nanoseconds = nanoseconds * 10 + (m_text.front() - '0');
            m_text.remove_prefix(1);
        }
        if (digits == 0)
            return false;
        for (; digits < 9; ++digits)
            nanoseconds *= 10;
        return true;
    }
    bool offset(std::int64_t& seconds)
    {
        seconds = 0;
        if (literal('Z') || literal('z'))
            return m_text.empty();
        const bool negative = !m_text.empty() && m_text.front() == '-';
        if (!negative && (m_text.empty() || m_text.front() != '+'))
            return false;
        m_text.remove_prefix(1);
        std::int64_t hours = 0, minutes = 0;
        if (!number(2, hours) || !literal(':') || !number(2, minutes) || hours > 23 || minutes > 59)
            return false;
        seconds = (hours * 3600 + minutes * 60) * (negative ? -1 : 1);
        return m_text.empty();
    }

private:
    std::string_view m_text;
};

void appendPadded(std::string& out, std::int64_t value, int width)
{
    char digits[20];
    for (int i = width - 1; i >= 0; --i) {
        digits[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    out.append(digits, static_cast<std::size_t>(width));
}

constexpr std::int64_t floorDivide(std::int64_t value, std::int64_t divisor)
{
    const std::int64_t quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

}  // namespace

std::optional<Timestamp> Timestamp::parseRfc3339(std::string_view text)
{
    constexpr std::size_t fixedLength = 19;   // 2026-01-02T03:04:05
    if (text.size() <= fixedLength)
        return std::nullopt;
    bool isShaped = text[4] == '-' && text[7] == '-' && (text[10] == 'T' || text[10] == 't' || text[10] == ' ')
        && text[13] == ':' && text[16] == ':';
    const auto pair = [text, &isShaped](std::size_t at) {
        const unsigned tens = static_cast<unsigned char>(text[at]) - unsigned{'0'};
        const unsigned ones = static_cast<unsigned char>(text[at + 1]) - unsigned{'0'};
        isShaped &= tens <= 9 && ones <= 9;
        return tens * 10 + ones;
    };
    const std::int64_t year = std::int64_t{pair(0)} * 100 + pair(2);
    const unsigned month = pair(5), day = pair(8), hour = pair(11), minute = pair(14), second = pair(17);
    Reader rest(text.substr(fixedLength));
    std::int64_t nanoseconds = 0, offset = 0;
    if (!isShaped || !rest.fraction(nanoseconds) || !rest.offset(offset) || month < 1 || month > 12 || day < 1 || year < 1678
        || year > 2261 || (day > 28 && day > daysInMonth(year, month)) || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    const std::int64_t days = daysFromCivil(year, month, day);
    const std::int64_t seconds = days * 86400 + std::int64_t{hour * 3600 + minute * 60 + second} - offset;
    return Timestamp(seconds * 1'000'000'000 + nanoseconds);
}

std::string Timestamp::toRfc3339() const
{
    const std::int64_t seconds = floorDivide(m_nanoseconds, 1'000'000'000);
    const std::int64_t days = floorDivide(seconds, 86400);
    const std::int64_t ofDay = seconds - days * 86400;
    const Civil civil = civilFromDays(days);
    std::string out;
    out.reserve(30);
    appendPadded(out, civil.year, 4);
    out += '-';
    appendPadded(out, civil.month, 2);
    out += '-';
    appendPadded(out, civil.day, 2);
    out += 'T';
    appendPadded(out, ofDay / 3600, 2);
    out += ':';
    appendPadded(out, ofDay / 60 % 60, 2);
    out += ':';
    appendPadded(out, ofDay % 60, 2);
    out += '.';
    appendPadded(out, m_nanoseconds - seconds * 1'000'000'000, 9);
    out += 'Z';
    return out;
}

Timestamp Timestamp::floorTo(Duration length) const
{
    return Timestamp(floorDivide(m_nanoseconds, length.count()) * length.count());
}

}  // namespace tradecore
