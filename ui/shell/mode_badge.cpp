#include "ui/shell/mode_badge.h"

#include <QPainter>
#include <QVBoxLayout>

namespace tradecore::ui {

ModeBadge::ModeBadge(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(u"modeBadge"_qs);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ModeBadge::setText(const QString& mode, const QString& detail)
{
    if (mode == m_mode && detail == m_detail)
        return;
    m_mode = mode;
    m_detail = detail;
    setAccessibleName(QString(mode % u", " % detail));
    updateGeometry();
    update();
}

QSize ModeBadge::sizeHint() const
{
    const QFontMetrics bold(m_theme.headingFont());
    const QFontMetrics plain(m_theme.uiFont());
    return {bold.horizontalAdvance(m_mode) + plain.horizontalAdvance(m_detail) + 32, 24};
}

void ModeBadge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto& colours = m_theme.colours();
    painter.setPen(QPen(colours.practice, 1));
    painter.setBrush(mixed(colours.window, colours.practice, 0.14));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(colours.practice);
    painter.setFont(m_theme.headingFont());
    const int modeWidth = painter.fontMetrics().horizontalAdvance(m_mode);
    painter.drawText(rect().adjusted(10, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_mode);
    painter.setFont(m_theme.uiFont());
    painter.setPen(colours.text);
    painter.drawText(rect().adjusted(10 + modeWidth + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, m_detail);
}

HairlineFrame::HairlineFrame(const Theme& theme, QWidget* content, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(content);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HairlineFrame::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colours().panel);
    painter.setPen(QPen(m_theme.colours().practice, 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

}  // namespace tradecore::ui
