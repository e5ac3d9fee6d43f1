// Theme: the colours of the desk, from measured tokens (light, dark, the system's own palette under high contrast) and a
// choice of market colours. Owned by the composition, lives on the gui thread; widgets hold a reference and listen to
// changed(). Applied through Fusion and QPalette; there is no style sheet.
#pragma once

#include "ui/common/cell.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QPalette>

namespace tradecore::ui {

enum class ThemeChoice { System, Light, Dark };
enum class MarketColours { GreenUp, RedUp, ColourBlind };

struct ThemeColours {
    bool dark = false;
    QColor window, panel, raised, hairline;
    QColor text, muted, disabled;
    QColor accent, onAccent;
    QColor up, down;
    QColor buy, sell, onSide;
    QColor warning, danger, practice;
    friend bool operator==(const ThemeColours&, const ThemeColours&) = default;
};

[[nodiscard]] ThemeColours themeColours(bool dark, MarketColours market);
// Contrast of two opaque colours after WCAG 2.1, 1 … 21.
[[nodiscard]] double contrastOf(const QColor& first, const QColor& second);
// `amount` of `over` laid on `base`; both opaque, so that nothing shines through.
[[nodiscard]] QColor mixed(const QColor& base, const QColor& over, double amount);

class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QObject* parent = nullptr);

    void choose(ThemeChoice choice, MarketColours market);
    // What the desktop asks for; used while the choice is System. Under high contrast its palette is taken as it is.
    void setSystemAppearance(bool dark, bool highContrast, bool reducedMotion);
    // Sets style, palette and font of the application.
    void apply();

    [[nodiscard]] const ThemeColours& colours() const { return m_colours; }
    [[nodiscard]] QColor colourOf(Tone tone) const;
    [[nodiscard]] bool hasReducedMotion() const { return m_reducedMotion; }
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] MarketColours marketColours() const { return m_market; }

    [[nodiscard]] QFont uiFont() const;
    [[nodiscard]] QFont headingFont() const;
    [[nodiscard]] QFont labelFont() const;
    // Tabular digits.
    [[nodiscard]] QFont numberFont(int pixelSize = 12) const;

Q_SIGNALS:
    void changed();

private:
    void update();
    [[nodiscard]] QPalette palette() const;

    ThemeChoice m_choice = ThemeChoice::System;
    MarketColours m_market = MarketColours::GreenUp;
    bool m_systemDark = false;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
    ThemeColours m_colours;
    QPalette m_systemPalette;
    QString m_uiFamily;
    QString m_numberFamily;
};

}  // namespace tradecore::ui
