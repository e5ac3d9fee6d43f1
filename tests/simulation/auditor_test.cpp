// Each invariant that the auditor watches is broken once, on events made for it: a watcher that cannot bark guards nothing.
#include "tests/simulation/auditor.h"
#include "tests/support/store/memory_event_store.h"

#include <QTest>

using namespace tradecore;
using namespace tradecore::simulation;
using domain::ClientOrderId;
using domain::RequestId;

namespace {

const domain::AccountId account("practice-simulated");
const domain::Currency usd("USD");
const Timestamp now = Timestamp::fromSeconds(1'767'268'800);

domain::Quantity shares(int count)
{
    return domain::Quantity::from(Decimal::fromInteger(count)).value();
}
domain::Money dollars(int amount)
{
    return {Decimal::fromInteger(amount), usd};
}

// An auditor, and the events that are shown to it one commit at a time.
struct Watch {
    Auditor auditor;
    std::int64_t position = 0;
    std::uint8_t ids = 0;

    application::StreamId order = application::orderStream(account, ClientOrderId("o-1"));

    application::RecordedEvent eventOf(const application::StreamId& stream, application::DomainEvent event)
    {
        application::RecordedEvent out;
        out.position = ++position;
        out.stream = stream;
        Uuid::Bytes bytes{};
        bytes[0] = ++ids;
        out.eventId = Uuid::random(bytes);
        out.occurredAt = now;
        out.recordedAt = now;
        out.hash[0] = static_cast<std::uint8_t>(position);
        out.event = std::move(event);
        return out;
    }
    void show(const application::StreamId& stream, application::DomainEvent event, bool confirmed = true)
    {
        auditor.observe(eventOf(stream, std::move(event)), confirmed);
    }
    template <typename Event>
    void showOrder(Event event, bool confirmed = true)
    {
        show(order, domain::OrderEvent(std::move(event)), confirmed);
    }
    domain::OrderTerms terms() const
    {
        domain::OrderTerms out;
        out.account = account;
        out.instrument = domain::InstrumentId("AAA", "SIM");
        out.quantity = shares(10);
        return out;
    }
    void place(bool confirmed = true) { showOrder(domain::OrderPlaced{ClientOrderId("o-1"), RequestId("r-1"), terms()}, confirmed); }
    void send() { showOrder(domain::OrderSending{RequestId("r-1")}); }
    domain::VenueReportFacts facts(const char* raw = "{}") const { return {now, now, raw}; }
    domain::OrderFilled fill(const char* execution, int before, int after) const
    {
        domain::OrderFilled out;
        out.executionId = domain::ExecutionId(execution);
        out.cumulativeBefore = shares(before);
        out.cumulativeAfter = shares(after);
        out.price = domain::Price(Decimal::fromInteger(7));
        out.commission = dollars(1);
        out.report = facts();
        return out;
    }
    // The three legs of a fill, as one commit.
    void showFill(const char* execution, int before, int after)
    {
        showOrder(fill(execution, before, after));
        domain::PositionFillApplied leg;
        leg.account = account;
        leg.instrument = terms().instrument;
        leg.executionId = domain::ExecutionId(execution);
        leg.quantity = shares(after - before);
        show(application::positionStream(account, leg.instrument), domain::PositionEvent(leg));
        domain::AccountFillPosted posting;
        posting.executionId = domain::ExecutionId(execution);
        posting.proceeds = dollars(-7 * (after - before));
        posting.commission = dollars(1);
        show(application::accountStream(account), domain::AccountEvent(posting));
        auditor.settle();
    }
    [[nodiscard]] QStringList broken() const
    {
        QStringList out;
        for (const auto& violation : auditor.violations())
            out << QString::fromStdString(violation.invariant);
        return out;
    }
};

using Act = std::function<void(Watch&)>;

}  // namespace

Q_DECLARE_METATYPE(Act)

class AuditorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aProperLifeIsSound();
    void brokenInvariantIsSaid_data();
    void brokenInvariantIsSaid();
    void aJournalThatForgetsOrChangesIsFoundOut();
};

void AuditorTest::aProperLifeIsSound()
{
    Watch watch;
    watch.place();
    watch.send();
    watch.auditor.onSubmit({RequestId("r-1"), ClientOrderId("o-1"), watch.terms()}, watch.position);
    watch.showOrder(domain::OrderAccepted{domain::BrokerOrderId("b-1"), watch.facts()});
    watch.showFill("x-1", 0, 4);
    watch.showFill("x-2", 4, 10);
    QVERIFY2(watch.broken().isEmpty(), qPrintable(watch.broken().join(u' ')));
}

