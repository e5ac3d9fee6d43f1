// The pre-trade limits R1 to R7: each at its edge, what reduces, and 10,000 slips of the hand.
#include <QTest>
#include <rapidcheck.h>

#include "domain/order/order_decisions.h"
#include "domain/risk/pre_trade_checks.h"
#include "tests/domain/order/order_samples.h"

#include <functional>

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

struct Case {
    const char* name;
    std::function<void(RiskFacts&, OrderTerms&)> change;
    OrderReasonCode code;   // None: it passes
    const char* asked;
    const char* allowed;
};

void only(RiskFacts& risk, RiskLimit limit, const char* value)
{
    risk.limits = RiskLimits();
    risk.limits.set(limit, Decimal::parse(value).value());
}

OrderReason reasonFor(const RiskFacts& risk, const OrderTerms& terms)
{
    return checkLimits(risk, terms, terms.quantity).value_or(OrderReason{});
}

RiskFacts flat()
{
    RiskFacts risk = richAccount();
    risk.position = SignedQuantity();
    return risk;
}

using Code = OrderReasonCode;

std::vector<Case> edges()
{
    return {
        {"R1 at the limit", [](auto& r, auto&) { only(r, RiskLimit::OrderSize, "100"); }, Code::None, "", ""},
        {"R1 one above", [](auto& r, auto&) { only(r, RiskLimit::OrderSize, "99"); }, Code::RiskOrderSize, "100", "99"},
        {"R2 at the limit", [](auto& r, auto&) { only(r, RiskLimit::OrderNotional, "18720"); }, Code::None, "", ""},
        {"R2 one cent above", [](auto& r, auto&) { only(r, RiskLimit::OrderNotional, "18719.99"); }, Code::RiskOrderNotional, "18720.00", "18719.99"},
        {"R2 market by the market's price", [](auto& r, auto& t) {
             only(r, RiskLimit::OrderNotional, "18724");
             t.type = OrderType::Market;
             t.limitPrice.reset();
         }, Code::RiskOrderNotional, "18725.00", "18724.00"},
        {"R2 market without a price", [](auto& r, auto& t) {
             only(r, RiskLimit::OrderNotional, "1");
             r.referencePrice.reset();
             t.limitPrice.reset();
         }, Code::None, "", ""},
        {"R3 at the collar", [](auto& r, auto& t) { only(r, RiskLimit::PriceCollar, "20"); t.limitPrice = price("224.70"); }, Code::None, "", ""},
        {"R3 beyond", [](auto& r, auto& t) { only(r, RiskLimit::PriceCollar, "20"); t.limitPrice = price("224.71"); }, Code::RiskPriceCollar, "224.71", "224.7"},
        {"R3 a deep bid waits", [](auto& r, auto& t) { only(r, RiskLimit::PriceCollar, "20"); t.limitPrice = price("1.00"); }, Code::None, "", ""},
        {"R3 a sell far below", [](auto& r, auto& t) { only(r, RiskLimit::PriceCollar, "20"); t.side = Side::Sell; t.limitPrice = price("149.79"); },
         Code::RiskPriceCollar, "149.79", "149.8"},
        {"R3 a sell far above waits", [](auto& r, auto& t) { only(r, RiskLimit::PriceCollar, "20"); t.side = Side::Sell; t.limitPrice = price("900"); }, Code::None, "", ""},
        {"R3 a stop limit is measured from its stop", [](auto& r, auto& t) {
             only(r, RiskLimit::PriceCollar, "1");
             t.type = OrderType::StopLimit;
             t.stopPrice = price("250");
             t.limitPrice = price("252.50");
         }, Code::None, "", ""},
        {"R3 a stop limit far from its stop", [](auto& r, auto& t) {
             only(r, RiskLimit::PriceCollar, "1");
             t.type = OrderType::StopLimit;
             t.stopPrice = price("250");
             t.limitPrice = price("252.51");
         }, Code::RiskPriceCollar, "252.51", "252.5"},
        {"R4 the last that is allowed", [](auto& r, auto&) { only(r, RiskLimit::OrderRate, "60"); r.ordersInLastMinute = 59; }, Code::None, "", ""},
        {"R4 one too many", [](auto& r, auto&) { only(r, RiskLimit::OrderRate, "60"); r.ordersInLastMinute = 60; }, Code::RiskOrderRate, "61", "60"},
        {"R4 a replace is no order", [](auto& r, auto&) { only(r, RiskLimit::OrderRate, "60"); r.ordersInLastMinute = 60; r.countsForRate = false; }, Code::None, "", ""},
        {"R5 after 2 s", [](auto& r, auto&) { only(r, RiskLimit::DuplicateTime, "2"); r.sinceSameOrder = std::chrono::seconds(2); }, Code::None, "", ""},
        {"R5 just before", [](auto& r, auto&) { only(r, RiskLimit::DuplicateTime, "2"); r.sinceSameOrder = std::chrono::milliseconds(1999); }, Code::RiskDuplicate, "1999", "2"},
        {"R6 one cent before", [](auto& r, auto&) { only(r, RiskLimit::DailyLoss, "500"); r.dayProfit = usd("-499.99"); }, Code::None, "", ""},
        {"R6 reached", [](auto& r, auto&) { only(r, RiskLimit::DailyLoss, "500"); r.dayProfit = usd("-500"); }, Code::RiskDailyLoss, "500.00", "500.00"},
        {"R6 a profit", [](auto& r, auto&) { only(r, RiskLimit::DailyLoss, "500"); r.dayProfit = usd("501"); }, Code::None, "", ""},
        {"R7 at the limit", [](auto& r, auto&) { only(r, RiskLimit::PositionSize, "100"); }, Code::None, "", ""},
        {"R7 open orders count", [](auto& r, auto&) { only(r, RiskLimit::PositionSize, "100"); r.openBuyQuantity = quantity("1"); }, Code::RiskPositionSize, "101", "100"},
        {"R7 a short grows too", [](auto& r, auto& t) { only(r, RiskLimit::PositionSize, "99"); t.side = Side::Sell; }, Code::RiskPositionSize, "100", "99"},
    };
}

}  // namespace

class PreTradeChecksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachLimitHasItsEdge_data();
    void eachLimitHasItsEdge();
    void limitsThatAreOffRefuseNothing();
    void whatReducesPasses_data();
    void whatReducesPasses();
    void aFlattenIsNotHeldUp();
    void theGateRefusesWhenPlacingAndWhenSending();
    void reducingLetsOnlyReducingOrdersPass();
    void slipsOfTheHandAreRefused();
};

void PreTradeChecksTest::eachLimitHasItsEdge_data()
{
    QTest::addColumn<int>("index");
    const auto cases = edges();
    for (std::size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name) << static_cast<int>(i);
}

void PreTradeChecksTest::eachLimitHasItsEdge()
{
    QFETCH(const int, index);
    const auto all = edges();
    const Case& edge = all[static_cast<std::size_t>(index)];
    RiskFacts risk = flat();
    OrderTerms terms = limitBuy();
    edge.change(risk, terms);
    const OrderReason reason = reasonFor(risk, terms);
    QCOMPARE(QString::fromStdString(std::string(nameOf(reason.code))), QString::fromStdString(std::string(nameOf(edge.code))));
    QCOMPARE(QString::fromStdString(reason.asked), QString::fromLatin1(edge.asked));
    QCOMPARE(QString::fromStdString(reason.allowed), QString::fromLatin1(edge.allowed));
}

void PreTradeChecksTest::limitsThatAreOffRefuseNothing()
{
    RiskFacts risk = flat();
    risk.ordersInLastMinute = 1'000'000;
    risk.sinceSameOrder = Duration();
    risk.dayProfit = usd("-1000000");
    QVERIFY(!checkLimits(risk, limitBuy("1000000", "1000000"), quantity("1000000")));
}

void PreTradeChecksTest::whatReducesPasses_data()
{
    QTest::addColumn<int>("limit");
    QTest::addColumn<bool>("passes");
    QTest::newRow("R1") << static_cast<int>(RiskLimit::OrderSize) << true;
    QTest::newRow("R2") << static_cast<int>(RiskLimit::OrderNotional) << true;
    QTest::newRow("R6") << static_cast<int>(RiskLimit::DailyLoss) << true;
    QTest::newRow("R7") << static_cast<int>(RiskLimit::PositionSize) << true;
    QTest::newRow("R4") << static_cast<int>(RiskLimit::OrderRate) << false;
    QTest::newRow("R5") << static_cast<int>(RiskLimit::DuplicateTime) << false;
}

// A sell of what is held, against the tightest limit of each kind; one share more than is held does not reduce.
void PreTradeChecksTest::whatReducesPasses()
{
    QFETCH(const int, limit);
    QFETCH(const bool, passes);
    RiskFacts risk = richAccount();
    risk.limits.set(static_cast<RiskLimit>(limit), Decimal::fromInteger(1));
    risk.ordersInLastMinute = 5;
    risk.sinceSameOrder = Duration();
    risk.dayProfit = usd("-5");
    OrderTerms terms = limitBuy("500");
    terms.side = Side::Sell;
    QCOMPARE(!checkLimits(risk, terms, terms.quantity), passes);
    risk.openSellQuantity = quantity("1");
    // R7 looks at the size alone, and the position does not grow.
    QCOMPARE(checkLimits(risk, terms, terms.quantity).has_value(), static_cast<RiskLimit>(limit) != RiskLimit::PositionSize);
}

void PreTradeChecksTest::aFlattenIsNotHeldUp()
{
    RiskFacts risk = richAccount();
    risk.limits = defaultRiskLimits();
    risk.tradingState = TradingState::Reducing;
    risk.ordersInLastMinute = 1'000;
    risk.sinceSameOrder = Duration();
    OrderTerms terms = limitBuy("500");
    terms.side = Side::Sell;
    terms.type = OrderType::Market;
    terms.limitPrice.reset();
    QVERIFY(!checkLimits(risk, terms, terms.quantity));
}

