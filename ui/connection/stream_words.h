// Words and tone of a stream's health, the same in status bar, log and dialog.
#pragma once

#include "application/market/display_feed.h"
#include "ui/common/cell.h"

#include <QString>

namespace tradecore::ui {

[[nodiscard]] Tone toneOf(application::StreamHealth health);
// "live", "connecting", "stale", "down"
[[nodiscard]] QString labelFor(application::StreamHealth health);
// "live, last heard 0.2 s ago" or the reason with the next attempt.
[[nodiscard]] QString streamSentence(const application::StreamStatus& stream, SteadyTime now);

}  // namespace tradecore::ui
