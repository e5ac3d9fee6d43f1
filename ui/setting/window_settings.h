// UiSettings: what a person may choose about the window; a typed value with one default. Stored by the composition, which is
// told through WindowSetup::saveSettings.
#pragma once

#include "ui/common/blotter_view.h"
#include "ui/common/theme.h"

namespace tradecore::ui {

struct UiSettings {
    ThemeChoice theme = ThemeChoice::System;
    MarketColours marketColours = MarketColours::GreenUp;
    BlotterView::RowHeight rowHeight = BlotterView::RowHeight::Normal;
    bool confirmCancel = true;
    friend bool operator==(const UiSettings&, const UiSettings&) = default;
};

}  // namespace tradecore::ui
