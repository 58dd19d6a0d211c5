// SPDX-License-Identifier: GPL-3.0-only
// Whether the desktop is light or dark: its portal's setting, else how light the application's first palette is. The
// portal is asked without waiting for it. Window's thread.
#pragma once

#include <QObject>

#include "ui/theme/colours.h"

class QDBusVariant;
class QDBusPendingCallWatcher;

namespace bubblenet::ui {

class SystemAppearance : public QObject {
    Q_OBJECT

public:
    explicit SystemAppearance(QObject* parent = nullptr);
    Scheme scheme() const { return m_scheme; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void takeSetting(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void takeAnswer(QDBusPendingCallWatcher* call);
    void setPreference(uint preference);

    Scheme m_scheme = Scheme::light;
};

} // namespace bubblenet::ui
