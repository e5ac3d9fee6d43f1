#include <QTest>

#include "tests/domain/order/order_samples.h"

#include <functional>

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

using Change = std::function<void(PlaceOrderFacts&)>;

struct Case {
    const char* name;
    Change change;
    OrderReasonCode code;
    const char* asked;
    const char* allowed;
};

void asType(PlaceOrderFacts& facts, OrderType type, const char* limit, const char* stop)
{
    facts.terms.type = type;
    facts.terms.limitPrice = limit != nullptr ? std::optional(price(limit)) : std::nullopt;
    facts.terms.stopPrice = stop != nullptr ? std::optional(price(stop)) : std::nullopt;
}

void asSell(PlaceOrderFacts& facts, std::string_view size)
{
    facts.terms.side = Side::Sell;
    facts.terms.quantity = quantity(size);
}

std::vector<Case> termCases()
{
    using Code = OrderReasonCode;
    return {
        {"id with a blank", [](auto& f) { f.clientOrderId = ClientOrderId("a b"); }, Code::InvalidClientOrderId, "a b", ""},
        {"empty id", [](auto& f) { f.clientOrderId = ClientOrderId(); }, Code::InvalidClientOrderId, "", ""},
        {"account", [](auto& f) { f.risk.accountKnown = false; }, Code::UnknownAccount, "practice-sim", ""},
        {"instrument", [](auto& f) { f.instrument.reset(); }, Code::UnknownInstrument, "AAPL.SIM", ""},
        {"other instrument", [](auto& f) { f.instrument->id = InstrumentId("MSFT", "SIM"); }, Code::UnknownInstrument,
         "AAPL.SIM", ""},
        {"zero", [](auto& f) { f.terms.quantity = Quantity(); }, Code::QuantityNotPositive, "0", "1"},
        {"lot", [](auto& f) { f.terms.quantity = quantity("1.5"); }, Code::QuantityNotMultipleOfLot, "1.5", "1"},
        {"minimum", [](auto& f) { f.instrument->minimumQuantity = quantity("200"); }, Code::QuantityBelowMinimum, "100", "200"},
        {"maximum", [](auto& f) { f.terms.quantity = quantity("10001"); }, Code::QuantityAboveMaximum, "10001", "10000"},
        {"limit missing", [](auto& f) { asType(f, OrderType::Limit, nullptr, nullptr); }, Code::LimitPriceMissing, "", ""},
        {"limit on market", [](auto& f) { asType(f, OrderType::Market, "187.2", nullptr); }, Code::LimitPriceNotAllowed,
         "187.2", ""},
        {"limit on stop", [](auto& f) { asType(f, OrderType::Stop, "187.2", "190"); }, Code::LimitPriceNotAllowed, "187.2", ""},
        {"stop missing", [](auto& f) { asType(f, OrderType::StopLimit, "187.2", nullptr); }, Code::StopPriceMissing, "", ""},
        {"stop on limit", [](auto& f) { asType(f, OrderType::Limit, "187.2", "190"); }, Code::StopPriceNotAllowed, "190", ""},
        {"limit tick", [](auto& f) { asType(f, OrderType::Limit, "187.203", nullptr); }, Code::PriceNotMultipleOfTick,
         "187.203", "0.01"},
        {"stop tick", [](auto& f) { asType(f, OrderType::Stop, nullptr, "190.001"); }, Code::PriceNotMultipleOfTick, "190.001",
         "0.01"},
        {"limit zero", [](auto& f) { asType(f, OrderType::Limit, "0", nullptr); }, Code::PriceNotPositive, "0", "0"},
        {"stop negative", [](auto& f) { asType(f, OrderType::Stop, nullptr, "-1"); }, Code::PriceNotPositive, "-1", "0"},
    };
}

