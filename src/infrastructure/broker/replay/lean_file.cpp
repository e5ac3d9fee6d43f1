#include "infrastructure/broker/replay/lean_file.h"

#include "domain/market/new_york_time.h"
#include "infrastructure/broker/replay/replay_reader.h"
#include "infrastructure/broker/replay/text_fields.h"

#include <algorithm>
#include <array>

namespace tradecore::infrastructure {

namespace {

std::optional<std::chrono::year_month_day> parseDate(std::string_view text)
{
    const auto number = text.size() == 8 ? parseInteger(text) : std::nullopt;
    if (!number || *number < 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*number / 10'000)),
                                           std::chrono::month(static_cast<unsigned>(*number / 100 % 100)),
                                           std::chrono::day(static_cast<unsigned>(*number % 100))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<LeanResolution> parseResolution(std::string_view text)
{
    if (text == "tick")
        return LeanResolution::Tick;
    if (text == "second")
        return LeanResolution::Second;
    if (text == "minute")
        return LeanResolution::Minute;
    return std::nullopt;
}

// "spy" is SPY; "btcusd" is BTC-USD.
std::optional<std::string> parseSymbol(std::string_view text, bool isCrypto)
{
    const bool plain = !text.empty() && text.size() <= 16 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
    });
    if (!plain)
        return std::nullopt;
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    if (!isCrypto)
        return out;
    constexpr std::array<std::string_view, 6> quotes{"USDT", "USDC", "USD", "EUR", "GBP", "BTC"};
    for (const auto quote : quotes) {
        if (out.size() > quote.size() && out.ends_with(quote))
            return out.insert(out.size() - quote.size(), 1, '-');
    }
    return std::nullopt;
}

}  // namespace

std::optional<Timestamp> LeanFile::moment(std::int64_t millisecondsSinceMidnight) const
{
    constexpr std::int64_t longestDay = 25 * 3'600'000;
    if (millisecondsSinceMidnight < 0 || millisecondsSinceMidnight > longestDay)
        return std::nullopt;
    const Duration since = std::chrono::milliseconds(millisecondsSinceMidnight);
    if (!isCrypto)
        return domain::fromNewYork(date, since);
    return Timestamp::fromNanoseconds(Duration(std::chrono::sys_days(date).time_since_epoch()).count()) + since;
}

domain::Instrument LeanFile::instrument() const
{
    domain::Instrument out;
    out.id = domain::InstrumentId(symbol, replayVenue);
    out.name = symbol + " (recorded)";
    if (isCrypto) {
        const auto dash = symbol.rfind('-');
        out.assetClass = domain::AssetClass::Crypto;
        out.baseCurrency = domain::Currency(symbol.substr(0, dash));
        out.quoteCurrency = domain::Currency(symbol.substr(dash + 1));
    }
    out.tickSize = domain::PriceOffset(Decimal::fromScaled(1, 2));
    out.lotSize = isCrypto ? Decimal::fromScaled(1, 8) : Decimal::fromInteger(1);
    out.minimumQuantity = *domain::Quantity::from(out.lotSize);
    return out;
}

std::optional<LeanFile> parseLeanPath(std::string_view path)
{
    const auto parts = splitFields(path, '/');
    if (parts.size() < 4)
        return std::nullopt;
    std::string_view fileName = parts.back();
    if (!fileName.ends_with(".zip"))
        return std::nullopt;
    fileName.remove_suffix(4);
    const auto underscore = fileName.find('_');
    const std::string_view kind = underscore == std::string_view::npos ? "" : fileName.substr(underscore + 1);
    if (kind != "trade" && kind != "quote")
        return std::nullopt;
    LeanFile out;
    out.kind = kind == "trade" ? LeanKind::Trade : LeanKind::Quote;
    // Only the folders right above decide: the file may lie anywhere.
    const std::size_t first = parts.size() > 6 ? parts.size() - 6 : 0;
    out.isCrypto = std::find(parts.begin() + static_cast<std::ptrdiff_t>(first), parts.end(), "crypto") != parts.end();
    const auto date = parseDate(fileName.substr(0, underscore));
    const auto resolution = parseResolution(parts[parts.size() - 3]);
    const auto symbol = parseSymbol(parts[parts.size() - 2], out.isCrypto);
    if (!date || !resolution || !symbol)
        return std::nullopt;
    out.date = *date;
    out.resolution = *resolution;
    out.symbol = *symbol;
    return out;
}

}  // namespace tradecore::infrastructure