void AuditorTest::brokenInvariantIsSaid_data()
{
    QTest::addColumn<QString>("invariant");
    QTest::addColumn<Act>("act");
    const auto row = [](const char* name, const char* invariant, Act act) {
        QTest::newRow(name) << QString::fromLatin1(invariant) << act;
    };
    row("leaves before it is committed", "I1", [](Watch& w) {
        w.place();
        w.auditor.onSubmit({RequestId("r-1"), ClientOrderId("o-1"), w.terms()}, w.position);
    });
    row("submitted twice", "I2", [](Watch& w) {
        w.place();
        w.send();
        for (int i = 0; i < 2; ++i)
            w.auditor.onSubmit({RequestId("r-1"), ClientOrderId("o-1"), w.terms()}, w.position);
    });
    row("sent after a restart", "I4", [](Watch& w) {
        w.place();
        w.auditor.begin(2);
        w.send();
    });
    row("sent though denied", "I5", [](Watch& w) {
        w.showOrder(domain::OrderDenied{ClientOrderId("o-1"), w.terms(), {}});
        w.send();
    });
    row("canceled without proof", "I6", [](Watch& w) {
        w.place();
        w.send();
        w.showOrder(domain::OrderCanceled{{}, w.facts("")});
    });
    row("overfilled in silence", "I7", [](Watch& w) {
        w.place();
        w.send();
        w.showFill("x-1", 0, 12);
    });
    row("known again without evidence", "I8", [](Watch& w) {
        w.place();
        w.send();
        w.showOrder(domain::OrderBecameUnknown{RequestId("r-1"), "silence"});
        w.showOrder(domain::OrderAccepted{domain::BrokerOrderId("b-1"), w.facts("")});
    });
    row("request id used twice", "I10", [](Watch& w) {
        w.place();
        w.showOrder(domain::OrderCancelRequested{RequestId("r-1")});
    });
    row("taken while not confirmed", "I12", [](Watch& w) { w.place(false); });
    row("execution booked twice", "I13", [](Watch& w) {
        w.place();
        w.send();
        w.showFill("x-1", 0, 4);
        w.showFill("x-1", 4, 8);
    });
    row("piece booked twice", "I13", [](Watch& w) {
        w.place();
        w.send();
        w.showFill("x-1", 0, 4);
        w.showFill("x-2", 2, 6);
    });
    row("a leg of the fill is missing", "I14", [](Watch& w) {
        w.place();
        w.send();
        w.showOrder(w.fill("x-1", 0, 4));
        w.auditor.settle();
    });
    row("a gap in the positions", "I24", [](Watch& w) {
        w.place();
        ++w.position;
        w.send();
    });
    row("an event without a time", "I29", [](Watch& w) {
        auto event = w.eventOf(w.order, domain::OrderEvent(domain::OrderPlaced{ClientOrderId("o-1"), RequestId("r-1"), w.terms()}));
        event.recordedAt = Timestamp();
        w.auditor.observe(event, true);
    });
    row("sent while halted", "I36", [](Watch& w) {
        w.place();
        w.show(application::accountStream(account), domain::AccountEvent(domain::AccountTradingStateChanged{domain::TradingState::Halted, "stop"}));
        w.send();
    });
    row("another quantity than the gate passed", "I36", [](Watch& w) {
        w.place();
        w.send();
        auto more = w.terms();
        more.quantity = shares(11);
        w.auditor.onSubmit({RequestId("r-1"), ClientOrderId("o-1"), more}, w.position);
    });
}

void AuditorTest::brokenInvariantIsSaid()
{
    QFETCH(QString, invariant);
    QFETCH(Act, act);
    Watch watch;
    act(watch);
    QVERIFY2(watch.broken().contains(invariant), qPrintable(watch.broken().join(u' ')));
}

void AuditorTest::aJournalThatForgetsOrChangesIsFoundOut()
{
    Watch watch;
    watch.place();
    watch.send();
    test::MemoryEventStore empty;
    watch.auditor.checkReopened(empty);
    QVERIFY(watch.broken().contains(u"I27"_qs));

    Watch other;
    application::Receipt receipt;
    receipt.outcome = application::ReceiptOutcome::Committed;
    receipt.lastPosition = 9;
    other.auditor.onReceipt(receipt);
    other.auditor.checkReopened(empty);
    QVERIFY(other.broken().contains(u"I27"_qs));
}

QTEST_GUILESS_MAIN(AuditorTest)
#include "auditor_test.moc"
