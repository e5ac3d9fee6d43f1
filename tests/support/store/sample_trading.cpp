#include "tests/support/store/sample_trading.h"

#include "application/bus/unit_of_work.h"

namespace tradecore::test {

using namespace application;
using domain::ClientOrderId;
using domain::Money;
using domain::Price;
using domain::Quantity;

namespace {

Decimal decimal(std::int64_t mantissa, int decimals = 0)
{
    return Decimal::fromScaled(mantissa, decimals);
}

Money dollars(std::int64_t cents)
{
    return {decimal(cents, 2), domain::Currency("USD")};
}

domain::OrderTerms termsOf()
{
    domain::OrderTerms terms;
    terms.account = SampleTrading::account();
    terms.instrument = SampleTrading::instrument();
    terms.type = domain::OrderType::Limit;
    terms.quantity = *Quantity::from(decimal(10));
    terms.limitPrice = Price(decimal(18720, 2));
    return terms;
}

domain::VenueReportFacts reportAt(Timestamp time)
{
    return {time, time + std::chrono::milliseconds(5), "{\"said\":\"so\"}"};
}

}  // namespace

Uuid SampleTrading::commandId(std::int64_t number)
{
    return Uuid::named(Uuid(), "command-" + std::to_string(number));
}

StreamId SampleTrading::order(const std::string& clientOrderId)
{
    return orderStream(account(), ClientOrderId(clientOrderId));
}

OutboxRow SampleTrading::submitRow(const std::string& clientOrderId)
{
    OutboxRow row;
    row.account = account();
    row.clientOrderId = ClientOrderId(clientOrderId);
    row.request = domain::RequestId("submit-" + clientOrderId);
    row.payload = "{\"quantity\":\"10\"}";
    row.createdAt = Timestamp::fromSeconds(1'767'268'800);
    return row;
}

Timestamp SampleTrading::now() const
{
    return Timestamp::fromSeconds(1'767'268'800 + m_commands) + Duration(123'456'789);
}

SampleTrading::Appended SampleTrading::append(const std::vector<Change>& changes, std::vector<OutboxRow> inserts,
                                              std::vector<OutboxUpdate> updates, const std::string& result)
{
    const Uuid id = commandId(++m_commands);
    UnitOfWork work(m_states, {id, id, id, "user"}, now());
    for (const auto& change : changes)
        work.record(change.stream, change.event);
    for (auto& row : inserts)
        work.insertOutbox(std::move(row));
    for (auto& update : updates)
        work.updateOutbox(std::move(update));
    work.setResult(result);
    auto appended = work.appendTo(m_store);
    if (appended)
        m_states.acceptCommand();
    else
        m_states.discardCommand();
    return appended;
}

SampleTrading::Appended SampleTrading::openAccount()
{
    const StreamId stream = accountStream(account());
    const domain::AccountOpened opened{account(), "virtual", "simulated", domain::AccountMode::Practice, domain::Currency("USD")};
    const domain::AccountCashMoved deposit{"deposit-1", "deposit", dollars(10'000'000), now()};
    return append({{stream, domain::AccountEvent(opened)}, {stream, domain::AccountEvent(deposit)}});
}

SampleTrading::Appended SampleTrading::placeOrder(const std::string& clientOrderId)
{
    const OutboxRow row = submitRow(clientOrderId);
    const domain::OrderPlaced placed{ClientOrderId(clientOrderId), row.request, termsOf()};
    return append({{order(clientOrderId), domain::OrderEvent(placed)}}, {row}, {}, clientOrderId);
}

SampleTrading::Appended SampleTrading::sendOrder(const std::string& clientOrderId)
{
    const domain::RequestId request("submit-" + clientOrderId);
    return append({{order(clientOrderId), domain::OrderEvent(domain::OrderSending{request})}}, {},
                  {{request, OutboxState::Sending, true, {}}});
}

SampleTrading::Appended SampleTrading::acceptOrder(const std::string& clientOrderId)
{
    const domain::OrderAccepted accepted{domain::BrokerOrderId("broker-" + clientOrderId), reportAt(now())};
    return append({{order(clientOrderId), domain::OrderEvent(accepted)}}, {},
                  {{domain::RequestId("submit-" + clientOrderId), OutboxState::Done, false, {}}});
}

SampleTrading::Appended SampleTrading::fillOrder(const std::string& clientOrderId)
{
    const domain::ExecutionId execution("execution-" + clientOrderId);
    const Quantity size = *Quantity::from(decimal(10));
    const Price price(decimal(18715, 2));
    const Money commission = dollars(100);
    domain::OrderFilled filled;
    filled.brokerOrderId = domain::BrokerOrderId("broker-" + clientOrderId);
    filled.executionId = execution;
    filled.cumulativeAfter = size;
    filled.price = price;
    filled.commission = commission;
    filled.liquidity = domain::Liquidity::Taker;
    filled.report = reportAt(now());
    const domain::PositionFillApplied applied{account(), instrument(), ClientOrderId(clientOrderId), execution,
                                              domain::Side::Buy, size, price, commission, now(), {}, {}};
    const domain::AccountFillPosted posted{ClientOrderId(clientOrderId), execution, dollars(-187'150), commission};
    return append({{order(clientOrderId), domain::OrderEvent(filled)},
                   {positionStream(account(), instrument()), domain::PositionEvent(applied)},
                   {accountStream(account()), domain::AccountEvent(posted)}});
}

SampleTrading::Appended SampleTrading::recordUser(const std::string& key, const std::string& value)
{
    return append({{userStream(), domain::UserEvent(domain::UserPreferenceChanged{key, value})}});
}

bool SampleTrading::run(int orders)
{
    bool good = commitOne([this] { return openAccount(); });
    for (int i = 1; i <= orders && good; ++i) {
        const std::string id = "order-" + std::to_string(i);
        good = commitOne([&] { return placeOrder(id); }) && commitOne([&] { return sendOrder(id); })
            && commitOne([&] { return acceptOrder(id); }) && commitOne([&] { return fillOrder(id); });
    }
    return good && commitOne([this] { return placeOrder("order-open"); });
}

}  // namespace tradecore::test
