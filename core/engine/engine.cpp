// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/engine.h"

#include <chrono>
#include <exception>

#include "core/base/error.h"
#include "core/base/proceed.h"

namespace bubblenet::engine {

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

constexpr double kThinSeconds = 0.05;

// Progress is for bars: it is thinned, and StepDone only where one came a moment ago. Nothing else is dropped.
class Recorder {
public:
    Recorder(store::RunFolder& folder, const EventSink& sink) : m_folder(folder), m_sink(sink) {}

    void operator()(store::EventBody body) {
        store::Event event{now(), std::move(body)};
        const bool isProgress = std::holds_alternative<store::Progress>(event.body);
        if (isProgress || std::holds_alternative<store::StepDone>(event.body)) {
            double& last = isProgress ? m_lastProgress : m_lastStep;
            if (event.time - last < kThinSeconds)
                return;
            last = event.time;
        }
        if (!isProgress)
            m_folder.append(event);
        if (m_sink)
            m_sink(event);
    }

private:
    store::RunFolder& m_folder;
    const EventSink& m_sink;
    double m_lastProgress = 0;
    double m_lastStep = 0;
};

} // namespace

Engine::Engine(store::RunFolder folder, std::unique_ptr<Work> work, EventSink sink)
    : m_folder(std::move(folder)), m_work(std::move(work)),
      m_thread([this, sink = std::move(sink)]() mutable { threadMain(std::move(sink)); }) {}

Engine::~Engine() {
    m_control.requestStop();
    waitFinished();
}

store::Outcome Engine::waitFinished() {
    if (m_thread.joinable())
        m_thread.join();
    return m_outcome;
}

void Engine::threadMain(EventSink sink) {
    const double start = now();
    Recorder record(m_folder, sink);
    std::string reason;
    m_outcome = store::Outcome::failed;
    try {
        m_outcome = m_work->run(m_folder, m_control, [&record](store::EventBody body) { record(std::move(body)); });
    } catch (const Stopped&) {
        m_outcome = store::Outcome::stopped;
    } catch (const std::exception& error) {
        // LibTorch appends a C++ backtrace to its messages; the first line says what failed.
        const std::string text = error.what();
        reason = dynamic_cast<const Error*>(&error) != nullptr ? text : text.substr(0, text.find('\n'));
    } catch (...) {
        reason = "an exception of an unknown kind";
    }
    const store::RunFinished finished{m_outcome, reason, now() - start};
    try {
        record(finished);
    } catch (const std::exception& error) { // a full disk: the sink must hear the end all the same
        m_outcome = store::Outcome::failed;
        if (sink)
            sink({now(), store::RunFinished{m_outcome, reason.empty() ? error.what() : reason, finished.seconds}});
    }
}

} // namespace bubblenet::engine
