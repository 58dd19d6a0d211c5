// SPDX-License-Identifier: GPL-3.0-only
#include "ui/bridge/job.h"

#include <chrono>

#include "ui/models/phrase_text.h"

namespace bubblenet::ui {

Job::Job(Body body, QObject* parent)
    : QObject(parent), m_thread([this, body = std::move(body)] { threadMain(body); }) {}

Job::~Job() {
    requestCancel();
    m_thread.join();
}

void Job::threadMain(const Body& body) {
    // Blocks of a download would be thousands of signals a second.
    static constexpr auto kThinned = std::chrono::milliseconds(50);
    auto last = std::chrono::steady_clock::now() - kThinned;
    engine::Hooks hooks;
    hooks.proceed = [this] { return !m_cancelled.load(); };
    hooks.progress = [this, &last](const std::string& what, std::int64_t done, std::int64_t total) {
        const auto now = std::chrono::steady_clock::now();
        if (now - last < kThinned && done != total)
            return;
        last = now;
        Q_EMIT progressed(QString::fromStdString(what), done, total);
    };
    hooks.note = [this](const std::string& text) { Q_EMIT noted(QString::fromStdString(text)); };
    try {
        const auto completion = body(hooks);
        finish([this, completion] {
            completion();
            Q_EMIT completed();
        });
    } catch (const Stopped&) {
        finish([this] { Q_EMIT cancelled(); });
    } catch (const std::exception& error) {
        const auto message = errorText(error);
        finish([this, message] { Q_EMIT failed(message); });
    } catch (...) {
        finish([this] { Q_EMIT failed(tr("An error of an unknown kind")); });
    }
}

void Job::finish(const std::function<void()>& report) {
    QMetaObject::invokeMethod(
        this,
        [this, report] {
            m_finished = true;
            report();
        },
        Qt::QueuedConnection);
}

} // namespace bubblenet::ui
