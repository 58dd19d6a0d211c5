// SPDX-License-Identifier: GPL-3.0-only
// Work on a thread of its own with progress and cancel: checks, downloads, calibration. The window's thread starts it
// and hears of it by queued signals; the body runs on the job's thread and asks its hooks' proceed().
#pragma once

#include <QObject>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "core/engine/tools.h"

namespace bubblenet::ui {

class Job : public QObject {
    Q_OBJECT

public:
    /// What is to be done with the result, on the window's thread.
    using Completion = std::function<void()>;
    using Body = std::function<Completion(const engine::Hooks&)>;

    /// Starts at once.
    explicit Job(Body body, QObject* parent = nullptr);
    /// Cancels, and waits for the body's next proceed().
    ~Job() override;

    void requestCancel() { m_cancelled = true; }
    bool isFinished() const { return m_finished; }

Q_SIGNALS:
    void progressed(const QString& what, qint64 done, qint64 total); ///< total 0: not known
    void noted(const QString& text);
    // One of these comes last; a completed job's completion has run by then.
    void completed();
    void cancelled();
    void failed(const QString& message);

private:
    void threadMain(const Body& body);
    void finish(const std::function<void()>& report);

    std::atomic<bool> m_cancelled{false};
    bool m_finished = false; ///< window's thread
    std::thread m_thread;
};

/// `body` makes a Result on the job's thread, `done` takes it on the window's. The job deletes itself at its end.
template<class Body, class Done> Job* startJob(QObject* parent, Body body, Done done) {
    auto* job = new Job(
        [body = std::move(body), done = std::move(done)](const engine::Hooks& hooks) -> Job::Completion {
            auto result = std::make_shared<decltype(body(hooks))>(body(hooks));
            return [done, result] { done(std::move(*result)); };
        },
        parent);
    for (const auto end : {&Job::completed, &Job::cancelled})
        QObject::connect(job, end, job, &QObject::deleteLater);
    QObject::connect(job, &Job::failed, job, &QObject::deleteLater);
    return job;
}

} // namespace bubblenet::ui
