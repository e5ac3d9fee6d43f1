// ModeBadge: PRACTICE in quiet violet, always in sight; LIVE is a solid red band across the top with the account's name. The two
// cannot be confused at a glance. HairlineFrame: the violet line round the ticket of a practice account. Gui thread.
#pragma once

#include "ui/common/theme.h"

#include <QLabel>
#include <QWidget>

namespace tradecore::ui {

class ModeBadge : public QWidget {
    Q_OBJECT
public:
    ModeBadge(const Theme& theme, QWidget* parent);
    void setText(const QString& mode, const QString& detail);
    [[nodiscard]] QString text() const { return m_mode; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_mode;
    QString m_detail;
};

class HairlineFrame : public QWidget {
    Q_OBJECT
public:
    HairlineFrame(const Theme& theme, QWidget* content, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

}  // namespace tradecore::ui