std::vector<Case> riskCases()
{
    using Code = OrderReasonCode;
    return {
        {"halted", [](auto& f) { f.risk.tradingState = TradingState::Halted; }, Code::TradingHalted, "", ""},
        {"halted, selling", [](auto& f) { asSell(f, "1"); f.risk.tradingState = TradingState::Halted; }, Code::TradingHalted,
         "", ""},
        {"buy of a long while reducing", [](auto& f) { f.risk.tradingState = TradingState::Reducing; },
         Code::TradingReduceOnly, "100", "0"},
        {"sell of too much while reducing", [](auto& f) { asSell(f, "501"); f.risk.tradingState = TradingState::Reducing; },
         Code::TradingReduceOnly, "501", "500"},
        {"stream", [](auto& f) { f.risk.orderStreamConfirmed = false; }, Code::OrderStreamNotConfirmed, "practice-sim", ""},
        {"cash one cent short", [](auto& f) { f.risk.availableCash = usd("18720.99"); }, Code::InsufficientBuyingPower,
         "18721.00", "18720.99"},
        {"no cash", [](auto& f) { f.risk.availableCash.reset(); }, Code::InsufficientBuyingPower, "18721.00", "0.00"},
        {"cash of another currency",
         [](auto& f) { f.risk.availableCash = Money(Decimal::fromInteger(100000), Currency("EUR")); },
         Code::InsufficientBuyingPower, "18721.00", "0"},
        {"market by the last price",
         [](auto& f) { asType(f, OrderType::Market, nullptr, nullptr); f.risk.availableCash = usd("18725.99"); },
         Code::InsufficientBuyingPower, "18726.00", "18725.99"},
        {"stop by the stop", [](auto& f) { asType(f, OrderType::Stop, nullptr, "190"); f.risk.availableCash = usd("19000"); },
         Code::InsufficientBuyingPower, "19001.00", "19000.00"},
        {"stop below the market",
         [](auto& f) { asType(f, OrderType::Stop, nullptr, "180"); f.risk.availableCash = usd("18725"); },
         Code::InsufficientBuyingPower, "18726.00", "18725.00"},
        {"stop limit by the limit",
         [](auto& f) { asType(f, OrderType::StopLimit, "191", "190"); f.risk.availableCash = usd("19100"); },
         Code::InsufficientBuyingPower, "19101.00", "19100.00"},
        {"market without a price",
         [](auto& f) { asType(f, OrderType::Market, nullptr, nullptr); f.risk.referencePrice.reset(); },
         Code::NoReferencePrice, "100", ""},
        {"short", [](auto& f) { asSell(f, "501"); }, Code::InsufficientPosition, "501", "500"},
        {"sold twice", [](auto& f) { asSell(f, "100"); f.risk.openSellQuantity = quantity("450"); },
         Code::InsufficientPosition, "100", "50"},
        {"sell of a short", [](auto& f) { asSell(f, "1"); f.risk.position = quantity("5").asShort(); },
         Code::InsufficientPosition, "1", "0"},
    };
}

void addCases(const std::vector<Case>& cases)
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < cases.size(); ++i)
        QTest::newRow(cases[i].name) << static_cast<int>(i);
}

void verifyDenied(const Case& expected)
{
    auto facts = placing();
    expected.change(facts);
    const auto events = decidePlace({}, facts).value();
    QCOMPARE(events.size(), std::size_t{1});
    const auto* denied = std::get_if<OrderDenied>(&events.front());
    QVERIFY(denied != nullptr);
    QCOMPARE(QString::fromStdString(std::string(nameOf(denied->reason.code))),
             QString::fromStdString(std::string(nameOf(expected.code))));
    QCOMPARE(QString::fromStdString(denied->reason.asked), QString::fromLatin1(expected.asked));
    QCOMPARE(QString::fromStdString(denied->reason.allowed), QString::fromLatin1(expected.allowed));
    const auto state = fold({}, events.front());
    QVERIFY(state.status == OrderStatus::Denied && state.reason == denied->reason && state.leaves().isZero());
}

bool isPlaced(const PlaceOrderFacts& facts)
{
    const auto events = decidePlace({}, facts).value();
    return events.size() == 1 && std::holds_alternative<OrderPlaced>(events.front());
}

}  // namespace

class OrderPlaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void badTermsAreDeniedWithTheirNumbers_data() { addCases(termCases()); }
    void badTermsAreDeniedWithTheirNumbers();
    void riskIsDeniedWithItsNumbers_data() { addCases(riskCases()); }
    void riskIsDeniedWithItsNumbers();
    void goodOrdersArePlaced();
    void reducingOrdersPassWhileReducing();
    void protectiveSellNeedsNoPrice();
    void exactlyEnoughIsEnough();
    void hugeOrdersAreDeniedNotOverflowing();
    void placingTwiceSaysNothingNew();
    void placingOtherTermsUnderOneIdIsRefused();
    void sendingAsksTheGateAgain();
    void whatHasWaitedTooLongIsNotSent();
    void anOrderIsSentAtMostOnce();
    void deadRequestsAreNotSent();
    void replacesPassTheGateAndCancelsAlwaysDo();
};

void OrderPlaceTest::badTermsAreDeniedWithTheirNumbers()
{
    QFETCH(int, index);
    verifyDenied(termCases()[static_cast<std::size_t>(index)]);
}

void OrderPlaceTest::riskIsDeniedWithItsNumbers()
{
    QFETCH(int, index);
    verifyDenied(riskCases()[static_cast<std::size_t>(index)]);
}

void OrderPlaceTest::goodOrdersArePlaced()
{
    QVERIFY(isPlaced(placing()));
    for (const auto& [type, limit, stop] : {std::tuple(OrderType::Market, static_cast<const char*>(nullptr),
                                                       static_cast<const char*>(nullptr)),
                                            std::tuple(OrderType::Stop, static_cast<const char*>(nullptr), "190"),
                                            std::tuple(OrderType::StopLimit, "191", "190")}) {
        auto facts = placing();
        asType(facts, type, limit, stop);
        QVERIFY(isPlaced(facts));
    }
    auto sell = placing();
    asSell(sell, "500");
    QVERIFY(isPlaced(sell));
    const auto state = placed();
    QVERIFY(state.status == OrderStatus::PendingNew && state.terms == limitBuy() && !state.submitSent);
    QVERIFY(state.leaves() == quantity("100") && !state.averageFillPrice());
}

void OrderPlaceTest::reducingOrdersPassWhileReducing()
{
    auto sell = placing();
    asSell(sell, "500");
    sell.risk.tradingState = TradingState::Reducing;
    QVERIFY(isPlaced(sell));
    auto buy = placing();
    buy.risk.position = quantity("100").asShort();
    buy.risk.tradingState = TradingState::Reducing;
    QVERIFY(isPlaced(buy));
    buy.risk.position = quantity("99").asShort();
    QVERIFY(!isPlaced(buy));
}

void OrderPlaceTest::protectiveSellNeedsNoPrice()
{
    auto facts = placing();
    asSell(facts, "500");
    asType(facts, OrderType::Market, nullptr, nullptr);
    facts.risk.referencePrice.reset();
    QVERIFY(isPlaced(facts));
}

void OrderPlaceTest::exactlyEnoughIsEnough()
{
    auto facts = placing();
    facts.risk.availableCash = usd("18721");
    QVERIFY(isPlaced(facts));
}

void OrderPlaceTest::hugeOrdersAreDeniedNotOverflowing()
{
    auto facts = placing(limitBuy("999999999999999999", "999999999999999999"));
    facts.instrument->maximumQuantity = Quantity();
    const auto events = decidePlace({}, facts).value();
    QCOMPARE(std::get<OrderDenied>(events.front()).reason.code, OrderReasonCode::InsufficientBuyingPower);
}

void OrderPlaceTest::placingTwiceSaysNothingNew()
{
    QVERIFY(decidePlace(placed(), placing()).value().empty());
    QVERIFY(decidePlace(partlyFilled(), placing()).value().empty());
    const auto replaced = after(pendingReplace(), replacedTo("200"));
    QVERIFY(decidePlace(replaced, placing()).value().empty());  // the terms it was placed with, not the ones it has now
    auto bad = placing();
    bad.risk.availableCash.reset();
    const auto denied = foldAll({}, decidePlace({}, bad).value());
    QVERIFY(decidePlace(denied, placing()).value().empty());
}

