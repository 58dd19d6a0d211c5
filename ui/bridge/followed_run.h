// SPDX-License-Identifier: GPL-3.0-only
// A run that was recorded before or is being recorded by another process: its folder is read on a thread of its own and
// followed as it grows, until this is deleted. Window's thread.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "ui/bridge/run_source.h"

namespace bubblenet::ui {

class FollowedRun : public RunSource {
    Q_OBJECT

public:
    explicit FollowedRun(QString folder, QObject* parent = nullptr);
    ~FollowedRun() override;

private:
    void threadMain(const std::string& folder);
    bool waitForMore(); ///< false once closed

    std::mutex m_mutex;
    std::condition_variable m_closing;
    bool m_closed = false;
    std::thread m_thread; ///< last: it uses all the others
};

} // namespace bubblenet::ui
