#include "application/integrity/shadow_books.h"

#include "domain/position/position_books.h"

#include <algorithm>
#include <variant>

namespace tradecore::application {

namespace {

bool isProjected(const StreamId& stream)
{
    return stream.category == "order" || stream.category == "position" || stream.category == "account";
}

bool agrees(const OrderRow& row, const domain::OrderState& state)
{
    return row.clientOrderId == state.clientOrderId && row.status == state.status && row.filled == state.cumulative
        && row.terms == state.terms && row.overfilled == state.overfilled;
}

const char* domainOf(const StreamId& stream)
{
    if (stream.category == "order")
        return "orders";
    return stream.category == "position" ? "positions" : "accounts";
}

}  // namespace

void ShadowBooks::apply(const RecordedEvent& event)
{
    if (event.position <= m_position)
        return;   // a page that was read in part is read again
    m_position = event.position;
    m_newestRecordedAt = event.recordedAt;
    if (!isProjected(event.stream))
        return;
    const auto [found, isNew] = m_streams.try_emplace(event.stream);
    Shadow& shadow = found->second;
    if (isNew) {
        shadow.state = emptyStateOf(event.stream.category);
        countNew(event.stream);
    }
    shadow.state = foldAny(std::move(shadow.state), event.event);
    shadow.changedAt = event.position;
    m_changed[event.stream] = event.position;
    if (const auto* order = std::get_if<domain::OrderEvent>(&event.event)) {
        const auto* fill = std::get_if<domain::OrderFilled>(order);
        const auto* state = std::get_if<domain::OrderState>(&shadow.state);
        if (fill != nullptr && state != nullptr)
            addFill(*state, *fill, event.position);
    } else if (const auto* account = std::get_if<domain::AccountEvent>(&event.event)) {
        addToCash(event.stream, *account);
    } else if (const auto* held = std::get_if<domain::PositionEvent>(&event.event)) {
        addToHolding(*held, event.position);
    }
}

void ShadowBooks::addToCash(const StreamId& stream, const domain::AccountEvent& event)
{
    if (const auto* moved = std::get_if<domain::AccountCashMoved>(&event)) {
        addPosting(stream, moved->amount);
    } else if (const auto* posted = std::get_if<domain::AccountFillPosted>(&event)) {
        addPosting(stream, posted->proceeds);
        addPosting(stream, posted->commission.negated());
    } else if (const auto* restated = std::get_if<domain::AccountFillRestated>(&event)) {
        addPosting(stream, restated->bookedProceeds.negated());
        addPosting(stream, restated->bookedCommission);
        addPosting(stream, restated->proceeds);
        addPosting(stream, restated->commission.negated());
    } else if (const auto* split = std::get_if<domain::AccountSplitApplied>(&event)) {
        addPosting(stream, split->cashInLieu);
    }
}

void ShadowBooks::addToHolding(const domain::PositionEvent& event, std::int64_t position)
{
    if (const auto* fill = std::get_if<domain::PositionFillApplied>(&event)) {
        m_filled[{fill->account, fill->instrument.toString()}] -= fill->baseFee.value();
    } else if (const auto* split = std::get_if<domain::PositionSplit>(&event)) {
        const HoldingKey key{split->account, split->instrument.toString()};
        Decimal& sum = m_filled[key];
        sum = domain::splitQuantity(domain::SignedQuantity(sum), split->numerator, split->denominator).value() - split->fraction.value();
        m_splits[key].emplace(position, *split);
    } else if (const auto* restated = std::get_if<domain::PositionFillRestated>(&event)) {
        const HoldingKey key{restated->account, restated->instrument.toString()};
        domain::SignedQuantity change = domain::heldChangeOf(restated->side, restated->booked).negated();
        if (restated->corrected)
            change = change + domain::heldChangeOf(restated->side, *restated->corrected);
        // What was filled before a split counts in the units of today.
        const auto booked = std::ranges::find(m_fills, restated->executionId, [](const auto& entry) { return entry.second; });
        for (const auto& [at, applied] : m_splits[key]) {
            if (booked == m_fills.end() || booked->first < at)
                change = domain::splitQuantity(change, applied.numerator, applied.denominator);
        }
        m_filled[key] += change.value();
    }
}

void ShadowBooks::countNew(const StreamId& stream)
{
    if (stream.category == "order")
        ++m_counts.orders;
    else if (stream.category == "position")
        ++m_counts.positions;
    else
        ++m_counts.accounts;
}

void ShadowBooks::addFill(const domain::OrderState& order, const domain::OrderFilled& fill, std::int64_t position)
{
    m_fills.emplace(position, fill.executionId);
    ++m_counts.fills;
    m_changedFills.emplace(position, fill.executionId);
    const Decimal quantity = fill.cumulativeAfter.value() - fill.cumulativeBefore.value();
    Decimal& sum = m_filled[{order.terms.account, order.terms.instrument.toString()}];
    sum = order.terms.side == domain::Side::Buy ? sum + quantity : sum - quantity;
}

void ShadowBooks::addPosting(const StreamId& stream, const domain::Money& amount)
{
    ++m_counts.postings;
    Decimal& sum = m_posted[{stream, std::string(amount.currency().code())}];
    sum = sum + amount.amount();
}

template <typename State, typename Row, typename Agrees>
void ShadowBooks::compareRows(const char* domain, const std::vector<Row>& rows, std::vector<IntegrityFinding>& findings, Agrees isEqual)
{
    for (const Row& row : rows) {
        const auto shadow = m_streams.find(row.stream);
        const auto* state = shadow != m_streams.end() ? std::get_if<State>(&shadow->second.state) : nullptr;
        if (state == nullptr)
            findings.push_back({domain, row.changedAt, "The row of " + row.stream.toString() + " has no events behind it.", true});
        else if (row.changedAt != shadow->second.changedAt || !isEqual(row, *state))
            findings.push_back({domain, shadow->second.changedAt, "The row of " + row.stream.toString() + " is not what its events say.", true});
        m_changed.erase(row.stream);
    }
}

void ShadowBooks::compareFills(const std::vector<FillRow>& fills, std::vector<IntegrityFinding>& findings)
{
    for (const FillRow& row : fills) {
        const auto expected = m_fills.find(row.changedAt);
        if (expected == m_fills.end() || expected->second != row.executionId)
            findings.push_back({"fills", row.changedAt, "The fill " + row.executionId.text() + " has no event behind it.", true});
        m_changedFills.erase(row.changedAt);
    }
    for (const auto& [position, execution] : m_changedFills)
        findings.push_back({"fills", position, "The fill " + execution.text() + " is missing.", true});
    m_changedFills.clear();
}

std::vector<IntegrityFinding> ShadowBooks::compare(const std::vector<OrderRow>& orders, const std::vector<FillRow>& fills,
                                                   const std::vector<PositionRow>& positions, const std::vector<AccountRow>& accounts)
{
    std::vector<IntegrityFinding> findings;
    compareRows<domain::OrderState>("orders", orders, findings, agrees);
    compareRows<domain::PositionState>("positions", positions, findings,
                                       [](const PositionRow& row, const domain::PositionState& state) { return row.state == state; });
    compareRows<domain::AccountState>("accounts", accounts, findings,
                                      [](const AccountRow& row, const domain::AccountState& state) { return row.state == state; });
    for (const auto& [stream, position] : m_changed)
        findings.push_back({domainOf(stream), position, "The row of " + stream.toString() + " is missing.", true});
    m_changed.clear();
    compareFills(fills, findings);
    return findings;
}

void ShadowBooks::expectAll()
{
    for (const auto& [stream, shadow] : m_streams)
        m_changed[stream] = shadow.changedAt;
    m_changedFills = m_fills;
}

std::vector<IntegrityFinding> ShadowBooks::judgeSums() const
{
    std::vector<IntegrityFinding> findings;
    std::map<HoldingKey, Decimal> held;
    for (const auto& [stream, shadow] : m_streams) {
        if (const auto* position = std::get_if<domain::PositionState>(&shadow.state))
            held[{position->account, position->instrument.toString()}] = position->quantity.value();
        const auto* account = std::get_if<domain::AccountState>(&shadow.state);
        if (account == nullptr)
            continue;
        for (const auto& [currency, cash] : account->cash) {
            const auto posted = m_posted.find({stream, currency});
            const Decimal sum = posted != m_posted.end() ? posted->second : Decimal();
            if (sum != cash)
                findings.push_back({"cash", shadow.changedAt, "The account " + account->account.text() + " has " + cash.toString() + ' ' + currency
                                        + ", but its postings come to " + sum.toString() + '.', false});
        }
    }
    auto expected = m_filled;
    for (const auto& [key, quantity] : held)
        expected.try_emplace(key, Decimal());
    for (const auto& [key, sum] : expected) {
        const auto position = held.find(key);
        const Decimal quantity = position != held.end() ? position->second : Decimal();
        if (quantity != sum)
            findings.push_back({"positions", m_position, "The position " + key.second + " of " + key.first.text() + " is " + quantity.toString()
                                    + ", but its fills come to " + sum.toString() + '.', false});
    }
    return findings;
}

}  // namespace tradecore::application
