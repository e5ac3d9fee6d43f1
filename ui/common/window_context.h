// What every panel is given: the Desk, the executor of the gui thread, the theme and the instruments. Owned by the composition
// (desk, executor, theme) and by the main window (instruments); all outlive the panels.
#pragma once

#include "application/market/desk.h"
#include "ui/common/instrument_directory.h"
#include "ui/common/theme.h"

namespace tradecore::ui {

struct WindowContext {
    application::Desk& desk;
    Executor& gui;
    Theme& theme;
    InstrumentDirectory& instruments;
};

}  // namespace tradecore::ui
