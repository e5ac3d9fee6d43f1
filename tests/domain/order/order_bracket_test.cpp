// Brackets: the exits of an entry, and the judgement whether they protect it.
#include <QTest>

#include "domain/order/order_bracket.h"
#include "tests/domain/order/order_samples.h"

using namespace tradecore;
using namespace tradecore::domain;
using namespace tradecore::test;

namespace {

OrderState entryFilled(std::string_view filled)
{
    OrderState entry = foldAll(working(), {OrderExitsAttached{ClientOrderId("target"), ClientOrderId("stop")}});
    return filled == "0" ? entry : after(entry, fillOf("0", filled, "E1"));
}

OrderState stopIn(OrderStatus status)
{
    OrderState state;
    state.status = status;
    state.terms = stopLossTerms(limitBuy(), ClientOrderId("order-1"), {price("190"), price("180")});
    return state;
}

ProtectionFacts with(const OrderState& stop, std::string_view position)
{
    return {&stop, nullptr, quantity(position).asLong()};
}

}  // namespace

class OrderBracketTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exitsAreOfTheOtherSideAndShareOneQuantity();
    void aSingleExitSharesWithNobody();
    void exitsOnTheWrongSideAreRefused_data();
    void exitsOnTheWrongSideAreRefused();
    void aStopProtectsAsLongAsItMayWork_data();
    void aStopProtectsAsLongAsItMayWork();
    void aSmallerStopLeavesTheRestNaked();
    void whatTheExitsHaveClosedNeedsNoStop();
    void whatIsNotHeldNeedsNoStop();
    void protectionComesBackOnce();
    void anOrderWithoutAStopIsNotJudged();
};

void OrderBracketTest::exitsAreOfTheOtherSideAndShareOneQuantity()
{
    const ExitPrices prices{price("190"), price("180")};
    const auto target = takeProfitTerms(limitBuy(), ClientOrderId("order-1"), prices);
    const auto stop = stopLossTerms(limitBuy(), ClientOrderId("order-1"), prices);
    QVERIFY(target.side == Side::Sell && target.type == OrderType::Limit && target.limitPrice == price("190") && !target.stopPrice);
    QVERIFY(stop.side == Side::Sell && stop.type == OrderType::Stop && stop.stopPrice == price("180") && !stop.limitPrice);
    QVERIFY(target.parent == ClientOrderId("order-1") && stop.parent == target.parent);
    QVERIFY(target.oneCancelsOther && target.oneCancelsOther == stop.oneCancelsOther);
    QVERIFY(stop.quantity == quantity("100") && stop.timeInForce == TimeInForce::GoodTillCancel);
}

void OrderBracketTest::aSingleExitSharesWithNobody()
{
    QVERIFY(!stopLossTerms(limitBuy(), ClientOrderId("order-1"), {std::nullopt, price("180")}).oneCancelsOther);
}

void OrderBracketTest::exitsOnTheWrongSideAreRefused_data()
{
    QTest::addColumn<bool>("buys");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("stop");
    QTest::addColumn<bool>("passes");
    QTest::newRow("buy") << true << "190" << "180" << true;
    QTest::newRow("buy, target below the stop") << true << "180" << "190" << false;
    QTest::newRow("buy, target below the entry") << true << "187" << "180" << false;
    QTest::newRow("buy, stop above the entry") << true << "190" << "188" << false;
    QTest::newRow("buy, stop at the entry") << true << "" << "187.20" << false;
    QTest::newRow("buy, stop alone") << true << "" << "180" << true;
    QTest::newRow("sell") << false << "180" << "190" << true;
    QTest::newRow("sell, the buy's exits") << false << "190" << "180" << false;
}

