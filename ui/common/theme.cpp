#include "ui/common/theme.h"

#include "ui/common/desk_style.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

namespace tradecore::ui {
namespace {

ThemeColours darkTokens()
{
    ThemeColours colours;
    colours.dark = true;
    colours.window = QColor(0x14, 0x17, 0x1B);
    colours.panel = QColor(0x1A, 0x1E, 0x23);
    colours.raised = QColor(0x23, 0x28, 0x30);
    colours.hairline = QColor(0x3A, 0x42, 0x4D);
    colours.text = QColor(0xE7, 0xEA, 0xEE);
    colours.muted = QColor(0xA3, 0xAD, 0xB9);
    colours.disabled = QColor(0x6B, 0x76, 0x83);
    colours.accent = QColor(0x5A, 0xA2, 0xFF);
    colours.onAccent = QColor(0x0B, 0x12, 0x20);
    colours.up = QColor(0x2D, 0xB3, 0x9F);
    colours.down = QColor(0xF0, 0x62, 0x5D);
    colours.buy = QColor(0x18, 0x7A, 0x6D);
    colours.sell = QColor(0xC9, 0x42, 0x3E);
    colours.onSide = Qt::white;
    colours.warning = QColor(0xF0, 0xB0, 0x40);
    colours.danger = QColor(0xFF, 0x6B, 0x6B);
    colours.practice = QColor(0xA4, 0x8B, 0xFF);
    return colours;
}

ThemeColours lightTokens()
{
    ThemeColours colours;
    colours.dark = false;
    colours.window = QColor(0xF4, 0xF6, 0xF8);
    colours.panel = Qt::white;
    colours.raised = Qt::white;
    colours.hairline = QColor(0xB9, 0xC2, 0xCD);
    colours.text = QColor(0x17, 0x1C, 0x22);
    colours.muted = QColor(0x4F, 0x5B, 0x68);
    colours.disabled = QColor(0x8A, 0x95, 0xA1);
    colours.accent = QColor(0x0B, 0x5F, 0xCC);
    colours.onAccent = Qt::white;
    colours.up = QColor(0x00, 0x78, 0x6A);
    colours.down = QColor(0xC3, 0x28, 0x2A);
    colours.buy = QColor(0x00, 0x78, 0x6A);
    colours.sell = QColor(0xC3, 0x28, 0x2A);
    colours.onSide = Qt::white;
    colours.warning = QColor(0x8A, 0x5A, 0x00);
    colours.danger = QColor(0xB3, 0x17, 0x1A);
    colours.practice = QColor(0x5B, 0x3F, 0xC4);
    return colours;
}

double linearChannel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminanceOf(const QColor& colour)
{
    return 0.2126 * linearChannel(colour.redF()) + 0.7152 * linearChannel(colour.greenF())
        + 0.0722 * linearChannel(colour.blueF());
}

QString firstInstalled(const QStringList& wanted, const QString& otherwise)
{
    const auto families = QFontDatabase::families();
    for (const auto& family : wanted) {
        if (families.contains(family))
            return family;
    }
    return otherwise;
}

}  // namespace

ThemeColours themeColours(bool dark, MarketColours market)
{
    auto colours = dark ? darkTokens() : lightTokens();
    switch (market) {
    case MarketColours::GreenUp:
        break;
    case MarketColours::RedUp:
        std::swap(colours.up, colours.down);
        break;
    case MarketColours::ColourBlind:
        colours.up = dark ? QColor(0x56, 0xB4, 0xE9) : QColor(0x00, 0x72, 0xB2);
        colours.down = dark ? QColor(0xE6, 0x9F, 0x00) : QColor(0xB3, 0x59, 0x00);
        colours.buy = QColor(0x00, 0x72, 0xB2);
        colours.sell = QColor(0xB3, 0x59, 0x00);
        break;
    }
    return colours;
}

double contrastOf(const QColor& first, const QColor& second)
{
    const auto one = luminanceOf(first);
    const auto two = luminanceOf(second);
    return (std::max(one, two) + 0.05) / (std::min(one, two) + 0.05);
}

QColor mixed(const QColor& base, const QColor& over, double amount)
{
    const auto channel = [amount](int from, int to) { return from + static_cast<int>(std::lround((to - from) * amount)); };
    return QColor(channel(base.red(), over.red()), channel(base.green(), over.green()), channel(base.blue(), over.blue()));
}

Theme::Theme(QObject* parent)
    : QObject(parent)
    , m_colours(themeColours(false, MarketColours::GreenUp))
    , m_systemPalette(QApplication::palette())
{
    // A system without a font of its own for programs falls back to DejaVu; Inter reads better there.
    const auto systemFamily = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    const bool isFallback = systemFamily.contains(u"DejaVu"_qs) || systemFamily.contains(u"Sans Serif"_qs, Qt::CaseInsensitive);
    m_uiFamily = isFallback ? firstInstalled({u"Inter"_qs, u"Noto Sans"_qs, u"DejaVu Sans"_qs}, systemFamily) : systemFamily;
    m_numberFamily = firstInstalled({u"JetBrains Mono"_qs, u"DejaVu Sans Mono"_qs},
                                    QFontDatabase::systemFont(QFontDatabase::FixedFont).family());
}

void Theme::choose(ThemeChoice choice, MarketColours market)
{
    m_choice = choice;
    m_market = market;
    update();
}

void Theme::setSystemAppearance(bool dark, bool highContrast, bool reducedMotion)
{
    m_systemDark = dark;
    m_highContrast = highContrast;
    m_reducedMotion = reducedMotion;
    update();
}

void Theme::update()
{
    const bool dark = m_choice == ThemeChoice::Dark || (m_choice == ThemeChoice::System && m_systemDark);
    auto colours = themeColours(dark, m_market);
    if (m_highContrast && m_choice == ThemeChoice::System) {
        colours.dark = luminanceOf(m_systemPalette.color(QPalette::Window)) < 0.2;
        colours = themeColours(colours.dark, m_market);
        colours.window = colours.panel = colours.raised = m_systemPalette.color(QPalette::Base);
        colours.text = colours.muted = colours.hairline = m_systemPalette.color(QPalette::Text);
        colours.accent = m_systemPalette.color(QPalette::Highlight);
        colours.onAccent = m_systemPalette.color(QPalette::HighlightedText);
    }
    if (colours == m_colours)
        return;
    m_colours = colours;
    apply();
}

void Theme::apply()
{
    if (QApplication::style()->objectName() != DeskStyle::styleName())
        QApplication::setStyle(new DeskStyle);
    QApplication::setPalette(palette());
    QApplication::setFont(uiFont());
    QPixmapCache::clear();
    Q_EMIT changed();
}

QPalette Theme::palette() const
{
    const auto& c = m_colours;
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::Base, c.panel);
    palette.setColor(QPalette::AlternateBase, mixed(c.panel, c.window, 0.5));
    palette.setColor(QPalette::Button, c.raised);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.danger);
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Mid, c.hairline);
    palette.setColor(QPalette::Dark, c.muted);
    palette.setColor(QPalette::Midlight, mixed(c.panel, c.hairline, 0.5));
    palette.setColor(QPalette::Light, c.raised);
    palette.setColor(QPalette::Shadow, c.dark ? QColor(Qt::black) : c.hairline);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, c.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.hairline);
    return palette;
}

QColor Theme::colourOf(Tone tone) const
{
    switch (tone) {
    case Tone::Normal:
        return m_colours.text;
    case Tone::Muted:
        return m_colours.muted;
    case Tone::Up:
        return m_colours.up;
    case Tone::Down:
        return m_colours.down;
    case Tone::Accent:
        return m_colours.accent;
    case Tone::Warning:
        return m_colours.warning;
    case Tone::Danger:
        return m_colours.danger;
    }
    return m_colours.text;
}

QFont Theme::uiFont() const
{
    QFont font(m_uiFamily);
    font.setPixelSize(13);
    return font;
}

QFont Theme::headingFont() const
{
    auto font = uiFont();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::labelFont() const
{
    auto font = uiFont();
    font.setPixelSize(11);
    return font;
}

QFont Theme::numberFont(int pixelSize) const
{
    QFont font(m_numberFamily);
    font.setPixelSize(pixelSize);
    return font;
}

}  // namespace tradecore::ui
