// SPDX-License-Identifier: GPL-3.0-only
#include "ui/shell/notification.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QVariantMap>

namespace bubblenet::ui {

// https://specifications.freedesktop.org/notification-spec/latest/
void notifyDesktop(const QString& title, const QString& text) {
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    const QString name = "org.freedesktop.Notifications";
    auto call = QDBusMessage::createMethodCall(name, "/org/freedesktop/Notifications", name, "Notify");
    constexpr int kUsualTime = -1;
    call << QString("Bubblenet") << 0U << QString("bubblenet") << title << text << QStringList() << QVariantMap()
         << kUsualTime;
    QDBusConnection::sessionBus().asyncCall(call);
}

} // namespace bubblenet::ui