void OrderPlaceTest::placingOtherTermsUnderOneIdIsRefused()
{
    const auto answer = decidePlace(placed(), placing(limitBuy("101")));
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().code, OrderReasonCode::VenueDuplicateClientOrderId);
}

void OrderPlaceTest::sendingAsksTheGateAgain()
{
    auto risk = richAccount();
    risk.tradingState = TradingState::Halted;
    const auto events = decideSend(placed(), RequestId("submit-1"), risk).value();
    QCOMPARE(std::get<OrderWithheld>(events.front()).reason.code, OrderReasonCode::TradingHalted);
    QCOMPARE(foldAll(placed(), events).status, OrderStatus::Denied);
    QVERIFY(sent().submitSent && sent().status == OrderStatus::PendingNew);
}

void OrderPlaceTest::whatHasWaitedTooLongIsNotSent()
{
    QVERIFY(std::holds_alternative<OrderSending>(decideSend(placed(), RequestId("submit-1"), richAccount(), longestWait).value().front()));
    const Duration late = longestWait + std::chrono::milliseconds(1);
    const auto events = decideSend(placed(), RequestId("submit-1"), richAccount(), late).value();
    QCOMPARE(std::get<OrderWithheld>(events.front()).reason.code, OrderReasonCode::Throttled);
    QCOMPARE(std::get<OrderWithheld>(events.front()).reason.asked, std::string("2001"));
    const auto replace = decideSend(pendingReplace(), RequestId("replace-1"), richAccount(), late).value();
    QCOMPARE(std::get<OrderReplaceRefused>(replace.front()).reason.code, OrderReasonCode::Throttled);
    QVERIFY(decideSend(pendingCancel(), RequestId("cancel-1"), richAccount(), late).value().empty());   // a cancel always leaves
}

void OrderPlaceTest::anOrderIsSentAtMostOnce()
{
    for (const auto& state : {sent(), unknown(), working(), partlyFilled(), pendingCancel()})
        QVERIFY(!decideSend(state, RequestId("submit-1"), richAccount()).has_value());
}

void OrderPlaceTest::deadRequestsAreNotSent()
{
    QCOMPARE(decideSend({}, RequestId("submit-1"), richAccount()).error().code, OrderReasonCode::OrderNotFound);
    const auto canceled = foldAll(placed(), decideCancel(placed(), RequestId("cancel-1")).value());
    QCOMPARE(decideSend(canceled, RequestId("submit-1"), richAccount()).error().code, OrderReasonCode::OrderNotOpen);
    QVERIFY(!decideSend(working(), RequestId("cancel-1"), richAccount()).has_value());
    const auto filled = after(pendingCancel(), fillOf("0", "100", "E1"));
    QCOMPARE(decideSend(filled, RequestId("cancel-1"), richAccount()).error().code, OrderReasonCode::OrderNotOpen);
}

void OrderPlaceTest::replacesPassTheGateAndCancelsAlwaysDo()
{
    auto halted = richAccount();
    halted.tradingState = TradingState::Halted;
    halted.orderStreamConfirmed = false;
    QVERIFY(decideSend(pendingCancel(), RequestId("cancel-1"), halted).value().empty());
    QVERIFY(decideSend(pendingReplace(), RequestId("replace-1"), richAccount()).value().empty());
    const auto refusedEvents = decideSend(pendingReplace(), RequestId("replace-1"), halted).value();
    const auto state = foldAll(pendingReplace(), refusedEvents);
    QVERIFY(state.status == OrderStatus::New && !state.replaceRequest);
    QCOMPARE(state.reason.code, OrderReasonCode::TradingHalted);
}

QTEST_GUILESS_MAIN(OrderPlaceTest)
#include "order_place_test.moc"
