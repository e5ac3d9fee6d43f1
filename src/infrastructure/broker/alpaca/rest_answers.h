// What Alpaca's REST interfaces answer, as values. Fields that an account may lack are optional: the paper service dropped the
// day-trading ones in 2026. Figures of the broker's own making may carry more than 12 decimals and are rounded.
#pragma once

#include "domain/instrument/instrument.h"
#include "domain/market/bar.h"
#include "infrastructure/broker/alpaca/market_messages.h"
#include "infrastructure/broker/alpaca/order_record.h"
#include "infrastructure/broker/alpaca/wire_tape.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tradecore::infrastructure::alpaca {

struct AccountRecord {
    std::string id;
    std::string number;
    std::string status;            // "ACTIVE" and others
    std::string currency;
    Decimal cash;
    std::optional<Decimal> equity, lastEquity, buyingPower, initialMargin, maintenanceMargin, multiplier;
    bool tradingBlocked = false, accountBlocked = false, transfersBlocked = false, suspendedByUser = false, shortingEnabled = false;
    std::optional<bool> patternDayTrader;
    std::optional<std::uint64_t> dayTrades;
};
struct PositionRecord {
    std::string symbol;
    std::string assetClass;
    Decimal quantity;              // negative when short
    std::optional<Decimal> averageEntryPrice, currentPrice, marketValue, costBasis, unrealised;
};
struct AssetRecord {
    std::string symbol;
    std::string name;
    std::string assetClass;
    std::string exchange;
    bool isActive = false, isTradable = false, isFractionable = false, isShortable = false, isMarginable = false;
    std::optional<Decimal> minimumOrderSize, tradeIncrement, priceIncrement;   // crypto
};
struct ClockRecord {
    Timestamp now, nextOpen, nextClose;
    bool isOpen = false;
};
struct CalendarRecord {
    std::string date, open, close;
};
// A FILL, or cash that moved. The id is opaque: its prefix is New York time.
struct ActivityRecord {
    std::string id;
    std::string type;              // "FILL", "CSD", "DIV", "FEE", …
    bool isFill = false;
    // Fills.
    std::string orderId;
    std::string symbol;
    std::optional<domain::Side> side;
    Decimal price, quantity, cumulative, leaves;
    std::optional<Timestamp> time;
    // Cash.
    std::optional<Decimal> netAmount;
    std::string date;
};
struct RestErrorRecord {
    std::uint64_t code = 0;        // 0 where the body has none
    std::string message;
    std::string rejectReason;
    std::string existingOrderId;
};
struct BarsPage {
    std::vector<domain::Bar> bars;
    std::string nextPage;          // empty: that was all
    std::size_t refusedRows = 0;   // high or low is not the highest or the lowest, or a figure is missing
};

[[nodiscard]] Result<AccountRecord, std::string> readAccount(WireView object);
[[nodiscard]] Result<PositionRecord, std::string> readPosition(WireView object);
[[nodiscard]] Result<AssetRecord, std::string> readAsset(WireView object);
[[nodiscard]] Result<ClockRecord, std::string> readClock(WireView object);
[[nodiscard]] Result<CalendarRecord, std::string> readCalendarDay(WireView object);
[[nodiscard]] Result<ActivityRecord, std::string> readActivity(WireView object);
[[nodiscard]] RestErrorRecord readRestError(WireView object);
// The bars of one symbol, from the answer for one or for several.
[[nodiscard]] Result<BarsPage, std::string> readBars(WireView object, std::string_view symbol);
// What an asset is to an order ticket. Nothing where it is not a stock or a crypto pair that can be traded.
[[nodiscard]] std::optional<domain::Instrument> instrumentOf(const AssetRecord& asset);

// All rows of an array that is an answer; one that cannot be read makes the whole answer unreadable, since a row that is passed
// over in silence would be an order or a position that nobody sees.
template <typename T>
[[nodiscard]] Result<std::vector<T>, std::string> readRows(WireView array, Result<T, std::string> (*read)(WireView))
{
    if (!array.isArray())
        return failure(std::string("an answer that is not a list"));
    std::vector<T> rows;
    std::string wrong;
    array.forEach([&](WireView element) {
        auto row = read(element);
        if (row)
            rows.push_back(std::move(*row));
        else if (wrong.empty())
            wrong = row.error();
    });
    if (!wrong.empty())
        return failure(wrong);
    return rows;
}

}  // namespace tradecore::infrastructure::alpaca
