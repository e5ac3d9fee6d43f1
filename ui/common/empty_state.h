// EmptyState: what an empty panel says: one sentence and at most one action, laid over its parent's middle. Mouse events pass
// through outside of the action.
#pragma once

#include "ui/common/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QWidget>

namespace tradecore::ui {

class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const Theme& theme, QWidget* parent);
    void setSentence(const QString& sentence);
    // An empty text hides the action.
    void setAction(const QString& text);

Q_SIGNALS:
    void actionTriggered();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QLabel* m_sentence;
    QPushButton* m_action;
};

}  // namespace tradecore::ui
