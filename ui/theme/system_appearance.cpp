// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/system_appearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QGuiApplication>
#include <QPalette>

namespace bubblenet::ui {

namespace {

// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html
const QString kService = "org.freedesktop.portal.Desktop";
const QString kPath = "/org/freedesktop/portal/desktop";
const QString kInterface = "org.freedesktop.portal.Settings";
const QString kGroup = "org.freedesktop.appearance";
const QString kKey = "color-scheme";
constexpr uint kPrefersDark = 1;
constexpr uint kPrefersLight = 2;

} // namespace

SystemAppearance::SystemAppearance(QObject* parent) : QObject(parent) {
    if (QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
        m_scheme = Scheme::dark;
    // Without the address Qt would try to start a bus of its own.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, "SettingChanged", this, SLOT(takeSetting(QString, QString, QDBusVariant)));
    auto call = QDBusMessage::createMethodCall(kService, kPath, kInterface, "Read");
    call << kGroup << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, &SystemAppearance::takeAnswer);
}

void SystemAppearance::takeAnswer(QDBusPendingCallWatcher* call) {
    const QDBusPendingReply<QDBusVariant> reply = *call;
    call->deleteLater();
    if (reply.isError())
        return;
    QVariant value = reply.value().variant();
    if (value.canConvert<QDBusVariant>()) // Read wraps it twice
        value = value.value<QDBusVariant>().variant();
    setPreference(value.toUInt());
}

void SystemAppearance::takeSetting(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == kGroup && key == kKey)
        setPreference(value.variant().toUInt());
}

void SystemAppearance::setPreference(uint preference) {
    if (preference != kPrefersDark && preference != kPrefersLight)
        return;
    const auto scheme = preference == kPrefersDark ? Scheme::dark : Scheme::light;
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    Q_EMIT changed();
}

} // namespace bubblenet::ui
