#include "ui/common/desk_style.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QVariant>

namespace tradecore::ui {
namespace {

constexpr qreal cornerRadius = 4.0;

// A line of one device pixel, whatever the scale.
QPen hairlinePen(const QColor& colour, const QPainter& painter)
{
    QPen pen(colour, 1.0 / painter.device()->devicePixelRatioF());
    pen.setCosmetic(false);
    return pen;
}

void drawBox(QPainter& painter, const QRect& rect, const QColor& fill, const QColor& edge, bool focus,
             const QColor& accent)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal width = focus ? 2.0 : 1.0;
    painter.setPen(focus ? QPen(accent, width) : QPen(edge, width));
    painter.setBrush(fill);
    const qreal inset = width / 2.0;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), cornerRadius, cornerRadius);
    painter.restore();
}

QColor blended(const QColor& base, const QColor& over, int percent)
{
    const auto channel = [percent](int from, int to) { return from + (to - from) * percent / 100; };
    return QColor(channel(base.red(), over.red()), channel(base.green(), over.green()), channel(base.blue(), over.blue()));
}

void drawButtonPanel(const QStyleOption* option, QPainter& painter, const QWidget* widget)
{
    const auto& palette = option->palette;
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool hover = enabled && option->state.testFlag(QStyle::State_MouseOver);
    const bool down = option->state.testFlag(QStyle::State_Sunken);
    const bool on = option->state.testFlag(QStyle::State_On);
    const bool focus = option->state.testFlag(QStyle::State_HasFocus);
    auto fill = palette.color(QPalette::Button);
    auto edge = palette.color(QPalette::Mid);
    const auto own = widget ? widget->property(fillProperty) : QVariant();
    if (own.isValid() && enabled) {
        fill = own.value<QColor>();
        edge = fill;
    } else if (on) {
        fill = blended(fill, palette.color(QPalette::Highlight), 22);
        edge = palette.color(QPalette::Highlight);
    }
    if (hover)
        fill = blended(fill, palette.color(QPalette::Text), 8);
    if (down)
        fill = blended(fill, palette.color(QPalette::Shadow), 18);
    if (!enabled)
        fill = palette.color(QPalette::Window);
    drawBox(painter, option->rect, fill, edge, focus, own.isValid() ? palette.color(QPalette::Text)
                                                                    : palette.color(QPalette::Highlight));
}

void drawToolButtonPanel(const QStyleOption* option, QPainter& painter)
{
    const auto& palette = option->palette;
    const bool enabled = option->state.testFlag(QStyle::State_Enabled);
    const bool hover = enabled && option->state.testFlag(QStyle::State_MouseOver);
    const bool on = option->state.testFlag(QStyle::State_On);
    const bool focus = option->state.testFlag(QStyle::State_HasFocus);
    if (!hover && !on && !focus && !option->state.testFlag(QStyle::State_Sunken))
        return;
    auto fill = palette.color(QPalette::Base);
    if (on)
        fill = blended(fill, palette.color(QPalette::Highlight), 22);
    if (hover)
        fill = blended(fill, palette.color(QPalette::Text), 9);
    drawBox(painter, option->rect, fill, on ? palette.color(QPalette::Highlight) : fill, focus,
            palette.color(QPalette::Highlight));
}

void drawTab(const QStyleOptionTab& tab, QPainter& painter)
{
    const auto& palette = tab.palette;
    const bool selected = tab.state.testFlag(QStyle::State_Selected);
    if (!selected && tab.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(tab.rect, blended(palette.color(QPalette::Window), palette.color(QPalette::Text), 6));
    if (selected)
        painter.fillRect(QRect(tab.rect.left(), tab.rect.bottom() - 1, tab.rect.width(), 2),
                         palette.color(QPalette::Highlight));
}

void drawHeaderSection(const QStyleOption* option, QPainter& painter)
{
    const auto& palette = option->palette;
    painter.fillRect(option->rect, palette.color(QPalette::Base));
    painter.save();
    painter.setPen(hairlinePen(palette.color(QPalette::Mid), painter));
    const auto y = QRectF(option->rect).bottom() - 0.5 / painter.device()->devicePixelRatioF();
    painter.drawLine(QPointF(option->rect.left(), y), QPointF(option->rect.right() + 1, y));
    painter.restore();
}

}  // namespace

DeskStyle::DeskStyle() : QProxyStyle(QStyleFactory::create(u"Fusion"_qs))
{
    setObjectName(styleName());
}

