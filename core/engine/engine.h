// SPDX-License-Identifier: GPL-3.0-only
// The only door for the window and the command line: starts a run on a thread of its own and reports events. The sink
// is called on the engine thread and must neither block nor throw; RunFinished comes exactly once, last, whatever
// happens.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

#include "core/config/run_config.h"
#include "core/engine/run_control.h"
#include "core/store/event.h"
#include "core/store/run_folder.h"

namespace bubblenet::engine {

using EventSink = std::function<void(const store::Event&)>;

/// What the engine thread does between RunStarted and RunFinished. Called once; may throw anything.
class Work {
public:
    virtual ~Work() = default;
    /// `emit` records the event and hands it to the sink; `control` is to be asked between batches.
    virtual store::Outcome run(store::RunFolder& folder, RunControl& control,
                               const std::function<void(store::EventBody)>& emit) = 0;
};

class Engine {
public:
    /// Starts at once. The folder is the run's, opened for writing.
    Engine(store::RunFolder folder, std::unique_ptr<Work> work, EventSink sink);
    /// Requests a stop and waits for the thread.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    RunControl& control() { return m_control; }
    /// Blocks until the run has finished, and gives how.
    store::Outcome waitFinished();
    /// After waitFinished: whether the run failed because what the user asked for is wrong.
    bool isWrongUse() const { return m_wrongUse; }

private:
    void threadMain(const EventSink& sink);

    store::RunFolder m_folder;
    std::unique_ptr<Work> m_work;
    RunControl m_control;
    store::Outcome m_outcome = store::Outcome::failed;
    bool m_wrongUse = false;
    std::thread m_thread; ///< last: it uses all the others
};

/// The pruning run that a folder's recipe describes, started or continued where its checkpoints left it.
std::unique_ptr<Work> pruningRun();

} // namespace bubblenet::engine
