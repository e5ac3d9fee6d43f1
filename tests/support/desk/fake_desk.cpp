#include "tests/support/desk/fake_desk.h"

#include <algorithm>

namespace tradecore::test {

using namespace application;
using domain::Price;
using domain::Quantity;

namespace {

Price priceOfCents(std::int64_t cents)
{
    return Price(Decimal::fromScaled(cents, 2));
}

Quantity quantityOf(std::int64_t whole)
{
    return Quantity::from(Decimal::fromInteger(whole)).value_or(Quantity());
}

domain::Instrument instrumentOf(const std::string& symbol, const std::string& name, bool crypto)
{
    domain::Instrument instrument;
    instrument.id = domain::InstrumentId(symbol, "SIM");
    instrument.name = name;
    instrument.assetClass = crypto ? domain::AssetClass::Crypto : domain::AssetClass::Stock;
    instrument.tickSize = domain::PriceOffset(Decimal::fromScaled(1, 2));
    instrument.lotSize = crypto ? Decimal::fromScaled(1, 8) : Decimal::fromInteger(1);
    instrument.minimumQuantity = Quantity::from(instrument.lotSize).value_or(Quantity());
    return instrument;
}

}  // namespace

bool CollectingExecutor::post(Task task)
{
    m_tasks.push_back(std::move(task));
    return true;
}

void CollectingExecutor::run()
{
    while (!m_tasks.empty()) {
        std::vector<Task> tasks;
        tasks.swap(m_tasks);
        for (auto& task : tasks)
            task();
    }
}

FakeDesk::FakeDesk(std::uint64_t seed) : m_identities(seed), m_random(seed)
{
    const std::vector<std::pair<domain::Instrument, std::int64_t>> known{
        {instrumentOf("AAPL", "Apple Inc.", false), 18'742},    {instrumentOf("MSFT", "Microsoft Corp.", false), 41'205},
        {instrumentOf("NVDA", "NVIDIA Corp.", false), 13'118},  {instrumentOf("AMZN", "Amazon.com Inc.", false), 18'533},
        {instrumentOf("TSLA", "Tesla Inc.", false), 24'690},    {instrumentOf("BRK.B", "Berkshire Hathaway", false), 45'872},
        {instrumentOf("F", "Ford Motor Co.", false), 1'096},    {instrumentOf("BTC-USD", "Bitcoin", true), 6'712'345},
        {instrumentOf("ETH-USD", "Ether", true), 264'418}};
    for (const auto& [instrument, cents] : known) {
        instrumentList.push_back(instrument);
        m_cents[instrument.id] = cents;
    }
    statusAnswer.state = "running";
    statusAnswer.mode = "practice";
    statusAnswer.source = "simulated";
    statusAnswer.tradingState = "active";
}

void FakeDesk::setOrder(OrderRow row)
{
    row.stream = orderStream(row.terms.account, row.clientOrderId);
    row.changedAt = ++m_head;
    m_orders.insert_or_assign(row.stream, std::move(row));
}

void FakeDesk::setFill(FillRow row)
{
    row.changedAt = ++m_head;
    m_fills.push_back(std::move(row));
}

void FakeDesk::setPosition(PositionView view)
{
    view.row.stream = positionStream(view.row.state.account, view.row.state.instrument);
    view.row.changedAt = ++m_head;
    view.valuation = m_valuation;
    m_positions.insert_or_assign(view.row.stream, std::move(view));
}

void FakeDesk::setAccount(AccountView view)
{
    view.row.stream = accountStream(view.row.state.account);
    view.row.changedAt = ++m_head;
    m_accounts.insert_or_assign(view.row.stream, std::move(view));
}

Price FakeDesk::lastPrice(const domain::InstrumentId& instrument) const
{
    const auto found = m_cents.find(instrument);
    return priceOfCents(found == m_cents.end() ? 10'000 : found->second);
}

void FakeDesk::moveMarket()
{
    for (auto& [id, cents] : m_cents) {
        const auto opened = cents - cents % 100 - 37;
        cents = std::max<std::int64_t>(100, cents + m_random.between(-cents / 2'000 - 1, cents / 2'000 + 1));
        InstrumentSnapshot snapshot;
        snapshot.instrument = id;
        snapshot.changedAt = steadyNow();
        snapshot.quote = domain::Quote{id, priceOfCents(cents - 1), quantityOf(m_random.between(1, 12) * 100), priceOfCents(cents + 1),
                                       quantityOf(m_random.between(1, 12) * 100), m_market, m_market};
        domain::Trade trade;
        trade.instrument = id;
        trade.price = priceOfCents(cents);
        trade.size = quantityOf(100);
        trade.venueTime = m_market;
        snapshot.lastTrade = trade;
        domain::DayStatistics day;
        day.instrument = id;
        day.previousClose = priceOfCents(opened);
        day.open = priceOfCents(opened + 12);
        day.high = priceOfCents(cents + 210);
        day.low = priceOfCents(opened - 190);
        day.volume = quantityOf(1'234'567);
        snapshot.statistics = day;
        m_feed.note(snapshot);
    }
}

void FakeDesk::sendBars(const BarsKey& key, int count)
{
    BarsChange change;
    change.key = key;
    change.reset = true;
    const auto length = domain::lengthOf(key.timeframe);
    Random path(11);
    auto cents = m_cents.contains(key.instrument) ? m_cents.at(key.instrument) : 10'000;
    const auto step = std::max<std::int64_t>(2, cents / 1'500);
    auto start = m_market.floorTo(length);
    for (int i = 0; i < count; ++i) {
        domain::Bar bar;
        const auto open = std::max<std::int64_t>(step * 4, cents + path.between(-step, step) + (i % 90 < 40 ? step / 4 : -step / 5));
        bar.start = start;
        bar.close = priceOfCents(cents);
        bar.open = priceOfCents(open);
        bar.high = priceOfCents(std::max(open, cents) + path.between(0, step));
        bar.low = priceOfCents(std::min(open, cents) - path.between(0, step));
        bar.volume = quantityOf(path.between(200, 6'000));
        bar.complete = i > 0;
        change.bars.push_back(bar);
        cents = open;
        start = start - length;
    }
    std::ranges::reverse(change.bars);
    m_feed.note(std::move(change));
}

void FakeDesk::sendStream(const std::string& name, bool isOrders, StreamHealth health, Duration age, const std::string& reason)
{
    StreamStatus status;
    status.name = name;
    status.isOrders = isOrders;
    status.health = health;
    status.lastActivity = SteadyTime::fromNanoseconds(m_now - age.count());
    status.reason = reason;
    m_feed.note(status);
}

void FakeDesk::place(const PlaceOrder& command, Executor& replyTo, ReceiptCallback onReceipt)
{
    placed.push_back(command);
    Receipt receipt;
    if (placeRefusal) {
        receipt.refusal = placeRefusal;
    } else {
        OrderRow row;
        row.clientOrderId = command.clientOrderId;
        row.terms = command.terms;
        row.status = acknowledges ? domain::OrderStatus::New : domain::OrderStatus::PendingNew;
        if (acknowledges)
            row.brokerOrderId = domain::BrokerOrderId("V-" + std::to_string(placed.size()));
        row.submittedAt = row.updatedAt = m_market;
        setOrder(row);
        receipt.outcome = ReceiptOutcome::Committed;
        receipt.result = command.clientOrderId.text();
    }
    if (answersReceipts)
        (void)replyTo.post([onReceipt = std::move(onReceipt), receipt] { onReceipt(receipt); });
}

void FakeDesk::cancel(const CancelOrder& command, Executor& replyTo, ReceiptCallback onReceipt)
{
    canceled.push_back(command);
    Receipt receipt;
    const auto found = m_orders.find(orderStream(command.account, command.clientOrderId));
    if (found != m_orders.end()) {
        auto row = found->second;
        row.status = domain::OrderStatus::Canceled;
        setOrder(row);
        receipt.outcome = ReceiptOutcome::Committed;
    }
    (void)replyTo.post([onReceipt = std::move(onReceipt), receipt] { onReceipt(receipt); });
}

void FakeDesk::replace(const ReplaceOrder&, Executor& replyTo, ReceiptCallback onReceipt)
{
    (void)replyTo.post([onReceipt = std::move(onReceipt)] { onReceipt(Receipt()); });
}

void FakeDesk::resolve(const ResolveOrder&, Executor& replyTo, ReceiptCallback onReceipt)
{
    (void)replyTo.post([onReceipt = std::move(onReceipt)] { onReceipt(Receipt{ReceiptOutcome::Committed, {}, 0, 0, {}}); });
}

void FakeDesk::orders(const OrdersQuery& query, Executor& replyTo, std::function<void(const OrdersQuery::Answer&)> onAnswer)
{
    OrdersQuery::Answer answer;
    answer.asOf = m_head;
    for (const auto& [stream, row] : m_orders) {
        if (row.changedAt > query.filter.changedAfter)
            answer.rows.push_back(row);
    }
    std::ranges::sort(answer.rows, {}, &OrderRow::changedAt);
    (void)replyTo.post([onAnswer = std::move(onAnswer), answer] { onAnswer(answer); });
}

void FakeDesk::fills(const FillsQuery& query, Executor& replyTo, std::function<void(const FillsQuery::Answer&)> onAnswer)
{
    FillsQuery::Answer answer;
    answer.asOf = m_head;
    std::ranges::copy_if(m_fills, std::back_inserter(answer.rows),
                         [&query](const FillRow& row) { return row.changedAt > query.filter.changedAfter; });
    (void)replyTo.post([onAnswer = std::move(onAnswer), answer] { onAnswer(answer); });
}

void FakeDesk::positions(const PositionsQuery& query, Executor& replyTo,
                         std::function<void(const PositionsQuery::Answer&)> onAnswer)
{
    PositionsQuery::Answer answer;
    answer.asOf = m_head;
    answer.valuation = m_valuation;
    for (const auto& [stream, view] : m_positions) {
        if (view.row.changedAt > query.changedAfter || view.valuation > query.valuationAfter)
            answer.rows.push_back(view);
    }
    (void)replyTo.post([onAnswer = std::move(onAnswer), answer] { onAnswer(answer); });
}

void FakeDesk::accounts(const AccountsQuery&, Executor& replyTo, std::function<void(const AccountsQuery::Answer&)> onAnswer)
{
    AccountsQuery::Answer answer;
    answer.asOf = m_head;
    for (const auto& [stream, view] : m_accounts)
        answer.rows.push_back(view);
    (void)replyTo.post([onAnswer = std::move(onAnswer), answer] { onAnswer(answer); });
}

void FakeDesk::streamEvents(const StreamEventsQuery& query, Executor& replyTo,
                            std::function<void(const StreamEventsQuery::Answer&)> onAnswer)
{
    StreamEventsQuery::Answer answer;
    if (const auto found = eventsOf.find(query.stream); found != eventsOf.end())
        answer.events = found->second;
    (void)replyTo.post([onAnswer = std::move(onAnswer), answer] { onAnswer(answer); });
}

void FakeDesk::events(const EventsQuery&, Executor& replyTo, std::function<void(const EventsQuery::Answer&)> onAnswer)
{
    (void)replyTo.post([onAnswer = std::move(onAnswer)] { onAnswer(EventsQuery::Answer()); });
}

void FakeDesk::preview(const OrderPreviewQuery& query, Executor& replyTo,
                       std::function<void(const OrderPreviewQuery::Answer&)> onAnswer)
{
    using domain::OrderReasonCode;
    OrderPreviewQuery::Answer answer;
    const auto& terms = query.terms;
    const domain::Currency dollar("USD");
    const auto known = std::ranges::find(instrumentList, terms.instrument, &domain::Instrument::id);
    answer.referencePrice = lastPrice(terms.instrument);
    answer.estimatedCommission = domain::Money(Decimal::fromInteger(1), dollar);
    const auto price = terms.limitPrice.value_or(*answer.referencePrice);
    if (const auto notional = domain::notional(price, terms.quantity, dollar)) {
        answer.estimatedNotional = *notional;
        const auto left = Decimal::fromInteger(100'000) - notional->amount() - Decimal::fromInteger(1);
        answer.buyingPowerAfter = domain::Money(left, dollar);
        if (left.isNegative() && terms.side == domain::Side::Buy)
            answer.refusal = domain::OrderReason{OrderReasonCode::InsufficientBuyingPower, notional->toString(), "100000.00 USD", {}};
    }
    if (known != instrumentList.end() && terms.limitPrice && !terms.limitPrice->value().isMultipleOf(known->tickSize.value()))
        answer.refusal = domain::OrderReason{OrderReasonCode::PriceNotMultipleOfTick, terms.limitPrice->toString(),
                                             known->tickSize.value().toString(), {}};
    (void)replyTo.post([onAnswer = std::move(onAnswer), answer] { onAnswer(answer); });
}

void FakeDesk::status(Executor& replyTo, std::function<void(const WorkstationStatus&)> onAnswer)
{
    (void)replyTo.post([onAnswer = std::move(onAnswer), answer = statusAnswer] { onAnswer(answer); });
}

void FakeDesk::instruments(Executor& replyTo, std::function<void(const std::vector<domain::Instrument>&)> onAnswer)
{
    (void)replyTo.post([onAnswer = std::move(onAnswer), list = instrumentList] { onAnswer(list); });
}

void FakeDesk::subscribe(const domain::InstrumentId&, const std::string&) {}
void FakeDesk::unsubscribe(const domain::InstrumentId&, const std::string&) {}

void FakeDesk::watchBars(const BarsKey& key)
{
    watched.push_back(key);
}

void FakeDesk::unwatchBars(const BarsKey& key)
{
    std::erase(watched, key);
}

void FakeDesk::loadOlderBars(const BarsKey& key, Timestamp before)
{
    olderAsked.emplace_back(key, before);
}

}  // namespace tradecore::test