void PreTradeChecksTest::theGateRefusesWhenPlacingAndWhenSending()
{
    PlaceOrderFacts facts = placing();
    facts.risk.limits.set(RiskLimit::OrderSize, Decimal::fromInteger(99));
    const auto denied = decidePlace({}, facts).value();
    QVERIFY(std::get<OrderDenied>(denied.front()).reason.code == Code::RiskOrderSize);
    // The limit was lowered after the order was placed.
    const auto withheld = decideSend(placed(), RequestId("submit-1"), facts.risk).value();
    QVERIFY(std::get<OrderWithheld>(withheld.front()).reason.code == Code::RiskOrderSize);
}

void PreTradeChecksTest::reducingLetsOnlyReducingOrdersPass()
{
    RiskFacts risk = richAccount();
    risk.tradingState = TradingState::Reducing;
    risk.position = quantity("50").asShort();
    risk.openBuyQuantity = quantity("20");
    QVERIFY(reducible(risk, Side::Buy) == quantity("30"));
    QVERIFY(reducible(risk, Side::Sell).isZero());
    PlaceOrderFacts facts = placing(limitBuy("30"));
    facts.risk = risk;
    QVERIFY(std::holds_alternative<OrderPlaced>(decidePlace({}, facts).value().front()));
    facts.terms = limitBuy("31");
    QVERIFY(std::get<OrderDenied>(decidePlace({}, facts).value().front()).reason.code == Code::TradingReduceOnly);
}

// G18: an order that a person means, then one slip of the hand with it: ten or a hundred times the size, a price 20 % and more on the wrong side,
// the same again within two seconds, more than so many in a minute. Each is refused, and by the limit that is meant for it.
void PreTradeChecksTest::slipsOfTheHandAreRefused()
{
    int tried = 0;
    qputenv("RC_PARAMS", "max_success=10000");
    const bool good = rc::check("every slip is refused", [&tried] {
        RiskFacts risk = flat();
        risk.limits = defaultRiskLimits();
        const std::int64_t cents = *rc::gen::inRange<std::int64_t>(100, 50'000);
        risk.referencePrice = Price(Decimal::fromScaled(cents, 2));
        const std::int64_t shares = *rc::gen::inRange<std::int64_t>(1, 5'000);
        const std::int64_t near = cents + *rc::gen::inRange<std::int64_t>(-cents / 20, cents / 20 + 1);
        OrderTerms terms = limitBuy(std::to_string(shares), Decimal::fromScaled(near, 2).toString());
        terms.side = *rc::gen::element(Side::Buy, Side::Sell);
        // What is usual here: twice the order would still be meant.
        risk.limits.set(RiskLimit::OrderSize, Decimal::fromInteger(shares * 2));
        risk.limits.set(RiskLimit::OrderNotional, Decimal::fromScaled(near * shares * 2, 2));
        RC_ASSERT(!checkLimits(risk, terms, terms.quantity));
        Code wanted = Code::None;
        switch (*rc::gen::inRange(0, 5)) {
        case 0:
            terms.quantity = quantity(std::to_string(shares * *rc::gen::element<std::int64_t>(10, 100)));
            wanted = Code::RiskOrderSize;
            break;
        case 1: {   // the size of another symbol, whose price is ten times as high
            terms.limitPrice = Price(Decimal::fromScaled(near * 10, 2));
            risk.referencePrice = terms.limitPrice;
            wanted = Code::RiskOrderNotional;
            break;
        }
        case 2: {
            const std::int64_t perCent = *rc::gen::inRange<std::int64_t>(21, 90);
            const std::int64_t wrong = terms.side == Side::Buy ? cents * (100 + perCent) / 100 + 1 : cents * (100 - perCent) / 100;
            terms.limitPrice = Price(Decimal::fromScaled(std::max<std::int64_t>(wrong, 1), 2));
            risk.limits.set(RiskLimit::OrderNotional, std::nullopt);
            wanted = Code::RiskPriceCollar;
            break;
        }
        case 3:
            risk.sinceSameOrder = std::chrono::milliseconds(*rc::gen::inRange(0, 2'000));
            wanted = Code::RiskDuplicate;
            break;
        default:
            risk.ordersInLastMinute = *rc::gen::inRange(60, 500);
            wanted = Code::RiskOrderRate;
            break;
        }
        const OrderReason reason = reasonFor(risk, terms);
        RC_ASSERT(nameOf(reason.code) == nameOf(wanted));
        RC_ASSERT(!reason.asked.empty() && !reason.allowed.empty());
        ++tried;
    });
    qunsetenv("RC_PARAMS");
    QVERIFY(good);
    QVERIFY2(tried >= 10'000, qPrintable(QString::number(tried)));
}

QTEST_GUILESS_MAIN(PreTradeChecksTest)
#include "pre_trade_checks_test.moc"
