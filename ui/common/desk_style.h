// DeskStyle: Fusion with the measures of the desk: flat controls with a 4 px corner, one device pixel hairlines, a 2 px focus
// ring, quiet headers and tabs. All colours come from the palette.
#pragma once

#include <QProxyStyle>

namespace tradecore::ui {

class DeskStyle : public QProxyStyle {
    Q_OBJECT
public:
    DeskStyle();
    [[nodiscard]] static QString styleName();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                                QStyleHintReturn* data) const override;
    [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                         const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                       const QWidget* widget) const override;
};

// Dynamic property of a QPushButton: the colour it is filled with (QColor); absent: a plain button.
inline constexpr const char* fillProperty = "tradecoreFill";

}  // namespace tradecore::ui
