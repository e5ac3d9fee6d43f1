#include "tests/ui/window_fixture.h"

#include <QCoreApplication>
#include <QDateTime>

namespace tradecore::test {

using namespace application;
using domain::OrderStatus;

namespace {

Timestamp now()
{
    return Timestamp::fromNanoseconds(QDateTime::currentMSecsSinceEpoch() * 1'000'000);
}

domain::Money dollars(std::int64_t cents)
{
    return {Decimal::fromScaled(cents, 2), domain::Currency("USD")};
}

domain::Quantity whole(std::int64_t count)
{
    return domain::Quantity::from(Decimal::fromInteger(count)).value_or(domain::Quantity());
}

}  // namespace

WindowFixture::WindowFixture(ui::WindowSetup setup, bool dark, bool checksItself)
    : market(desk.displayFeed())
    , trading(desk, gui)
{
    setup.settings.theme = dark ? ui::ThemeChoice::Dark : ui::ThemeChoice::Light;
    setup.integrity = checksItself ? &integrity : nullptr;
    desk.setNow(now());
    theme.choose(setup.settings.theme, setup.settings.marketColours);
    theme.apply();
    window = std::make_unique<ui::MainWindow>(desk, control, gui, theme, market, trading, std::move(setup));
}

WindowFixture::~WindowFixture() = default;

void WindowFixture::start()
{
    desk.statusAnswer.inSync = true;
    desk.statusAnswer.verifiedAt = now() - std::chrono::seconds(3);
    desk.sendStream("simulated", false, StreamHealth::Live, std::chrono::milliseconds(200));
    desk.sendStream("practice-sim", true, StreamHealth::Live, std::chrono::milliseconds(1'100));
    window->start();
    settle();
}

void WindowFixture::settle()
{
    for (int round = 0; round < 4; ++round) {
        gui.run();
        window->onFrame();
        QCoreApplication::sendPostedEvents();
    }
    gui.run();
}

domain::OrderTerms WindowFixture::terms(const std::string& symbol, domain::Side side, std::int64_t quantity,
                                        std::int64_t limitCents) const
{
    domain::OrderTerms result;
    result.account = desk.practiceAccount();
    result.instrument = domain::InstrumentId(symbol, "SIM");
    result.side = side;
    result.type = limitCents > 0 ? domain::OrderType::Limit : domain::OrderType::Market;
    result.quantity = whole(quantity);
    if (limitCents > 0)
        result.limitPrice = domain::Price(Decimal::fromScaled(limitCents, 2));
    return result;
}

OrderRow WindowFixture::order(const std::string& id, const domain::OrderTerms& orderTerms, OrderStatus status, std::int64_t filled)
{
    OrderRow row;
    row.clientOrderId = domain::ClientOrderId(id);
    row.terms = orderTerms;
    row.status = status;
    row.filled = whole(filled);
    if (filled > 0) {
        row.averageFillPrice = orderTerms.limitPrice.value_or(desk.lastPrice(orderTerms.instrument));
        row.commission = dollars(100);
    }
    if (status != OrderStatus::Denied && status != OrderStatus::PendingNew && status != OrderStatus::Unknown)
        row.brokerOrderId = domain::BrokerOrderId("V-" + id);
    row.submittedAt = row.updatedAt = now() - std::chrono::seconds(static_cast<int>(desk.headPosition()) * 3);
    row.stream = orderStream(row.terms.account, row.clientOrderId);
    return row;
}

void WindowFixture::addAccount()
{
    AccountView account;
    auto& state = account.row.state;
    state.exists = true;
    state.account = desk.practiceAccount();
    state.broker = "virtual";
    state.markingSource = "simulated";
    state.currency = domain::Currency("USD");
    state.commissions["USD"] = Decimal::fromScaled(300, 2);
    account.cash = dollars(7'184'850);
    account.reserved = dollars(1'872'100);
    account.buyingPower = dollars(5'312'750);
    account.equity = dollars(10'021'450);
    account.unrealised = dollars(21'750);
    account.realisedNet = dollars(-300);
    account.dayProfit = dollars(21'450);
    m_account = account;
    desk.setAccount(account);
}

void WindowFixture::setIntegrity(const std::vector<IntegrityCheck>& found, bool stopsTrading)
{
    auto& status = desk.statusAnswer.integrity;
    status = {};
    status.passes = 12;
    status.checkedAt = now() - std::chrono::seconds(42);
    status.verifiedPosition = 12'403;
    status.stopsTrading = stopsTrading;
    status.deadLetters = static_cast<std::int64_t>(integrity.letters.size());
    const std::pair<IntegrityCheckName, std::int64_t> counts[] = {
        {IntegrityCheckName::Chain, 12'403},  {IntegrityCheckName::Orders, 1'904},     {IntegrityCheckName::Fills, 2'117},
        {IntegrityCheckName::Positions, 14},  {IntegrityCheckName::Accounts, 1},       {IntegrityCheckName::PositionSums, 2'117},
        {IntegrityCheckName::CashSums, 4'235}, {IntegrityCheckName::Clock, 0},         {IntegrityCheckName::Anchors, 12'000},
        {IntegrityCheckName::Space, 0},       {IntegrityCheckName::Views, 12'403}};
    for (const auto& [name, compared] : counts)
        status.checks.push_back({name, IntegrityVerdict::Good, compared, 0, status.checkedAt, {}});
    for (const auto& finding : found) {
        for (auto& check : status.checks) {
            if (check.name == finding.name)
                check = {finding.name, finding.verdict, check.compared, finding.position, check.checkedAt, finding.text};
        }
    }
    window->askStatus();
    settle();
}

void WindowFixture::setTradingState(domain::TradingState state, const std::string& reason)
{
    m_account.row.state.tradingState = state;
    m_account.row.state.tradingStateReason = reason;
    desk.setAccount(m_account);
    desk.statusAnswer.tradingState = std::string(domain::nameOf(state));
    window->askStatus();
    settle();
}

void WindowFixture::fillBusy()
{
    using domain::Side;
    addAccount();
    const auto last = static_cast<std::int64_t>(desk.lastPrice(domain::InstrumentId("AAPL", "SIM")).toDoubleLossy() * 100.0 + 0.5);
    auto filledOrder = order("3a51", terms("AAPL", Side::Buy, 150, last - 20), OrderStatus::Filled, 150);
    desk.setOrder(filledOrder);
    addEvents(filledOrder);
    auto rejected = order("3a52", terms("TSLA", Side::Sell, 10, 24'900), OrderStatus::Rejected);
    rejected.reason = {domain::OrderReasonCode::VenueInsufficientPosition, {}, {}, "insufficient position: 0 held"};
    desk.setOrder(rejected);
    auto unknown = order("3a53", terms("NVDA", Side::Buy, 25, 13'090), OrderStatus::Unknown);
    unknown.unknownEvidence = "No answer within 5 s; the connection was lost after the order was written.";
    desk.setOrder(unknown);
    desk.setOrder(order("3a54", terms("AAPL", Side::Buy, 100, last - 60), OrderStatus::New));
    desk.setOrder(order("3a55", terms("AAPL", Side::Sell, 60, last + 70), OrderStatus::PartiallyFilled, 20));
    desk.setOrder(order("3a56", terms("MSFT", Side::Buy, 12, 41'150), OrderStatus::PendingCancel));
    desk.setOrder(order("3a57", terms("BTC-USD", Side::Buy, 1, 6'700'000), OrderStatus::PendingNew));
    auto contradicted = order("3a58", terms("F", Side::Buy, 400, 1'090), OrderStatus::Canceled);
    contradicted.quarantinedReports = 1;
    desk.setOrder(contradicted);
    int number = 0;
    for (const auto& [side, count, offset, minutes] : {std::tuple{Side::Buy, 100, -20, 34}, std::tuple{Side::Buy, 50, -18, 33}, std::tuple{Side::Sell, 20, 25, 8}}) {
        FillRow fill;
        fill.executionId = domain::ExecutionId("E-" + std::to_string(++number));
        fill.clientOrderId = domain::ClientOrderId(side == Side::Buy ? "3a51" : "3a55");
        fill.account = desk.practiceAccount();
        fill.instrument = domain::InstrumentId("AAPL", "SIM");
        fill.side = side;
        fill.quantity = whole(count);
        fill.price = domain::Price(Decimal::fromScaled(last + offset, 2));
        fill.commission = dollars(100);
        fill.liquidity = domain::Liquidity::Taker;
        fill.executedAt = now() - std::chrono::minutes(minutes);
        desk.setFill(fill);
    }
    PositionView position;
    auto& state = position.row.state;
    state.exists = true;
    state.account = desk.practiceAccount();
    state.instrument = domain::InstrumentId("AAPL", "SIM");
    state.currency = domain::Currency("USD");
    state.quantity = domain::SignedQuantity(Decimal::fromInteger(130));
    state.averageCost = Decimal::fromScaled((last - 19) * 130, 2);
    position.mark = PositionMark{domain::Price(Decimal::fromScaled(last, 2)), "simulated", now()};
    position.marketValue = dollars(last * 130);
    position.unrealised = dollars(19 * 130);
    position.dayProfit = dollars(19 * 130 - 200);
    position.realisedNet = dollars(-300);
    desk.setPosition(position);
    desk.moveMarket();
    desk.moveMarket();
    if (const auto key = desk.watched.empty() ? std::optional<BarsKey>() : desk.watched.back())
        desk.sendBars(*key, 600);
    settle();
}

void WindowFixture::addEvents(const OrderRow& row)
{
    const auto add = [this, &row](const std::string& type, const std::string& actor, const std::string& payload, domain::OrderEvent event) {
        auto& events = desk.eventsOf[row.stream];
        RecordedEvent recorded;
        recorded.position = 100 + static_cast<std::int64_t>(events.size()) * 3;
        recorded.stream = row.stream;
        recorded.version = static_cast<std::int64_t>(events.size()) + 1;
        recorded.typeName = type;
        recorded.occurredAt = now() - std::chrono::minutes(35);
        recorded.recordedAt = recorded.occurredAt + std::chrono::milliseconds(12);
        recorded.command = {desk.newIdentity(), desk.newIdentity(), desk.newIdentity(), actor};
        recorded.payload = payload;
        recorded.event = DomainEvent(std::move(event));
        events.push_back(recorded);
    };
    domain::OrderAccepted accepted;
    accepted.report.raw = R"({"type":"accepted","order":"V-3a51","time":"2026-01-02T14:30:00.120Z"})";
    add("order.placed", "user", R"({"quantity":"150","side":"buy","type":"limit","account":"practice-sim"})", domain::OrderPlaced());
    add("order.sending", "router", R"({"request":"r-1"})", domain::OrderSending());
    add("order.accepted", "venue:practice-sim", R"({"broker_order_id":"V-3a51"})", accepted);
}

void WindowFixture::goStale()
{
    desk.sendStream("simulated", false, StreamHealth::Stale, std::chrono::seconds(14), "nothing has come for 14 s");
    settle();
}

void WindowFixture::disconnect()
{
    desk.sendStream("simulated", false, StreamHealth::Down, std::chrono::seconds(31), "the server closed the connection");
    desk.sendStream("practice-sim", true, StreamHealth::Down, std::chrono::seconds(31), "the venue does not answer");
    desk.statusAnswer.inSync = false;
    desk.statusAnswer.syncText = "cash: ours 71 848.50, venue 71 849.50";
    desk.statusAnswer.tradingState = "halted";
    desk.statusAnswer.stoppedReason = "the journal cannot be written: no space left on device.";
    window->askStatus();
    settle();
}

void WindowFixture::addRecovered()
{
    desk.statusAnswer.recovered = {domain::ClientOrderId("3a53"), domain::ClientOrderId("3a56"), domain::ClientOrderId("3a51")};
    window->askStatus();
    settle();
}

}  // namespace tradecore::test