void OrderBracketTest::exitsOnTheWrongSideAreRefused()
{
    QFETCH(const bool, buys);
    QFETCH(const QString, target);
    QFETCH(const QString, stop);
    QFETCH(const bool, passes);
    OrderTerms entry = limitBuy();
    entry.side = buys ? Side::Buy : Side::Sell;
    const auto priceOrNone = [](const QString& text) { return text.isEmpty() ? std::nullopt : std::optional(price(text.toStdString())); };
    const auto refusal = checkExits(entry, {priceOrNone(target), priceOrNone(stop)});
    QCOMPARE(!refusal, passes);
    QVERIFY(passes || refusal->code == OrderReasonCode::ExitOnWrongSide);
}

void OrderBracketTest::aStopProtectsAsLongAsItMayWork_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("covers");
    for (int i = 0; i <= static_cast<int>(OrderStatus::DoneForDay); ++i) {
        const auto status = static_cast<OrderStatus>(i);
        const bool covers = status == OrderStatus::PendingNew || status == OrderStatus::New || status == OrderStatus::PartiallyFilled
            || status == OrderStatus::PendingReplace || status == OrderStatus::PendingCancel;
        QTest::newRow(std::string(nameOf(status)).c_str()) << i << covers;
    }
}

void OrderBracketTest::aStopProtectsAsLongAsItMayWork()
{
    QFETCH(const int, status);
    QFETCH(const bool, covers);
    const auto stop = stopIn(static_cast<OrderStatus>(status));
    const auto events = decideProtection(entryFilled("40"), with(stop, "40"));
    QCOMPARE(events.empty(), covers);
    if (covers)
        return;
    const auto* lost = std::get_if<OrderLostProtection>(&events.front());
    QVERIFY(lost != nullptr);
    QCOMPARE(QString::fromStdString(lost->quantity.toString()), QStringLiteral("40"));
}

void OrderBracketTest::aSmallerStopLeavesTheRestNaked()
{
    auto stop = stopIn(OrderStatus::New);
    stop.terms.quantity = quantity("30");
    const auto events = decideProtection(entryFilled("40"), with(stop, "40"));
    QCOMPARE(QString::fromStdString(std::get<OrderLostProtection>(events.front()).quantity.toString()), QStringLiteral("10"));
}

void OrderBracketTest::whatTheExitsHaveClosedNeedsNoStop()
{
    auto stop = stopIn(OrderStatus::Canceled);
    auto target = stopIn(OrderStatus::Filled);
    target.cumulative = quantity("40");
    QVERIFY(decideProtection(entryFilled("40"), {&stop, &target, SignedQuantity()}).empty());
}

void OrderBracketTest::whatIsNotHeldNeedsNoStop()
{
    const auto stop = stopIn(OrderStatus::Rejected);
    QVERIFY(decideProtection(entryFilled("40"), with(stop, "0")).empty());
    const auto events = decideProtection(entryFilled("40"), with(stop, "15"));
    QCOMPARE(QString::fromStdString(std::get<OrderLostProtection>(events.front()).quantity.toString()), QStringLiteral("15"));
}

void OrderBracketTest::protectionComesBackOnce()
{
    const auto rejected = stopIn(OrderStatus::Rejected);
    OrderState entry = entryFilled("40");
    entry = foldAll(entry, decideProtection(entry, with(rejected, "40")));
    QVERIFY(entry.unprotected == quantity("40"));
    QVERIFY(decideProtection(entry, with(rejected, "40")).empty());
    const auto restored = decideProtection(entry, with(rejected, "0"));
    QVERIFY(std::holds_alternative<OrderProtectionRestored>(restored.front()));
    entry = foldAll(entry, restored);
    QVERIFY(!entry.unprotected && decideProtection(entry, with(rejected, "0")).empty());
}

void OrderBracketTest::anOrderWithoutAStopIsNotJudged()
{
    QVERIFY(decideProtection(partlyFilled(), {nullptr, nullptr, quantity("40").asLong()}).empty());
}

QTEST_GUILESS_MAIN(OrderBracketTest)
#include "order_bracket_test.moc"
