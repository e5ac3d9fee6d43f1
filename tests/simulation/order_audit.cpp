#include "tests/simulation/order_audit.h"

namespace tradecore::simulation {

using Phase = OrderAudit::Phase;

namespace {

class Observation {
public:
    Observation(OrderAudit& order, std::uint64_t incarnation, const Complain& complain)
        : m_order(order), m_incarnation(incarnation), m_complain(complain)
    {
    }

    void operator()(const domain::OrderPlaced& event)
    {
        expect(m_order.phase == Phase::None, "I5", "is placed though it exists");
        m_order.id = event.clientOrderId;
        m_order.account = event.terms.account;
        m_order.quantity = event.terms.quantity.value();
        m_order.requested.insert(event.request);
        m_order.incarnation = m_incarnation;
        m_order.phase = Phase::Placed;
    }
    void operator()(const domain::OrderDenied& event)
    {
        expect(m_order.phase == Phase::None, "I5", "is denied though it exists");
        m_order.id = event.clientOrderId;
        m_order.account = event.terms.account;
        m_order.neverLeft = true;
        m_order.phase = Phase::Ended;
    }
    void operator()(const domain::OrderSending& event)
    {
        expect(m_order.requested.contains(event.request), "I1", "sends a request that was never recorded");
        expect(m_order.sending.insert(event.request).second, "I2", "sends one request twice");
        // A cancel may follow a fill in full; a submit may not.
        if (m_order.phase == Phase::Placed)
            m_order.phase = Phase::Sending;
        expect(!m_order.neverLeft, "I5", "is sent though it was refused");
    }
    void operator()(const domain::OrderWithheld&)
    {
        expect(m_order.phase == Phase::Placed, "I5", "is withheld though it left");
        m_order.neverLeft = true;
        m_order.phase = Phase::Ended;
    }
    void operator()(const domain::OrderAccepted& event) { working("accepted", event.report); }
    void operator()(const domain::OrderTriggered& event) { working("triggered", event.report); }
    void operator()(const domain::OrderSuspended& event) { working("suspended", event.report); }
    void operator()(const domain::OrderDoneForDay& event) { working("done for the day", event.report); }
    void operator()(const domain::OrderRejected& event) { ended("rejected", event.report); }
    void operator()(const domain::OrderExpired& event) { ended("expired", event.report); }
    void operator()(const domain::OrderCanceled& event)
    {
        expect(!event.report.raw.empty(), "I6", "is canceled without a word of the venue");
        ended("canceled", event.report);
    }
    void operator()(const domain::OrderBecameUnknown&)
    {
        expect(m_order.phase == Phase::Sending, "I5", "becomes unknown though its submit is not on its way");
        m_order.phase = Phase::Unknown;
    }
    void operator()(const domain::OrderNotFoundAtVenue&) {}
    void operator()(const domain::OrderFilled& event)
    {
        expect(!m_order.neverLeft, "I5", "is filled though it never left");
        const Decimal before = event.cumulativeBefore.value(), after = event.cumulativeAfter.value();
        expect(before < after, "I7", "has a fill of no size");
        for (const auto& [low, high] : m_order.pieces)
            expect(after <= low || before >= high, "I13", "books one piece twice: " + before.toString() + " to " + after.toString());
        m_order.pieces.emplace(before, after);
        m_order.cumulative += after - before;
        evidence("filled", event.report);
        if (m_order.phase != Phase::Ended) {
            m_order.isFilled = m_order.cumulative >= m_order.quantity;
            m_order.phase = m_order.isFilled ? Phase::Ended : Phase::Working;
        }
    }
    void operator()(const domain::OrderExecutionAliased&) {}
    // The simulated venue takes no fill back, and the trader places no exits.
    void operator()(const domain::OrderFillBusted&) { expect(false, "I13", "has a fill that was taken back"); }
    void operator()(const domain::OrderFillCorrected&) { expect(false, "I13", "has a fill that was corrected"); }
    void operator()(const domain::OrderExitsAttached&) {}
    void operator()(const domain::OrderLostProtection&) {}
    void operator()(const domain::OrderProtectionRestored&) {}
    void operator()(const domain::OrderOverfilled&) { m_order.alarm = true; }
    void operator()(const domain::OrderReportQuarantined&) {}
    void operator()(const domain::OrderCancelRequested& event) { asks(event.request); }
    void operator()(const domain::OrderReplaceRequested& event)
    {
        asks(event.request);
        m_order.askedFor = event.change.quantity ? event.change.quantity->value() : Decimal();
    }
    void operator()(const domain::OrderCancelRefused&) {}
    void operator()(const domain::OrderReplaceRefused&) { m_order.askedFor = Decimal(); }
    void operator()(const domain::OrderReplaced& event)
    {
        m_order.askedFor = Decimal();
        if (event.change.quantity)
            m_order.quantity = event.change.quantity->value();
        // A replace to more that crossed the last fill: the venue works the rest.
        if (m_order.isFilled && m_order.cumulative < m_order.quantity)
            m_order.phase = Phase::Working;
        if (m_order.phase != Phase::Ended && m_order.cumulative >= m_order.quantity)
            m_order.phase = Phase::Ended;
    }
    void operator()(const domain::OrderAdopted& event)
    {
        m_order.id = event.clientOrderId;
        m_order.account = event.terms.account;
        m_order.quantity = event.terms.quantity.value();
        m_order.phase = Phase::Working;
    }
    void operator()(const domain::OrderResolvedByUser&)
    {
        m_order.resolvedByUser = true;
        m_order.phase = Phase::Ended;
    }

private:
    void expect(bool holds, const char* invariant, const std::string& text) const
    {
        if (!holds)
            m_complain(invariant, "order " + m_order.id.text() + ' ' + text + " (after " + m_order.lastType + ")");
    }
    void evidence(const std::string& what, const domain::VenueReportFacts& report) const
    {
        const bool needed = m_order.phase == Phase::Unknown;
        expect(!needed || !report.raw.empty(), "I8", "leaves unknown as " + what + " without evidence");
    }
    void working(const std::string& what, const domain::VenueReportFacts& report) const
    {
        evidence(what, report);
        expect(!m_order.neverLeft, "I5", "is " + what + " though it never left");
        // A report that was overtaken is kept, and reopens nothing: the row is compared with the phase.
        if (m_order.phase != Phase::Ended || m_order.resolvedByUser)
            m_order.phase = Phase::Working;
    }
    void ended(const std::string& what, const domain::VenueReportFacts& report) const
    {
        evidence(what, report);
        expect(!m_order.neverLeft, "I5", "is " + what + " though it never left");
        expect(m_order.phase != Phase::Ended || m_order.resolvedByUser, "I5", "is " + what + " though it has ended");
        m_order.phase = Phase::Ended;
    }
    void asks(const domain::RequestId& request) const
    {
        expect(m_order.requested.insert(request).second, "I10", "uses one request id twice");
    }

    OrderAudit& m_order;
    const std::uint64_t m_incarnation;
    const Complain& m_complain;
};

}  // namespace

void OrderAudit::observe(const domain::OrderEvent& event, std::uint64_t nowIncarnation, const Complain& complain)
{
    Observation observation(*this, nowIncarnation, complain);
    std::visit(observation, event);
}

void OrderAudit::settle(const Complain& complain) const
{
    // A fill may overtake the answer to a replace that asked for more.
    if (quantity < cumulative && askedFor < cumulative && !alarm)
        complain("I7", "order " + id.text() + " is filled beyond its quantity and nobody was told");
}

}  // namespace tradecore::simulation
