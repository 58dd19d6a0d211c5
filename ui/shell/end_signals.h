// SPDX-License-Identifier: GPL-3.0-only
// The end of the session, as the desktop's session manager or SIGINT, SIGTERM and SIGHUP say it, heard on the window's
// thread; a signal that comes again ends the process at once. One object in a process; what is to be done is its
// user's.
#pragma once

#include <QObject>

namespace bubblenet::ui {

class EndSignals : public QObject {
    Q_OBJECT

public:
    explicit EndSignals(QObject* parent = nullptr);
    ~EndSignals() override;

Q_SIGNALS:
    void endRequested();
};

} // namespace bubblenet::ui
