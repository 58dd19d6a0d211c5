// SPDX-License-Identifier: GPL-3.0-only
// The end of the program as SIGINT, SIGTERM and SIGHUP say it, heard on the window's thread; a signal that comes again
// ends the process at once. One object in a process; what is to be done is its user's.
#pragma once

#include <QObject>
#include <vector>

namespace bubblenet::ui {

class EndSignals : public QObject {
    Q_OBJECT

public:
    explicit EndSignals(QObject* parent = nullptr);
    ~EndSignals() override;

Q_SIGNALS:
    void endRequested();

private:
    int m_readEnd = -1;
    std::vector<int> m_heard;
};

} // namespace bubblenet::ui
