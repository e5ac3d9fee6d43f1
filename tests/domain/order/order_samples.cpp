#include "tests/domain/order/order_samples.h"

#include <utility>

namespace tradecore::test {

using namespace domain;

Quantity quantity(std::string_view text)
{
    return Quantity::parse(text).value();
}

Price price(std::string_view text)
{
    return Price::parse(text).value();
}

Money usd(std::string_view text)
{
    return {Decimal::parse(text).value(), Currency("USD")};
}

Instrument apple()
{
    Instrument instrument;
    instrument.id = InstrumentId("AAPL", "SIM");
    instrument.tickSize = PriceOffset(Decimal::fromScaled(1, 2));
    instrument.lotSize = Decimal::fromInteger(1);
    instrument.minimumQuantity = quantity("1");
    instrument.maximumQuantity = quantity("10000");
    return instrument;
}

OrderTerms limitBuy(std::string_view size, std::string_view limit)
{
    OrderTerms terms;
    terms.account = AccountId("practice-sim");
    terms.instrument = apple().id;
    terms.type = OrderType::Limit;
    terms.quantity = quantity(size);
    terms.limitPrice = price(limit);
    return terms;
}

RiskFacts richAccount()
{
    RiskFacts risk;
    risk.accountKnown = true;
    risk.orderStreamConfirmed = true;
    risk.currency = Currency("USD");
    risk.availableCash = usd("100000");
    risk.position = quantity("500").asLong();
    risk.referencePrice = price("187.25");
    risk.estimatedCommission = usd("1");
    return risk;
}

PlaceOrderFacts placing(const OrderTerms& terms)
{
    return {ClientOrderId("order-1"), RequestId("submit-1"), terms, apple(), richAccount()};
}

OrderState foldAll(OrderState state, const OrderEvents& events)
{
    for (const auto& event : events)
        state = fold(std::move(state), event);
    return state;
}

OrderState after(const OrderState& state, const VenueReport& report)
{
    return foldAll(state, decideReport(state, report));
}

OrderState placed()
{
    return foldAll({}, decidePlace({}, placing()).value());
}

OrderState sent()
{
    return foldAll(placed(), decideSend(placed(), RequestId("submit-1"), richAccount()).value());
}

OrderState unknown()
{
    return foldAll(sent(), decideSubmitUnknown(sent(), RequestId("submit-1"), "no answer within 5 s"));
}

OrderState working()
{
    return after(sent(), reportOf(VenueReportKind::Accepted));
}

OrderState partlyFilled()
{
    return after(working(), fillOf("0", "40", "E1"));
}

OrderState pendingCancel()
{
    return foldAll(working(), decideCancel(working(), RequestId("cancel-1")).value());
}

OrderState pendingReplace(std::string_view size)
{
    const ReplaceOrderFacts facts{RequestId("replace-1"), {quantity(size), {}, {}}, apple(), richAccount()};
    return foldAll(working(), decideReplace(working(), facts).value());
}

VenueReport reportOf(VenueReportKind kind)
{
    VenueReport report;
    report.kind = kind;
    report.brokerOrderId = BrokerOrderId("B1");
    return report;
}

VenueReport fillOf(std::string_view before, std::string_view after, std::string_view execution, std::string_view at)
{
    VenueReport report = reportOf(VenueReportKind::Filled);
    report.executionId = ExecutionId(execution);
    report.cumulativeBefore = quantity(before);
    report.cumulativeAfter = quantity(after);
    report.price = price(at);
    report.commission = usd("1");
    return report;
}

VenueReport replacedTo(std::string_view size)
{
    VenueReport report = reportOf(VenueReportKind::Replaced);
    report.request = RequestId("replace-1");
    report.change.quantity = quantity(size);
    return report;
}

VenueReport refused(VenueReportKind kind, OrderReasonCode code)
{
    VenueReport report = reportOf(kind);
    report.reason.code = code;
    report.reason.venueText = "no";
    return report;
}

}  // namespace tradecore::test
