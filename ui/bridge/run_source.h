// SPDX-License-Identifier: GPL-3.0-only
// Where a window's run comes from: an engine of its own, or the folder of a run that was or is done elsewhere. Both
// give the same signals, on the window's thread.
#pragma once

#include <QObject>

#include "core/config/run_config.h"
#include "core/store/event.h"
#include "ui/bridge/event_queue.h"

namespace bubblenet::ui {

class RunSource : public QObject {
    Q_OBJECT

public:
    explicit RunSource(QObject* parent = nullptr) : QObject(parent) {
        connect(&m_queue, &EventQueue::arrived, this, &RunSource::arrived);
    }

Q_SIGNALS:
    void opened(const QString& folder, const bubblenet::config::RunConfig& config);
    void arrived(const bubblenet::store::Event& event);
    /// Everything that was recorded before has arrived.
    void caughtUp();
    // Whether anybody writes to the folder: said when it is known for the first time, and whenever it changes.
    void writerCame();
    void writerLeft();
    /// Could not be opened, started or read further.
    void failed(const QString& message);
    /// The last signal of a run of this window: its thread is done.
    void ended();

protected:
    EventQueue m_queue;
};

} // namespace bubblenet::ui
