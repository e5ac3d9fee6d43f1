// Words and colours of the trading state of an account: calm while active, solid while it is not.
#pragma once

#include "domain/account/account.h"
#include "ui/common/theme.h"

#include <QString>

namespace tradecore::ui {

// "ACTIVE", "REDUCING", "HALTED"
[[nodiscard]] QString nameOfState(domain::TradingState state);
// What leaves this machine in that state.
[[nodiscard]] QString sentenceOfState(domain::TradingState state);
// A solid colour that carries white text in every theme; invalid while active.
[[nodiscard]] QColor fillOfState(domain::TradingState state);
[[nodiscard]] Tone toneOfState(domain::TradingState state);

}  // namespace tradecore::ui
