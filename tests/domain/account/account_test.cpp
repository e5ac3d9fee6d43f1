#include <QTest>

#include "domain/account/account.h"

#include <rapidcheck.h>

using namespace tradecore;
using namespace tradecore::domain;

namespace {

Money usd(std::string_view amount)
{
    return {Decimal::parse(amount).value(), Currency("USD")};
}

AccountState foldAll(AccountState state, const AccountEvents& events)
{
    for (const auto& event : events)
        state = fold(std::move(state), event);
    return state;
}

AccountOpened opening()
{
    return {AccountId("practice-sim"), "virtual", "simulated", AccountMode::Practice, Currency("USD")};
}

AccountState opened()
{
    return foldAll({}, decideOpen({}, opening()));
}

AccountCashMoved activity(const char* id, const char* kind, std::string_view amount)
{
    return {id, kind, usd(amount), Timestamp::fromSeconds(1)};
}

AccountDifferenceFound difference(const char* id, const char* ours, const char* broker)
{
    return {id, "cash", "USD", ours, broker, Timestamp::fromSeconds(2)};
}

}  // namespace

class AccountTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensOnce();
    void activitiesArePostedOnce();
    void onlyTheOwnersMoneyIsAnExternalFlow();
    void fillsMoveCashAndCommission();
    void cashIsTheSumOfItsPostings();
    void differencesOpenAndCloseOnce();
    void differenceWithNewNumbersReplacesTheOld();
    void equalNumbersAgreeWhateverTheirText();
    void tradingStateChangesOnce();
    void reconciliationKeepsItsCursor();
    void modesReadBack();
};

void AccountTest::opensOnce()
{
    const auto state = opened();
    QVERIFY(state.exists && state.broker == "virtual" && state.mode == AccountMode::Practice);
    QVERIFY(decideOpen(state, opening()).empty());
    QCOMPARE(state.cashIn(Currency("USD")), usd("0"));
    QCOMPARE(state.cashIn(Currency("EUR")).currency(), Currency("EUR"));
}

void AccountTest::activitiesArePostedOnce()
{
    const auto deposit = activity("A1", "deposit", "100000");
    const auto state = foldAll(opened(), decideCashMoved(opened(), deposit));
    QCOMPARE(state.cashIn(Currency("USD")), usd("100000"));
    QVERIFY(decideCashMoved(state, deposit).empty());
}

void AccountTest::onlyTheOwnersMoneyIsAnExternalFlow()
{
    const auto state = foldAll(opened(), {activity("1", "deposit", "1000"), activity("2", "withdrawal", "-100"),
                                          activity("3", "dividend", "7"), activity("4", "fee", "-2")});
    QCOMPARE(state.cashIn(Currency("USD")), usd("905"));
    QCOMPARE(state.externalFlows.at("USD"), usd("900").amount());
}

void AccountTest::fillsMoveCashAndCommission()
{
    const auto state = foldAll(opened(), {AccountFillPosted{ClientOrderId("o"), ExecutionId("e"), usd("-18720"), usd("1")}});
    QCOMPARE(state.cashIn(Currency("USD")), usd("-18721"));
    QCOMPARE(state.commissions.at("USD"), usd("1").amount());
}

void AccountTest::cashIsTheSumOfItsPostings()
{
    QVERIFY(rc::check("I16: cash == Σ postings, per currency, in any order", [] {
        std::map<std::string, Decimal> expected{{"USD", Decimal()}};
        AccountState forth = opened();
        AccountEvents events;
        const int count = *rc::gen::inRange(0, 30);
        for (int i = 0; i < count; ++i) {
            const Currency currency(*rc::gen::element<std::string>("USD", "EUR", "BTC"));
            const Money amount(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(-1'000'000, 1'000'000), 2), currency);
            const Money fee(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(0, 100), 2), Currency("USD"));
            if (*rc::gen::arbitrary<bool>()) {
                events.emplace_back(AccountCashMoved{std::to_string(i), "interest", amount, {}});
                expected[currency.code()] += amount.amount();
            } else {
                events.emplace_back(AccountFillPosted{ClientOrderId("o"), ExecutionId("e"), amount, fee});
                expected[currency.code()] += amount.amount();
                expected["USD"] -= fee.amount();
            }
        }
        forth = foldAll(opened(), events);
        RC_ASSERT(forth.cash == expected);
        std::ranges::reverse(events);
        RC_ASSERT(foldAll(opened(), events).cash == expected);
    }));
}

void AccountTest::differencesOpenAndCloseOnce()
{
    const auto found = difference("d1", "100", "87.66");
    const auto open = foldAll(opened(), decideCompare(opened(), found));
    QCOMPARE(open.differences.size(), std::size_t{1});
    QVERIFY(decideCompare(open, found).empty());
    const auto agreed = difference("d2", "87.66", "87.66");
    const auto closed = foldAll(open, decideCompare(open, agreed));
    QVERIFY(closed.differences.empty());
    QVERIFY(decideCompare(closed, agreed).empty());
    QCOMPARE(closed.cash, opened().cash);  // never silently overwritten
}

void AccountTest::differenceWithNewNumbersReplacesTheOld()
{
    const auto open = foldAll(opened(), decideCompare(opened(), difference("d1", "100", "87.66")));
    const auto events = decideCompare(open, difference("d3", "100", "80"));
    QCOMPARE(events.size(), std::size_t{2});
    const auto state = foldAll(open, events);
    QCOMPARE(state.differences.size(), std::size_t{1});
    QCOMPARE(state.differences.at("d3").broker, std::string("80"));
    AccountDifferenceFound other = difference("p1", "5", "6");
    other.kind = "position";
    QCOMPARE(foldAll(state, decideCompare(state, other)).differences.size(), std::size_t{2});
}

void AccountTest::equalNumbersAgreeWhateverTheirText()
{
    QVERIFY(decideCompare(opened(), difference("d", "100", "100.00")).empty());
    QVERIFY(!decideCompare(opened(), difference("d", "open", "closed")).empty());
    QVERIFY(decideCompare(opened(), difference("d", "open", "open")).empty());
}

void AccountTest::tradingStateChangesOnce()
{
    const auto state = foldAll(opened(), decideTradingState(opened(), TradingState::Halted, "kill switch"));
    QVERIFY(state.tradingState == TradingState::Halted && state.tradingStateReason == "kill switch");
    QVERIFY(decideTradingState(state, TradingState::Halted, "again").empty());
    QVERIFY(decideTradingState(opened(), TradingState::Active, "").empty());
}

void AccountTest::reconciliationKeepsItsCursor()
{
    QCOMPARE(fold(opened(), AccountReconciled{3, 1, "cursor-9"}).venueCursor, std::string("cursor-9"));
}

void AccountTest::modesReadBack()
{
    for (const auto mode : {AccountMode::Practice, AccountMode::Paper, AccountMode::Live})
        QVERIFY(parseAccountMode(nameOf(mode)) == mode);
    for (const auto state : {TradingState::Active, TradingState::Reducing, TradingState::Halted})
        QVERIFY(parseTradingState(nameOf(state)) == state);
    QVERIFY(!parseAccountMode("demo") && !parseTradingState(""));
}

QTEST_GUILESS_MAIN(AccountTest)
#include "account_test.moc"
