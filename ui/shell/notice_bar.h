// NoticeBar: a sentence across the desk with at most one action, for what a person must know before anything else. It stays
// until it is dismissed or its cause has gone. Gui thread.
#pragma once

#include "ui/common/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

namespace tradecore::ui {

class NoticeBar : public QWidget {
    Q_OBJECT
public:
    NoticeBar(const QString& name, const Theme& theme, QWidget* parent);
    void show(const QString& sentence, Tone tone, const QString& actionText = {});
    void setDismissable(bool dismissable) { m_dismiss->setVisible(dismissable); }
    [[nodiscard]] QString sentence() const { return m_sentence->text(); }

Q_SIGNALS:
    void actionTriggered();

private:
    void applyTheme();

    const Theme& m_theme;
    Tone m_tone = Tone::Warning;
    QLabel* m_sentence;
    QPushButton* m_action;
    QToolButton* m_dismiss;
};

}  // namespace tradecore::ui
