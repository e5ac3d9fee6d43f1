// Icons drawn for this project (resources/icons, 24 grid, 1.75 px strokes, stroke="currentColor"), coloured from the theme.
// Sharp at every scale: rendered for each device pixel ratio on demand.
#pragma once

#include "ui/common/theme.h"

#include <QIcon>

namespace tradecore::ui {

// name: the file without its ending, e.g. "cancel". A name that has no file gives an empty icon.
[[nodiscard]] QIcon themedIcon(const QString& name, const Theme& theme, Tone tone = Tone::Muted);
[[nodiscard]] QIcon colouredIcon(const QString& name, const QColor& colour);

}  // namespace tradecore::ui
