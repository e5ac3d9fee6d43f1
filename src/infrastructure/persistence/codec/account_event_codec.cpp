#include "infrastructure/persistence/codec/event_type.h"
#include "infrastructure/persistence/codec/shared_fields.h"

namespace tradecore::infrastructure {

// The stored names: written once, never changed.
static std::string_view storedName(Named<domain::AccountOpened>) { return "account.opened"; }
static std::string_view storedName(Named<domain::AccountCashMoved>) { return "account.cash_moved"; }
static std::string_view storedName(Named<domain::AccountFillPosted>) { return "account.fill_posted"; }
static std::string_view storedName(Named<domain::AccountDifferenceFound>) { return "account.difference_found"; }
static std::string_view storedName(Named<domain::AccountDifferenceCleared>) { return "account.difference_cleared"; }
static std::string_view storedName(Named<domain::AccountReconciled>) { return "account.reconciled"; }
static std::string_view storedName(Named<domain::AccountTradingStateChanged>) { return "account.trading_state_changed"; }
static std::string_view storedName(Named<domain::AccountFillRestated>) { return "account.fill_restated"; }
static std::string_view storedName(Named<domain::AccountSplitApplied>) { return "account.split_applied"; }

template <typename Archive, Of<domain::AccountOpened> Event>
void fields(Archive& archive, Event& event)
{
    archive("account", event.account);
    archive("broker", event.broker);
    archive("marking_source", event.markingSource);
    archive("mode", event.mode);
    archive("currency", event.currency);
}

template <typename Archive, Of<domain::AccountCashMoved> Event>
void fields(Archive& archive, Event& event)
{
    archive("activity_id", event.activityId);
    archive("kind", event.kind);
    archive("amount", event.amount);
    archive("happened_at", event.happenedAt);
}

template <typename Archive, Of<domain::AccountFillPosted> Event>
void fields(Archive& archive, Event& event)
{
    archive("client_order_id", event.clientOrderId);
    archive("execution_id", event.executionId);
    archive("proceeds", event.proceeds);
    archive("commission", event.commission);
}

template <typename Archive, Of<domain::AccountDifferenceFound> Event>
void fields(Archive& archive, Event& event)
{
    archive("difference_id", event.differenceId);
    archive("kind", event.kind);
    archive("subject", event.subject);
    archive("ours", event.ours);
    archive("broker", event.broker);
    archive("found_at", event.foundAt);
}

template <typename Archive, Of<domain::AccountDifferenceCleared> Event>
void fields(Archive& archive, Event& event)
{
    archive("difference_id", event.differenceId);
    archive("how", event.how);
}

template <typename Archive, Of<domain::AccountReconciled> Event>
void fields(Archive& archive, Event& event)
{
    archive("executions_booked", event.executionsBooked);
    archive("orders_adopted", event.ordersAdopted);
    archive("venue_cursor", event.venueCursor);
}

template <typename Archive, Of<domain::AccountTradingStateChanged> Event>
void fields(Archive& archive, Event& event)
{
    archive("state", event.state);
    archive("reason", event.reason);
}

template <typename Archive, Of<domain::AccountFillRestated> Event>
void fields(Archive& archive, Event& event)
{
    archive("client_order_id", event.clientOrderId);
    archive("execution_id", event.executionId);
    archive("booked_proceeds", event.bookedProceeds);
    archive("booked_commission", event.bookedCommission);
    archive("proceeds", event.proceeds);
    archive("commission", event.commission);
}

template <typename Archive, Of<domain::AccountSplitApplied> Event>
void fields(Archive& archive, Event& event)
{
    archive("action_id", event.actionId);
    archive("instrument", event.instrument);
    archive("numerator", event.numerator);
    archive("denominator", event.denominator);
    archive("cash_in_lieu", event.cashInLieu);
    archive("effective_at", event.effectiveAt);
}

std::string_view writeFamily(const domain::AccountEvent& event, std::string& payload)
{
    return writeEvent(event, payload);
}

std::vector<EventType> accountEventTypes()
{
    return typesOf<domain::AccountEvent>();
}

}  // namespace tradecore::infrastructure
