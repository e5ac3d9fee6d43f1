#include "ui/shell/action_registry.h"

#include <QWidget>

#include <set>

namespace tradecore::ui {

ActionRegistry::ActionRegistry(QWidget* window) : QObject(window), m_window(window) {}

QAction* ActionRegistry::add(const QString& id, const QString& text, const QKeySequence& keys)
{
    auto* action = new QAction(text, m_window);
    action->setObjectName(id);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WindowShortcut);
    if (!keys.isEmpty())
        action->setToolTip(QString(action->iconText() % u" (" % keys.toString(QKeySequence::NativeText) % u')'));
    m_window->addAction(action);
    m_actions.emplace(id, action);
    m_all.push_back(action);
    return action;
}

QAction* ActionRegistry::action(const QString& id) const
{
    const auto found = m_actions.find(id);
    return found == m_actions.end() ? nullptr : found->second;
}

QString ActionRegistry::findConflict() const
{
    std::set<QString> seen;
    for (const auto* action : m_all) {
        for (const auto& keys : action->shortcuts()) {
            if (!seen.insert(keys.toString()).second)
                return keys.toString();
        }
    }
    return {};
}

}  // namespace tradecore::ui