QString DeskStyle::styleName()
{
    return u"tradecore-desk"_qs;
}

void DeskStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QTabBar*>(widget) || qobject_cast<QComboBox*>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

int DeskStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    // Only the measures that the desk sets; the base style has the others.
    const int base = QProxyStyle::pixelMetric(metric, option, widget);
    if (metric == PM_DockWidgetSeparatorExtent || metric == PM_SplitterWidth)
        return 1;
    if (metric == PM_DefaultFrameWidth && qobject_cast<const QAbstractItemView*>(widget))
        return 0;
    if (metric == PM_DockWidgetFrameWidth || metric == PM_TabBarBaseHeight || metric == PM_TabBarBaseOverlap)
        return 0;
    if (metric == PM_TabBarTabHSpace)
        return 24;
    if (metric == PM_TabBarTabVSpace)
        return 14;
    if (metric == PM_SmallIconSize || metric == PM_ButtonIconSize || metric == PM_ToolBarIconSize)
        return 16;
    if (metric == PM_ToolBarItemSpacing)
        return 4;
    if (metric == PM_ToolBarFrameWidth)
        return 0;
    if (metric == PM_ScrollBarExtent)
        return 10;
    if (metric == PM_FocusFrameHMargin)
        return 6;
    if (metric == PM_HeaderMargin)
        return 6;
    if (metric == PM_ButtonShiftHorizontal || metric == PM_ButtonShiftVertical)
        return 0;
    return base;
}

int DeskStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                         QStyleHintReturn* data) const
{
    if (hint == SH_EtchDisabledText || hint == SH_ScrollBar_Transient || hint == SH_UnderlineShortcut)
        return 0;
    if (hint == SH_ItemView_ShowDecorationSelected)
        return 1;
    if (hint == SH_ToolTip_WakeUpDelay)
        return 350;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

QSize DeskStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                  const QWidget* widget) const
{
    auto wanted = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_PushButton || type == CT_ComboBox || type == CT_LineEdit)
        wanted.setHeight(28);
    if (type == CT_PushButton)
        wanted.rwidth() += 16;
    if (type == CT_MenuBarItem)
        wanted += QSize(8, 4);
    if (type == CT_HeaderSection)
        wanted.setHeight(24);
    return wanted;
}

void DeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const
{
    if (element == PE_PanelButtonCommand) {
        drawButtonPanel(option, *painter, widget);
        return;
    }
    if (element == PE_PanelButtonTool) {
        drawToolButtonPanel(option, *painter);
        return;
    }
    if (element == PE_PanelLineEdit || element == PE_FrameLineEdit) {
        const auto* line = qobject_cast<const QLineEdit*>(widget);
        if (line && !line->hasFrame())
            return;
        if (element == PE_PanelLineEdit) {
            const bool enabled = option->state.testFlag(State_Enabled);
            const auto fill = option->palette.color(enabled ? QPalette::Base : QPalette::Window);
            const auto own = widget ? widget->property(fillProperty) : QVariant();
            drawBox(*painter, option->rect, fill,
                    own.isValid() ? own.value<QColor>() : option->palette.color(QPalette::Mid),
                    option->state.testFlag(State_HasFocus), option->palette.color(QPalette::Highlight));
        }
        return;
    }
    if (element == PE_IndicatorDockWidgetResizeHandle) {
        painter->fillRect(option->rect, option->palette.color(QPalette::Mid));
        return;
    }
    if (element == PE_FrameTabBarBase || element == PE_FrameTabWidget || element == PE_FrameDockWidget
        || element == PE_PanelStatusBar || element == PE_FrameStatusBarItem || element == PE_FrameFocusRect
        || element == PE_IndicatorToolBarSeparator || element == PE_PanelToolBar || element == PE_FrameMenu)
        return;
    if (element == PE_PanelMenu) {
        painter->fillRect(option->rect, option->palette.color(QPalette::Button));
        painter->setPen(option->palette.color(QPalette::Mid));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void DeskStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                            const QWidget* widget) const
{
    if (element == CE_TabBarTabShape) {
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            drawTab(*tab, *painter);
        return;
    }
    if (element == CE_TabBarTabLabel) {
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
            auto label = *tab;
            label.state.setFlag(State_HasFocus, false);
            const auto role = tab->state.testFlag(State_Selected) ? QPalette::Text : QPalette::PlaceholderText;
            label.palette.setColor(QPalette::WindowText, tab->palette.color(role));
            QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return;
    }
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        drawHeaderSection(option, *painter);
        return;
    }
    if (element == CE_HeaderLabel) {
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            auto label = *header;
            label.palette.setColor(QPalette::ButtonText, header->palette.color(QPalette::PlaceholderText));
            QProxyStyle::drawControl(element, &label, painter, widget);
        }
        return;
    }
    if (element == CE_MenuBarItem) {
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            const bool active = item->state.testFlag(State_Selected) || item->state.testFlag(State_Sunken);
            painter->fillRect(item->rect, active ? blended(item->palette.color(QPalette::Window), item->palette.color(QPalette::Text), 10)
                                                 : item->palette.color(QPalette::Window));
            drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic, item->palette,
                         item->state.testFlag(State_Enabled), item->text, QPalette::WindowText);
        }
        return;
    }
    if (element == CE_ToolBar || element == CE_MenuBarEmptyArea) {
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        return;
    }
    if (element == CE_Splitter) {
        painter->fillRect(option->rect, option->palette.color(QPalette::Mid));
        return;
    }
    if (element == CE_PushButtonLabel && widget) {
        const auto own = widget->property(fillProperty);
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (own.isValid() && button && button->state.testFlag(State_Enabled)) {
            auto label = *button;
            const auto fill = own.value<QColor>();
            label.palette.setColor(QPalette::ButtonText, fill.lightness() > 150 ? QColor(0x0B, 0x12, 0x20) : QColor(Qt::white));
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void DeskStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                   const QWidget* widget) const
{
    if (control == CC_ComboBox) {
        const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        if (combo && combo->frame) {
            drawBox(*painter, combo->rect, combo->palette.color(QPalette::Base), combo->palette.color(QPalette::Mid),
                    combo->state.testFlag(State_HasFocus), combo->palette.color(QPalette::Highlight));
            const auto arrow = subControlRect(CC_ComboBox, combo, SC_ComboBoxArrow, widget);
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(QPen(combo->palette.color(QPalette::PlaceholderText), 1.75, Qt::SolidLine, Qt::RoundCap,
                                 Qt::RoundJoin));
            const QPointF middle = QRectF(arrow).center();
            painter->drawPolyline(QPolygonF({middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)}));
            painter->restore();
            return;
        }
    }
    if (control == CC_ScrollBar) {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        painter->fillRect(option->rect, option->palette.color(QPalette::Base));
        if (bar && bar->maximum > bar->minimum) {
            const auto handle = subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget);
            painter->save();
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(blended(option->palette.color(QPalette::Base), option->palette.color(QPalette::Text),
                                      bar->state.testFlag(State_MouseOver) ? 45 : 28));
            painter->drawRoundedRect(QRectF(handle).adjusted(2, 2, -2, -2), 3, 3);
            painter->restore();
        }
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect DeskStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    const auto rect = QProxyStyle::subElementRect(element, option, widget);
    const auto* line = qobject_cast<const QLineEdit*>(widget);
    return element == SE_LineEditContents && line && line->hasFrame() ? rect.adjusted(5, 0, -5, 0) : rect;
}

QRect DeskStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        // No arrow buttons: the groove is the whole bar.
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (!bar || part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
            return {};
        const bool horizontal = bar->orientation == Qt::Horizontal;
        const int length = horizontal ? bar->rect.width() : bar->rect.height();
        const int span = bar->maximum - bar->minimum + bar->pageStep;
        const int handle = span > 0 ? std::max(24, length * bar->pageStep / span) : length;
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle,
                                                  bar->upsideDown);
        const auto piece = [&](int from, int to) {
            return horizontal ? QRect(from, 0, to - from, bar->rect.height()) : QRect(0, from, bar->rect.width(), to - from);
        };
        if (part == SC_ScrollBarSlider)
            return visualRect(bar->direction, bar->rect, piece(start, start + handle));
        if (part == SC_ScrollBarSubPage)
            return visualRect(bar->direction, bar->rect, piece(0, start));
        if (part == SC_ScrollBarAddPage)
            return visualRect(bar->direction, bar->rect, piece(start + handle, length));
        return bar->rect;
    }
    const auto rect = QProxyStyle::subControlRect(control, option, part, widget);
    return control == CC_ComboBox && part == SC_ComboBoxEditField ? rect.adjusted(4, 0, 0, 0) : rect;
}

}  // namespace tradecore::ui
