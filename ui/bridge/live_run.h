// SPDX-License-Identifier: GPL-3.0-only
// A run of this window: the checks before it, its folder and its engine, all on other threads. The request functions
// return at once. Window's thread.
#pragma once

#include <functional>
#include <mutex>
#include <thread>

#include "core/engine/engine.h"
#include "ui/bridge/run_source.h"

namespace bubblenet::ui {

class LiveRun : public RunSource {
    Q_OBJECT

public:
    /// A new run below `parentFolder`.
    LiveRun(config::RunConfig config, QString parentFolder, QObject* parent = nullptr);
    /// Goes on with an interrupted one.
    explicit LiveRun(QString folder, QObject* parent = nullptr);
    /// Stops the run, and waits for that: to be deleted after ended().
    ~LiveRun() override;

    void requestPause() { request(&engine::RunControl::requestPause); }
    void requestResume() { request(&engine::RunControl::requestResume); }
    void requestStop() { request(&engine::RunControl::requestStop); }
    void requestCheckpoint() { request(&engine::RunControl::requestCheckpoint); }

private:
    using Request = void (engine::RunControl::*)();
    using OpenFolder = std::function<store::RunFolder()>;
    void request(Request what);
    void threadMain(const OpenFolder& openFolder);
    void runEngine(store::RunFolder folder);

    std::mutex m_mutex;
    engine::RunControl* m_control = nullptr; ///< while there is an engine
    std::vector<Request> m_early;            ///< asked for before there was one
    std::thread m_thread;                    ///< last: it uses all the others
};

} // namespace bubblenet::ui
