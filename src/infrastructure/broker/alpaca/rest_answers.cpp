#include "infrastructure/broker/alpaca/rest_answers.h"

#include "infrastructure/broker/alpaca/constants.h"
#include "infrastructure/broker/alpaca/wire_values.h"

#include <algorithm>

namespace tradecore::infrastructure::alpaca {

namespace {

template <typename T>
Result<T, std::string> orRefused(FieldReader& reader, T& record)
{
    if (reader.isRefused())
        return failure(reader.why());
    return std::move(record);
}

bool flag(FieldReader& reader, std::string_view key)
{
    return truthOf(reader.at(key)).value_or(false);
}

}  // namespace

Result<AccountRecord, std::string> readAccount(WireView object)
{
    FieldReader reader(object);
    AccountRecord account;
    account.id = std::string(reader.text("id"));
    account.number = reader.optionalText("account_number");
    account.status = std::string(reader.text("status"));
    account.currency = reader.optionalText("currency");
    if (account.currency.empty())
        account.currency = "USD";
    account.cash = reader.statistic("cash").value_or(Decimal());
    if (reader.at("cash").isNull())
        reader.refuse("\"cash\" is missing");
    account.equity = reader.statistic("equity");
    account.lastEquity = reader.statistic("last_equity");
    account.buyingPower = reader.statistic("buying_power");
    account.initialMargin = reader.statistic("initial_margin");
    account.maintenanceMargin = reader.statistic("maintenance_margin");
    account.multiplier = reader.statistic("multiplier");
    account.tradingBlocked = flag(reader, "trading_blocked");
    account.accountBlocked = flag(reader, "account_blocked");
    account.transfersBlocked = flag(reader, "transfers_blocked");
    account.suspendedByUser = flag(reader, "trade_suspended_by_user");
    account.shortingEnabled = flag(reader, "shorting_enabled");
    account.patternDayTrader = truthOf(reader.at("pattern_day_trader"));
    account.dayTrades = wholeNumberOf(reader.at("daytrade_count"));
    return orRefused(reader, account);
}

Result<PositionRecord, std::string> readPosition(WireView object)
{
    FieldReader reader(object);
    PositionRecord position;
    std::string_view symbol = reader.text("symbol");
    while (symbol.ends_with(' '))   // seen in the documentation's own sample
        symbol.remove_suffix(1);
    position.symbol = std::string(symbol);
    if (!isSymbol(symbol))
        reader.refuse("the value of \"symbol\" cannot be read");
    position.assetClass = reader.optionalText("asset_class");
    position.quantity = reader.decimal("qty");
    const bool isShort = reader.at("side").text() == "short";
    if (isShort && position.quantity.isPositive())
        position.quantity = position.quantity.negated();
    position.averageEntryPrice = reader.statistic("avg_entry_price");
    position.currentPrice = reader.statistic("current_price");
    position.marketValue = reader.statistic("market_value");
    position.costBasis = reader.statistic("cost_basis");
    position.unrealised = reader.statistic("unrealized_pl");
    return orRefused(reader, position);
}

Result<AssetRecord, std::string> readAsset(WireView object)
{
    FieldReader reader(object);
    AssetRecord asset;
    asset.symbol = std::string(reader.text("symbol"));
    asset.name = reader.optionalText("name");
    asset.assetClass = reader.optionalText("class");
    asset.exchange = reader.optionalText("exchange");
    asset.isActive = reader.text("status") == "active";
    asset.isTradable = flag(reader, "tradable");
    asset.isFractionable = flag(reader, "fractionable");
    asset.isShortable = flag(reader, "shortable");
    asset.isMarginable = flag(reader, "marginable");
    asset.minimumOrderSize = reader.optionalDecimal("min_order_size");
    asset.tradeIncrement = reader.optionalDecimal("min_trade_increment");
    asset.priceIncrement = reader.optionalDecimal("price_increment");
    return orRefused(reader, asset);
}

Result<ClockRecord, std::string> readClock(WireView object)
{
    FieldReader reader(object);
    ClockRecord clock;
    clock.now = reader.time("timestamp");
    clock.nextOpen = reader.time("next_open");
    clock.nextClose = reader.time("next_close");
    clock.isOpen = flag(reader, "is_open");
    return orRefused(reader, clock);
}

Result<CalendarRecord, std::string> readCalendarDay(WireView object)
{
    FieldReader reader(object);
    CalendarRecord day{std::string(reader.text("date")), std::string(reader.text("open")), std::string(reader.text("close"))};
    return orRefused(reader, day);
}

Result<ActivityRecord, std::string> readActivity(WireView object)
{
    FieldReader reader(object);
    ActivityRecord activity;
    activity.id = std::string(reader.text("id"));
    activity.type = std::string(reader.text("activity_type"));
    activity.isFill = activity.type == "FILL";
    activity.symbol = reader.optionalText("symbol");
    activity.date = reader.optionalText("date");
    activity.netAmount = reader.statistic("net_amount");
    if (!activity.isFill)
        return orRefused(reader, activity);
    activity.orderId = reader.optionalText("order_id");
    const std::string_view side = reader.at("side").text();
    if (side == "buy")
        activity.side = domain::Side::Buy;
    else if (side == "sell" || side == "sell_short")
        activity.side = domain::Side::Sell;
    activity.price = reader.decimal("price");
    activity.quantity = reader.decimal("qty");
    activity.cumulative = reader.decimal("cum_qty");
    activity.leaves = reader.optionalDecimal("leaves_qty").value_or(Decimal());
    activity.time = reader.optionalTime("transaction_time");
    return orRefused(reader, activity);
}

RestErrorRecord readRestError(WireView object)
{
    RestErrorRecord error;
    error.code = wholeNumberOf(object["code"]).value_or(0);
    error.message = shown(object["message"].text(), 400);
    error.rejectReason = shown(object["reject_reason"].text());
    error.existingOrderId = shown(object["existing_order_id"].text(), 64);
    return error;
}

Result<BarsPage, std::string> readBars(WireView object, std::string_view symbol)
{
    if (!object.isObject())
        return failure(std::string("an answer that is not an object"));
    BarsPage page;
    page.nextPage = std::string(object["next_page_token"].text());
    const WireView bars = object["bars"];
    const WireView rows = bars.isObject() ? bars[symbol] : bars;
    rows.forEachOrSelf([&page](WireView row) {
        if (row.isNull())
            return;
        FieldReader reader(row);
        domain::Bar bar;
        bar.open = domain::Price(reader.decimal("o"));
        bar.high = domain::Price(reader.decimal("h"));
        bar.low = domain::Price(reader.decimal("l"));
        bar.close = domain::Price(reader.decimal("c"));
        bar.volume = reader.quantity("v");
        bar.trades = static_cast<std::int64_t>(wholeNumberOf(reader.at("n")).value_or(0));
        bar.start = reader.time("t");
        const bool isOrdered = bar.high >= std::max(bar.open, bar.close) && bar.low <= std::min(bar.open, bar.close);
        if (reader.isRefused() || !isOrdered)
            ++page.refusedRows;
        else
            page.bars.push_back(bar);
    });
    return page;
}

std::optional<domain::Instrument> instrumentOf(const AssetRecord& asset)
{
    const bool isCrypto = asset.assetClass == "crypto";
    if (!asset.isActive || !asset.isTradable || !isSymbol(asset.symbol) || (!isCrypto && asset.assetClass != "us_equity"))
        return std::nullopt;
    domain::Instrument instrument;
    instrument.id = domain::InstrumentId(asset.symbol, std::string(venueCode));
    instrument.name = asset.name.empty() ? asset.symbol : asset.name;
    instrument.assetClass = isCrypto ? domain::AssetClass::Crypto : domain::AssetClass::Stock;
    const auto slash = asset.symbol.find('/');
    if (isCrypto && slash != std::string::npos) {
        instrument.baseCurrency = domain::Currency(asset.symbol.substr(0, slash));
        instrument.quoteCurrency = domain::Currency(asset.symbol.substr(slash + 1));
    }
    // Steps of stock prices depend on the price: 0.01 from 1.00 up, 0.0001 below; the finer one is ours, the broker has the last word.
    const Decimal stockTick = Decimal::fromScaled(1, 4);
    const Decimal stockLot = asset.isFractionable ? Decimal::fromScaled(1, 9) : Decimal::fromInteger(1);
    instrument.tickSize = domain::PriceOffset(asset.priceIncrement.value_or(isCrypto ? Decimal::fromScaled(1, 9) : stockTick));
    instrument.lotSize = asset.tradeIncrement.value_or(isCrypto ? Decimal::fromScaled(1, 9) : stockLot);
    const Decimal least = asset.minimumOrderSize.value_or(isCrypto ? instrument.lotSize : stockLot);
    if (!instrument.tickSize.value().isPositive() || !instrument.lotSize.isPositive() || least.isNegative())
        return std::nullopt;
    instrument.minimumQuantity = domain::Quantity::from(least).value_or(domain::Quantity());
    return instrument;
}

}  // namespace tradecore::infrastructure::alpaca
