// SystemAppearance: what the desktop asks for (dark, high contrast, reduced motion), from the settings portal
// (org.freedesktop.appearance, followed while the program runs) and, where there is none, from the lightness of the
// platform's palette. Gui thread; never blocks: the first answer comes later as a signal.
#pragma once

#include <QDBusAbstractInterface>
#include <QDBusVariant>
#include <QObject>
#include <QString>

namespace tradecore::ui {

// The portal's interface; a connection to its signal subscribes on the bus.
class PortalSettings : public QDBusAbstractInterface {
    Q_OBJECT
public:
    explicit PortalSettings(QObject* parent);

Q_SIGNALS:
    // The name is the one on the bus.
    void SettingChanged(const QString& space, const QString& key, const QDBusVariant& value);
};

class SystemAppearance : public QObject {
    Q_OBJECT
public:
    explicit SystemAppearance(QObject* parent = nullptr);
    void start();

Q_SIGNALS:
    void changed(bool dark, bool highContrast, bool reducedMotion);

private:
    void onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value);
    void ask(const QString& key);
    void take(const QString& key, const QVariant& value);

    PortalSettings* m_portal = nullptr;
    bool m_dark = false;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
};

}  // namespace tradecore::ui
