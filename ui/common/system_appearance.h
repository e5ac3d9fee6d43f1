// SystemAppearance: what the desktop asks for (dark, high contrast, reduced motion), from the settings portal
// (org.freedesktop.appearance, followed while the program runs) and, where there is none, from the lightness of the
// platform's palette. Gui thread; never blocks: the first answer comes later as a signal.
#pragma once

#include <QDBusVariant>
#include <QObject>
#include <QString>

namespace tradecore::ui {

class SystemAppearance : public QObject {
    Q_OBJECT
public:
    explicit SystemAppearance(QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    void changed(bool dark, bool highContrast, bool reducedMotion);

private Q_SLOTS:
    void onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void ask(const QString& key);
    void take(const QString& key, const QVariant& value);

    bool m_dark = false;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
};

}  // namespace tradecore::ui
