#include "ui/common/system_appearance.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QPalette>

namespace tradecore::ui {
namespace {

const auto portalService = u"org.freedesktop.portal.Desktop"_qs;
const auto portalPath = u"/org/freedesktop/portal/desktop"_qs;
const auto appearance = u"org.freedesktop.appearance"_qs;
constexpr int answerTimeoutMilliseconds = 2'000;

QVariant unwrapped(QVariant value)
{
    for (int depth = 0; depth < 3 && value.metaType() == QMetaType::fromType<QDBusVariant>(); ++depth)
        value = value.value<QDBusVariant>().variant();
    return value;
}

}  // namespace

PortalSettings::PortalSettings(QObject* parent)
    : QDBusAbstractInterface(portalService, portalPath, "org.freedesktop.portal.Settings", QDBusConnection::sessionBus(), parent)
{
    setTimeout(answerTimeoutMilliseconds);
}

SystemAppearance::SystemAppearance(QObject* parent)
    : QObject(parent)
    , m_dark(QApplication::palette().color(QPalette::Window).lightness() < 128)
{
}

void SystemAppearance::start()
{
    Q_EMIT changed(m_dark, m_highContrast, m_reducedMotion);
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    m_portal = new PortalSettings(this);
    connect(m_portal, &PortalSettings::SettingChanged, this, &SystemAppearance::onSettingChanged);
    for (const auto& key : {u"color-scheme"_qs, u"contrast"_qs, u"reduced-motion"_qs})
        ask(key);
}

void SystemAppearance::ask(const QString& key)
{
    auto* watcher = new QDBusPendingCallWatcher(m_portal->asyncCall(u"Read"_qs, appearance, key), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher* done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        if (reply.isValid())
            take(key, QVariant::fromValue(reply.value()));
        done->deleteLater();
    });
}

void SystemAppearance::onSettingChanged(const QString& space, const QString& key, const QDBusVariant& value)
{
    if (space == appearance)
        take(key, QVariant::fromValue(value));
}

void SystemAppearance::take(const QString& key, const QVariant& value)
{
    const auto number = unwrapped(value).toUInt();
    if (key == u"color-scheme"_qs && number != 0)
        m_dark = number == 1;
    else if (key == u"contrast"_qs)
        m_highContrast = number == 1;
    else if (key == u"reduced-motion"_qs)
        m_reducedMotion = number == 1;
    Q_EMIT changed(m_dark, m_highContrast, m_reducedMotion);
}

}  // namespace tradecore::ui
