// The colour of a label's text, whatever panel it stands on: a label on a Base panel takes its text from another palette role.
#pragma once

#include <QColor>
#include <QWidget>

namespace tradecore::ui {

void setInk(QWidget& widget, const QColor& colour);

}  // namespace tradecore::ui
