#include "ui/common/ink.h"

namespace tradecore::ui {

void setInk(QWidget& widget, const QColor& colour)
{
    widget.setForegroundRole(QPalette::WindowText);
    auto palette = widget.palette();
    if (palette.color(QPalette::WindowText) == colour && widget.testAttribute(Qt::WA_SetPalette))
        return;
    palette.setColor(QPalette::WindowText, colour);
    widget.setPalette(palette);
}

}  // namespace tradecore::ui
