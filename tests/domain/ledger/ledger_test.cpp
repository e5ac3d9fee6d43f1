#include <QTest>

#include "domain/ledger/ledger.h"
#include "domain/position/position_books.h"
#include "domain/position/position_decisions.h"

#include <rapidcheck.h>

using namespace tradecore;
using namespace tradecore::domain;

namespace {

const Currency dollars("USD");

Money usd(std::int64_t cents)
{
    return {Decimal::fromScaled(cents, 2), dollars};
}

// A position and its account, led through the same events as the program does.
struct Books {
    PositionState position;
    PositionEvents history;
    PostingSet all;
    bool wereBalanced = true;

    void record(const PositionEvent& event)
    {
        add(postingsOf(position, event));
        position = fold(std::move(position), event);
        history.push_back(event);
    }
    void record(const AccountEvent& event) { add(postingsOf(event)); }
    void add(const PostingSet& set)
    {
        wereBalanced = wereBalanced && isBalanced(set);
        all.insert(all.end(), set.begin(), set.end());
    }
    [[nodiscard]] Decimal in(LedgerAccount account) const
    {
        Decimal sum;
        for (const auto& posting : all) {
            if (posting.account == account && posting.unit == dollars.code())
                sum += posting.amount;
        }
        return sum;
    }

    void fillAny(int number)
    {
        PositionFillApplied fill;
        fill.instrument = InstrumentId("BTC-USD", "SIM");
        fill.executionId = ExecutionId("e" + std::to_string(number));
        fill.side = *rc::gen::element(Side::Buy, Side::Sell);
        fill.quantity = *Quantity::from(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(2, 1'000'000), 4));
        fill.price = Price(Decimal::fromScaled(*rc::gen::inRange<std::int64_t>(1, 10'000'000), 2));
        fill.gross = notional(fill.price, fill.quantity, dollars)->postable();
        Money cashFee = usd(*rc::gen::inRange<std::int64_t>(0, 500));
        fill.commission = cashFee;
        if (*rc::gen::arbitrary<bool>()) {
            fill.baseFee = *Quantity::from(Decimal::fromScaled(1, 4));
            fill.commission = Money(fill.baseFee.value(), Currency("BTC"));
            cashFee = usd(0);
        }
        record(PositionEvent(fill));
        record(AccountEvent(AccountFillPosted{fill.clientOrderId, fill.executionId, Money(cashOf(fill.side, pieceOf(fill)), dollars), cashFee}));
    }
    void bust(int number)
    {
        const auto decided = decideBust(history, ExecutionId("e" + std::to_string(number)));
        if (!decided)
            return;
        record(PositionEvent(*decided));
        const bool isCashFee = decided->booked.baseFee.isZero();
        record(AccountEvent(AccountFillRestated{{}, decided->executionId, Money(cashOf(decided->side, decided->booked), dollars),
                                                isCashFee ? decided->booked.commission : usd(0), usd(0), usd(0)}));
    }
    void split(int number)
    {
        SplitFacts facts;
        facts.instrument = position.instrument;
        facts.actionId = std::to_string(number);
        facts.numerator = Decimal::fromInteger(*rc::gen::inRange(1, 9));
        facts.denominator = Decimal::fromInteger(*rc::gen::inRange(1, 9));
        facts.cashInLieu = usd(0);
        const auto decided = decideSplit(position, facts);
        for (const auto& event : decided.value_or(PositionEvents{})) {
            record(event);
            record(AccountEvent(AccountSplitApplied{facts.actionId, facts.instrument, facts.numerator, facts.denominator, usd(0), {}}));
        }
    }
};

}  // namespace

class LedgerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBuyIsWrittenTwice();
    void theOwnersMoneyIsNoProfit();
    void aSetThatDoesNotSumIsFound();
    void everySetSumsToZero();
};

void LedgerTest::aBuyIsWrittenTwice()
{
    PositionFillApplied fill;
    fill.instrument = InstrumentId("AAPL", "SIM");
    fill.quantity = *Quantity::from(Decimal::fromInteger(10));
    fill.price = Price(Decimal::fromInteger(3));
    fill.commission = usd(100);
    const PostingSet expected{{LedgerAccount::Holding, "USD", Decimal::fromInteger(30)},
                              {LedgerAccount::Settlement, "USD", Decimal::fromInteger(-30)},
                              {LedgerAccount::Holding, "AAPL.SIM", Decimal::fromInteger(10)},
                              {LedgerAccount::Settlement, "AAPL.SIM", Decimal::fromInteger(-10)}};
    QVERIFY(postingsOf(PositionState(), fill) == expected);
}

void LedgerTest::theOwnersMoneyIsNoProfit()
{
    const auto set = [](const char* kind) { return postingsOf(AccountEvent(AccountCashMoved{"a", kind, usd(500), {}})); };
    QVERIFY(set("deposit").back().account == LedgerAccount::OwnersMoney);
    QVERIFY(set("dividend").back().account == LedgerAccount::Income);
    QVERIFY(set("fee").back().account == LedgerAccount::Fees);
    QVERIFY(postingsOf(AccountEvent(AccountReconciled{})).empty());
}

void LedgerTest::aSetThatDoesNotSumIsFound()
{
    auto set = postingsOf(AccountEvent(AccountCashMoved{"a", "deposit", usd(500), {}}));
    QVERIFY(isBalanced(set));
    set.front().unit = "EUR";   // the same number in another currency is not the same
    QVERIFY(!isBalanced(set));
}

void LedgerTest::everySetSumsToZero()
{
    QVERIFY(rc::check("I17: every set sums to zero in every unit; settlement is empty; cash is money put in, profit, less cost and fees", [] {
        Books books;
        books.record(AccountEvent(AccountCashMoved{"d", "deposit", usd(10'000'000), {}}));
        const int count = *rc::gen::inRange(1, 15);
        for (int i = 0; i < count; ++i) {
            switch (*rc::gen::inRange(0, 6)) {
            case 0: books.bust(*rc::gen::inRange(0, i + 1)); break;
            case 1: books.split(i); break;
            default: books.fillAny(i); break;
            }
        }
        RC_ASSERT(books.wereBalanced);
        RC_ASSERT(books.in(LedgerAccount::Settlement).isZero());
        RC_ASSERT(books.in(LedgerAccount::Holding) == books.position.averageCost);
        RC_ASSERT(books.in(LedgerAccount::Fees) == books.position.commissions);
        RC_ASSERT(books.in(LedgerAccount::Cash) == Decimal::fromInteger(100'000) + books.position.realisedNetAverage() - books.position.averageCost);
    }));
}

QTEST_GUILESS_MAIN(LedgerTest)
#include "ledger_test.moc"
