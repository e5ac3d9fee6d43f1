// Arguments of the local API's requests as values, or the sentence that says what is wrong with them. Pure functions; hostile
// input is expected.
#pragma once

#include "application/market/market_access.h"
#include "application/order/order_commands.h"
#include "application/order/order_queries.h"
#include "base/result.h"

#include <QJsonObject>
#include <QString>

namespace tradecore::infrastructure {

struct ArgumentError {
    QString text;
};

// The error of a receipt that is not done.
[[nodiscard]] QString codeOf(const application::Receipt& receipt);
[[nodiscard]] QString messageOf(const application::Receipt& receipt);

// Nothing where no account is named.
[[nodiscard]] std::optional<domain::AccountId> accountFrom(const QJsonObject& arguments);
[[nodiscard]] Result<QString, ArgumentError> requiredText(const QJsonObject& arguments, const QString& key);
// "AAPL.SIM", or "AAPL" with the venue of the active source.
[[nodiscard]] Result<domain::InstrumentId, ArgumentError> instrumentFrom(const QString& text, const std::string& defaultVenue);
// client_order_id may be absent: the server mints one and the answer carries it.
[[nodiscard]] Result<application::PlaceOrder, ArgumentError> placeOrderFrom(const QJsonObject& arguments,
                                                                            const std::string& defaultVenue);
[[nodiscard]] Result<domain::OrderChange, ArgumentError> orderChangeFrom(const QJsonObject& arguments);
[[nodiscard]] Result<application::BarsRequest, ArgumentError> barsRequestFrom(const QJsonObject& arguments,
                                                                              const std::string& defaultVenue);

}  // namespace tradecore::infrastructure
