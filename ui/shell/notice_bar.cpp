#include "ui/shell/notice_bar.h"

#include <QHBoxLayout>

namespace tradecore::ui {

NoticeBar::NoticeBar(const QString& name, const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_sentence(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_dismiss(new QToolButton(this))
{
    setObjectName(name);
    setAccessibleName(tr("Notice"));
    setAutoFillBackground(true);
    m_sentence->setWordWrap(true);
    m_sentence->setObjectName(QString(name % u"Sentence"));
    m_action->setObjectName(QString(name % u"ActionButton"));
    m_action->setAccessibleName(tr("Action of the notice"));
    m_dismiss->setObjectName(QString(name % u"DismissButton"));
    m_dismiss->setText(u"✕"_qs);
    m_dismiss->setAccessibleName(tr("Dismiss the notice"));
    m_dismiss->setToolTip(m_dismiss->accessibleName());
    m_dismiss->setAutoRaise(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(12);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_action);
    row->addWidget(m_dismiss);
    connect(m_action, &QPushButton::clicked, this, &NoticeBar::actionTriggered);
    connect(m_dismiss, &QToolButton::clicked, this, &QWidget::hide);
    connect(&theme, &Theme::changed, this, &NoticeBar::applyTheme);
    hide();
}

void NoticeBar::show(const QString& sentence, Tone tone, const QString& actionText)
{
    m_tone = tone;
    m_sentence->setText(sentence);
    m_action->setText(actionText);
    m_action->setAccessibleName(actionText);
    m_action->setVisible(!actionText.isEmpty());
    setAccessibleDescription(sentence);
    applyTheme();
    QWidget::show();
}

void NoticeBar::applyTheme()
{
    auto palette = QWidget::palette();
    palette.setColor(QPalette::Window, mixed(m_theme.colours().panel, m_theme.colourOf(m_tone), 0.2));
    palette.setColor(QPalette::WindowText, m_theme.colours().text);
    setPalette(palette);
}

}  // namespace tradecore::ui
