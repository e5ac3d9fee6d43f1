#include "domain/ledger/ledger.h"

#include "domain/position/position_books.h"

#include <algorithm>

namespace tradecore::domain {

namespace {

class Writer {
public:
    void post(LedgerAccount account, const std::string& unit, Decimal amount)
    {
        if (!amount.isZero())
            m_postings.push_back({account, unit, amount});
    }
    void move(LedgerAccount to, LedgerAccount from, const Money& money)
    {
        post(to, money.currency().code(), money.amount());
        post(from, money.currency().code(), money.amount().negated());
    }
    [[nodiscard]] PostingSet take() { return std::move(m_postings); }

private:
    PostingSet m_postings;
};

// What the event itself says came in: cash, and units before fees. Never taken from the books, so that they are held against it.
struct Received {
    Decimal cash;
    Decimal units;
    Decimal feeUnits;

    void add(Side side, const PositionPiece& piece, bool takenBack)
    {
        const Decimal quantity = side == Side::Buy ? piece.quantity.value() : piece.quantity.value().negated();
        cash += takenBack ? cashOf(side, piece).negated() : cashOf(side, piece);
        units += takenBack ? quantity.negated() : quantity;
        feeUnits += takenBack ? piece.baseFee.value().negated() : piece.baseFee.value();
    }
};

struct ReceivedBy {
    const PositionState& before;
    const PositionState& after;

    Received operator()(const PositionFillApplied& fill) const
    {
        Received received;
        received.add(fill.side, pieceOf(fill), false);
        return received;
    }
    Received operator()(const PositionDayClosed&) const { return {}; }
    Received operator()(const PositionFillRestated& event) const
    {
        Received received;
        received.add(event.side, event.booked, true);
        if (event.corrected)
            received.add(event.side, *event.corrected, false);
        // Units of before a split count in those of today, as the books have them.
        received.feeUnits = Decimal();
        received.units = after.quantity.value() - before.quantity.value();
        return received;
    }
    Received operator()(const PositionSplit& split) const
    {
        const auto scaled = splitQuantity(before.quantity, split.numerator, split.denominator);
        return {split.cashInLieu.amount(), (scaled - before.quantity - split.fraction).value(), {}};
    }
};

struct AccountPostings {
    Writer& writer;

    void operator()(const AccountCashMoved& event) const
    {
        const bool isFee = event.kind == "fee";
        writer.move(LedgerAccount::Cash,
                    isExternalFlow(event.kind) ? LedgerAccount::OwnersMoney : isFee ? LedgerAccount::Fees : LedgerAccount::Income,
                    event.amount);
    }
    void operator()(const AccountFillPosted& event) const
    {
        writer.move(LedgerAccount::Cash, LedgerAccount::Settlement, event.proceeds);
        writer.move(LedgerAccount::Fees, LedgerAccount::Cash, event.commission);
    }
    void operator()(const AccountFillRestated& event) const
    {
        writer.move(LedgerAccount::Settlement, LedgerAccount::Cash, event.bookedProceeds);
        writer.move(LedgerAccount::Cash, LedgerAccount::Fees, event.bookedCommission);
        writer.move(LedgerAccount::Cash, LedgerAccount::Settlement, event.proceeds);
        writer.move(LedgerAccount::Fees, LedgerAccount::Cash, event.commission);
    }
    void operator()(const AccountSplitApplied& event) const
    {
        writer.move(LedgerAccount::Cash, LedgerAccount::Settlement, event.cashInLieu);
    }
    template <typename Other>
    void operator()(const Other&) const   // moves nothing
    {
    }
};

}  // namespace

PostingSet postingsOf(const PositionState& before, const PositionEvent& event)
{
    const PositionState after = fold(before, event);
    const Received received = std::visit(ReceivedBy{before, after}, event);
    const std::string& currency = after.currency.code();
    const std::string instrument = after.instrument.toString();
    Writer writer;
    writer.post(LedgerAccount::Holding, currency, after.averageCost - before.averageCost);
    writer.post(LedgerAccount::RealisedProfit, currency, before.realisedAverage - after.realisedAverage);
    writer.post(LedgerAccount::Settlement, currency, received.cash);
    writer.post(LedgerAccount::Holding, instrument, (after.quantity - before.quantity).value());
    writer.post(LedgerAccount::Fees, instrument, received.feeUnits);
    writer.post(LedgerAccount::Settlement, instrument, received.units.negated());
    return writer.take();
}

PostingSet postingsOf(const AccountEvent& event)
{
    Writer writer;
    std::visit(AccountPostings{writer}, event);
    return writer.take();
}

std::map<std::string, Decimal> sumsByUnit(const PostingSet& postings)
{
    std::map<std::string, Decimal> sums;
    for (const auto& posting : postings)
        sums[posting.unit] += posting.amount;
    return sums;
}

bool isBalanced(const PostingSet& postings)
{
    return std::ranges::all_of(sumsByUnit(postings), [](const auto& sum) { return sum.second.isZero(); });
}

}  // namespace tradecore::domain
