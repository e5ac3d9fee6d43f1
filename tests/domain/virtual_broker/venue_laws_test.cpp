// Laws of the practice venue under random markets and requests: the books are the sum of the events, money and shares are never
// spent twice, no trade is used twice, and a fold of the events gives the books again.
#include "domain/risk/commission.h"
#include "tests/domain/virtual_broker/played_venue.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <functional>
#include <map>

using namespace tradecore;
using namespace tradecore::test;

namespace {

// A random session: quotes, trades, orders, cancels and replaces in one stock and one coin. The hook sees each step's events.
class RandomSession {
public:
    PlayedVenue venue{{stock("AAA"), crypto("BTC")}, "5000"};
    int orders = 0;

    void run(int steps, const std::function<void(const domain::VenueEvents&)>& seen)
    {
        for (m_second = 2; m_second < 2 + steps; ++m_second)
            seen(step(*rc::gen::inRange(0, 10)));
    }

private:
    static int pick(int low, int high) { return *rc::gen::inRange(low, high + 1); }
    static std::string cents(int value) { return Decimal::fromScaled(value, 2).toString(); }
    domain::Instrument instrument() { return pick(0, 3) == 0 ? crypto("BTC") : stock("AAA"); }
    std::string size(const domain::Instrument& of, int high)
    {
        const int lots = pick(1, high);
        return of.assetClass == domain::AssetClass::Stock ? std::to_string(lots) : Decimal::fromScaled(lots, 1).toString();
    }

