// ActionRegistry: every action of the window once, with id, words and keys: menus, toolbar and the list of shortcuts are made
// of it. Two actions with one key are a programmer error, found by findConflict() in a test. Gui thread.
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>

#include <map>
#include <vector>

namespace tradecore::ui {

class ActionRegistry : public QObject {
    Q_OBJECT
public:
    explicit ActionRegistry(QWidget* window);

    // id: also the object name, e.g. "cancelAllAction".
    QAction* add(const QString& id, const QString& text, const QKeySequence& keys);
    [[nodiscard]] QAction* action(const QString& id) const;
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    // The keys that two actions share; empty where there are none.
    [[nodiscard]] QString findConflict() const;

private:
    QWidget* m_window;
    std::map<QString, QAction*> m_actions;
    std::vector<QAction*> m_all;
};

}  // namespace tradecore::ui
