// What stands in the ticket's fields, as text, and its reading into order terms. Parsing uses the locale's decimal sign and
// Decimal; whether the order would pass is asked from the Desk, not judged here. Values of the gui thread.
#pragma once

#include "domain/instrument/instrument.h"
#include "domain/order/order_bracket.h"
#include "domain/order/order_reasons.h"
#include "domain/order/order_terms.h"
#include "ui/common/number_text.h"

#include <QString>

#include <optional>
#include <vector>

namespace tradecore::ui {

enum class TicketField { None, Symbol, Quantity, Limit, Stop, Trail, TakeProfit, StopLoss };

struct TicketTexts {
    QString quantity;
    QString limit;
    QString stop;
    QString trail = {};
    QString takeProfit = {};   // empty: no exit of that kind
    QString stopLoss = {};
};

struct TicketReading {
    std::optional<domain::OrderTerms> terms;  // nothing where a field cannot be read
    domain::ExitPrices exits;
    TicketField field = TicketField::None;    // the first field that cannot
    QString sentence;                         // what is wrong with it; empty while it is merely empty
};

[[nodiscard]] TicketReading readTicket(const TicketTexts& texts, const domain::Instrument* instrument,
                                       domain::OrderTerms chosen);
[[nodiscard]] bool takesLimit(domain::OrderType type);
[[nodiscard]] bool takesStop(domain::OrderType type);
[[nodiscard]] bool takesTrail(domain::OrderType type);
[[nodiscard]] std::vector<domain::TimeInForce> timesInForceFor(domain::OrderType type);
// The field at which a refusal is shown.
[[nodiscard]] TicketField fieldOf(const domain::OrderReason& reason, const domain::OrderTerms& terms);
// "BUY 100 AAPL LIMIT 187.20 DAY"
[[nodiscard]] QString orderInWords(const domain::OrderTerms& terms, int priceDecimals);

}  // namespace tradecore::ui