    domain::VenueEvents step(int choice)
    {
        const auto of = instrument();
        if (choice <= 2) {
            const int bid = pick(9900, 10'000);
            return venue.quote(quote(of, cents(bid), size(of, 30), cents(bid + pick(1, 20)), size(of, 30), m_second));
        }
        if (choice <= 5) {
            const auto at = cents(pick(9890, 10'020));
            return venue.trade(trade(of, at, size(of, 60), m_second));
        }
        if (choice <= 7)
            return submit(of);
        if (choice == 8)
            return venue.cancel(orderName(pick(0, orders))).value_or(domain::VenueEvents{});
        if (pick(0, 9) == 0) {
            venue.invalidate(of.id);
            return {};
        }
        return replace();
    }
    static std::string orderName(int number) { return "order-" + std::to_string(number); }

    domain::VenueEvents submit(const domain::Instrument& of)
    {
        const auto side = pick(0, 1) == 0 ? domain::Side::Buy : domain::Side::Sell;
        auto terms = marketOrder(venue.account, of, side, size(of, 30));
        terms.type = static_cast<domain::OrderType>(pick(0, 3));
        terms.timeInForce = static_cast<domain::TimeInForce>(pick(0, 3));
        if (terms.type == domain::OrderType::Limit || terms.type == domain::OrderType::StopLimit)
            terms.limitPrice = price(cents(pick(9890, 10'020)));
        if (terms.type == domain::OrderType::Stop || terms.type == domain::OrderType::StopLimit)
            terms.stopPrice = price(cents(pick(9890, 10'020)));
        return venue.submit(orderName(++orders), terms).value_or(domain::VenueEvents{});
    }
    domain::VenueEvents replace()
    {
        domain::OrderChange change;
        if (pick(0, 1) == 0)
            change.quantity = quantity(std::to_string(pick(1, 40)));
        else
            change.limitPrice = price(cents(pick(9890, 10'020)));
        return venue.replace(orderName(pick(0, orders)), change).value_or(domain::VenueEvents{});
    }

    std::int64_t m_second = 2;
};

domain::Quantity sizeOf(const domain::VenueOrderFilled& fill)
{
    return fill.cumulativeAfter.minusAtLeastZero(fill.cumulativeBefore);
}

}  // namespace

class VenueLawsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cashIsDepositAndFills()
    {
        const bool holds = rc::check("cash = deposit - buys + sells - commissions", [] {
            RandomSession session;
            session.run(60, [](const auto&) {});
            Decimal cash = session.venue.state.books.deposit.amount();
            std::map<std::string, Decimal> positions;
            for (const auto& execution : session.venue.state.executions) {
                const auto filled = execution.cumulativeAfter.minusAtLeastZero(execution.cumulativeBefore);
                const auto value = notional(execution.price, filled, domain::Currency("USD")).value().postable();
                const bool buys = execution.side == domain::Side::Buy;
                cash += buys ? value.amount().negated() : value.amount();
                cash -= execution.commission.amount();
                positions[execution.instrument.toString()] += buys ? filled.value() : filled.value().negated();
            }
            RC_ASSERT(cash == session.venue.state.books.cashIn(domain::Currency("USD")));
            std::erase_if(positions, [](const auto& entry) { return entry.second.isZero(); });
            RC_ASSERT(positions.size() == session.venue.state.books.positions.size());
            for (const auto& [instrument, held] : session.venue.state.books.positions)
                RC_ASSERT(positions.at(instrument.toString()) == held.value());
        });
        QVERIFY(holds);
    }
    void nothingIsShortAndNoCashIsOwed()
    {
        const bool holds = rc::check("cash >= 0 and positions >= 0 after each step", [] {
            RandomSession session;
            session.run(60, [&session](const auto&) {
                RC_ASSERT(!session.venue.state.books.cashIn(domain::Currency("USD")).isNegative());
                for (const auto& [instrument, held] : session.venue.state.books.positions)
                    RC_ASSERT(held.isPositive());
            });
        });
        QVERIFY(holds);
    }
    void noTradeIsUsedTwice()
    {
        // Several resting orders that one trade reaches: the case where the same size could be given out again.
        const bool holds = rc::check("the fills of a trade never exceed its size", [] {
            PlayedVenue venue({stock("AAA")});
            const int resting = *rc::gen::inRange(2, 8);
            for (int i = 0; i < resting; ++i) {
                const auto limit = Decimal::fromScaled(*rc::gen::inRange(9990, 10'000), 2).toString();
                const auto size = std::to_string(*rc::gen::inRange(1, 60));
                RC_ASSERT(venue.submit("order-" + std::to_string(i),
                                       limitOrder(venue.account, stock("AAA"), domain::Side::Buy, size, limit))
                              .has_value());
            }
            for (std::int64_t second = 2; second < 6; ++second) {
                const auto traded = trade(stock("AAA"), Decimal::fromScaled(*rc::gen::inRange(9985, 10'000), 2).toString(),
                                          std::to_string(*rc::gen::inRange(1, 60)), second);
                domain::Quantity used;
                for (const auto& event : venue.trade(traded)) {
                    if (const auto* fill = std::get_if<domain::VenueOrderFilled>(&event))
                        used = used + sizeOf(*fill);
                }
                RC_ASSERT(used <= traded.size);
            }
        });
        QVERIFY(holds);
    }
    void aFoldOfTheEventsIsTheState()
    {
        const bool holds = rc::check("fold(events) = state, and every event fits", [] {
            RandomSession session;
            session.run(60, [](const auto&) {});
            domain::VenueState folded;
            folded.books.account = session.venue.account;
            for (const auto& event : session.venue.events)
                folded = domain::fold(std::move(folded), event);
            RC_ASSERT(folded == session.venue.state);
            RC_ASSERT(folded.unfoldable == 0U);
        });
        QVERIFY(holds);
    }
    void noOrderIsFilledBeyondItsQuantityOrBehindItsLimit()
    {
        const bool holds = rc::check("0 <= cumulative <= quantity, and prices are within the limit", [] {
            RandomSession session;
            session.run(60, [&session](const domain::VenueEvents& events) {
                for (const auto& event : events) {
                    const auto* fill = std::get_if<domain::VenueOrderFilled>(&event);
                    if (fill == nullptr)
                        continue;
                    const auto& execution = *std::ranges::find_if(
                        session.venue.state.executions,
                        [fill](const auto& candidate) { return candidate.executionId == fill->executionId; });
                    const auto* order = session.venue.state.find(execution.clientOrderId);
                    RC_ASSERT(order != nullptr);
                    RC_ASSERT(order->cumulative <= order->terms.quantity);
                    const auto limit = order->terms.limitPrice;
                    RC_ASSERT(!limit || (execution.side == domain::Side::Buy ? fill->price <= *limit : fill->price >= *limit));
                }
            });
        });
        QVERIFY(holds);
    }
    void immediateOrdersNeverRest()
    {
        const bool holds = rc::check("with a valid quote no IOC or FOK that works stays open", [] {
            RandomSession session;
            session.run(60, [&session](const auto&) {
                for (const auto& [number, order] : session.venue.state.books.open) {
                    const auto& market = session.venue.markets.at(order.terms.instrument);
                    const bool immediate = order.terms.timeInForce == domain::TimeInForce::ImmediateOrCancel
                        || order.terms.timeInForce == domain::TimeInForce::FillOrKill;
                    RC_ASSERT(!(immediate && order.isWorking() && market.quoteValid));
                }
            });
        });
        QVERIFY(holds);
    }
    void commissionIsTheScheduleOfTheWholeOrder()
    {
        const bool holds = rc::check("an order has paid what one fill of it would cost", [] {
            RandomSession session;
            session.run(60, [](const auto&) {});
            for (const auto& [id, order] : session.venue.state.done) {
                if (order.cumulative.isZero())
                    continue;
                const auto& instrument = session.venue.markets.at(order.terms.instrument).instrument;
                const auto owed = domain::practiceCommission(instrument, order.cumulative,
                                                             domain::Money(order.filledNotional, instrument.quoteCurrency));
                RC_ASSERT(owed.value().amount() == order.commission.amount());
            }
        });
        QVERIFY(holds);
    }
    void idsFollowFromTheEventsAlone()
    {
        PlayedVenue one({stock("AAA")});
        PlayedVenue two({stock("AAA")});
        for (PlayedVenue* venue : {&one, &two}) {
            venue->quote(quote(stock("AAA"), "9", "10", "10", "10", 1));
            QVERIFY(venue->submit("a", marketOrder(venue->account, stock("AAA"), domain::Side::Buy, "15")).has_value());
            venue->quote(quote(stock("AAA"), "9", "10", "11", "10", 2));
        }
        QVERIFY(one.events == two.events);
        QCOMPARE(one.state.executions.at(1).executionId.text(), std::string("practice-simulated-x2"));
        QCOMPARE(one.state.executions.at(1).brokerOrderId.text(), std::string("practice-simulated-o1"));
    }
    void anEventThatDoesNotFitChangesNothing()
    {
        PlayedVenue venue({stock("AAA")});
        const auto before = venue.state.books;
        domain::foldInto(venue.state, domain::VenueOrderCanceled{domain::BrokerOrderId("nobody"), {}, at(1)});
        domain::foldInto(venue.state, domain::VenueOrderFilled{domain::BrokerOrderId("nobody"), domain::ExecutionId("x"), {},
                                                               quantity("1"), price("1"), usd("0"),
                                                               domain::Liquidity::Maker, at(1)});
        QVERIFY(venue.state.books == before);
        QCOMPARE(venue.state.unfoldable, std::uint64_t{2});
    }
    void theDepositComesOnce()
    {
        PlayedVenue venue({stock("AAA")});
        QVERIFY(domain::decideVenueOpen(venue.state, venue.account, usd("100000"), at(5)).empty());
    }
    void anOrderDatedAheadOfTheMarketIsNotExpired()
    {
        PlayedVenue venue({stock("AAA")});
        venue.now = at(100 * 86'400);   // accepted by the machine's clock, before the market told its time
        QVERIFY(venue.submit("a", limitOrder(venue.account, stock("AAA"), domain::Side::Buy, "1", "5")).has_value());
        QVERIFY(domain::decideVenueExpiry(venue.state.books, at(86'400), {}).empty());
        QCOMPARE(domain::decideVenueTrade(venue.state.books, venue.markets, trade(stock("AAA"), "4", "1", 86'401),
                                          at(86'401)).events.size(), std::size_t{1});
    }
    void aSessionMayStartAtAnyHour()
    {
        PlayedVenue venue({stock("AAA")});
        venue.now = at(3600);
        QVERIFY(venue.submit("a", limitOrder(venue.account, stock("AAA"), domain::Side::Buy, "1", "5")).has_value());
        const domain::SessionRules sessions{domain::SessionSchedule::Continuous, std::chrono::hours(5)};
        QVERIFY(domain::decideVenueExpiry(venue.state.books, at(5 * 3600 - 1), sessions).empty());
        const auto events = domain::decideVenueExpiry(venue.state.books, at(5 * 3600), sessions);
        QCOMPARE(events.size(), std::size_t{1});
        QVERIFY(std::get<domain::VenueOrderExpired>(events.at(0)).expiredAt == at(5 * 3600));
    }
};

QTEST_GUILESS_MAIN(VenueLawsTest)
#include "venue_laws_test.moc"
