// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/engine.h"

#include <chrono>
#include <exception>
#include <new>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/memory.h"
#include "core/base/proceed.h"
#include "core/compare/run_reader.h"
#include "core/compare/run_report.h"

namespace bubblenet::engine {

namespace {

double now() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

constexpr auto kThinned = std::chrono::milliseconds(50);

/// At most one in kThinned gets through.
class Thinner {
public:
    bool lets() {
        const auto time = std::chrono::steady_clock::now();
        if (m_last && time - *m_last < kThinned)
            return false;
        m_last = time;
        return true;
    }

private:
    std::optional<std::chrono::steady_clock::time_point> m_last;
};

// Progress is for bars: it is thinned and not recorded. StepDone is thinned and recorded. Nothing else is dropped.
class Recorder {
public:
    Recorder(store::RunFolder& folder, const EventSink& sink) : m_folder(folder), m_sink(sink) {}

    void record(store::EventBody body) {
        const auto* progress = std::get_if<store::Progress>(&body);
        const bool isProgress = progress != nullptr;
        if (isProgress ? !letsThrough(*progress) : std::holds_alternative<store::StepDone>(body) && !m_steps.lets())
            return;
        const store::Event event{now(), std::move(body)};
        if (!isProgress)
            m_folder.append(event);
        show(event);
    }

    /// A sink that throws has lost its own event; the run goes on.
    void show(const store::Event& event) const noexcept {
        try {
            if (m_sink)
                m_sink(event);
        } catch (...) { // NOLINT(bugprone-empty-catch)
        }
    }

private:
    /// What begins is shown at once, or the bar would name what is over.
    bool letsThrough(const store::Progress& progress) {
        const bool isTime = m_progress.lets();
        return std::exchange(m_shown, progress.what) != progress.what || isTime;
    }

    store::RunFolder& m_folder;
    const EventSink& m_sink;
    std::string m_shown; ///< the last progress
    Thinner m_progress;
    Thinner m_steps;
};

struct Ending {
    store::Outcome outcome = store::Outcome::failed;
    Phrase reason;
    bool wrongUse = false;
};

Ending runGuarded(const std::function<store::Outcome()>& work) {
    try {
        return {.outcome = work(), .reason = {}};
    } catch (const Stopped&) {
        return {.outcome = store::Outcome::stopped, .reason = Phrase("stopped on request")};
    } catch (const Error& error) {
        return {.reason = error.message(), .wrongUse = error.kind() == ErrorKind::usage};
    } catch (const std::bad_alloc&) {
        return {.reason = Phrase("memory ran out")};
    } catch (const std::exception& error) {
        // LibTorch appends a C++ backtrace to its messages; the first line says what failed.
        const std::string text = error.what();
        return {.reason = text.substr(0, text.find('\n'))};
    } catch (...) {
        return {.reason = Phrase("an exception of an unknown kind")};
    }
}

/// For whoever opens the folder later, also without this program. A run is none the worse where it cannot be written.
void writeReport(const std::filesystem::path& run) noexcept {
    try {
        const auto summary = compare::RunReader().read(run);
        writeFileAtomically(run / "report.html", compare::runReportHtml(*summary, compare::Language::english));
    } catch (...) { // NOLINT(bugprone-empty-catch)
    }
}

} // namespace

Engine::Engine(store::RunFolder folder, std::unique_ptr<Work> work, EventSink sink)
    : m_folder(std::move(folder)), m_work(std::move(work)),
      m_thread([this, sink = std::move(sink)] { threadMain(sink); }) {}

Engine::~Engine() {
    m_control.requestStop();
    waitFinished();
}

store::Outcome Engine::waitFinished() {
    if (m_thread.joinable())
        m_thread.join();
    return m_outcome;
}

void Engine::threadMain(const EventSink& sink) {
    const auto start = std::chrono::steady_clock::now();
    Recorder recorder(m_folder, sink);
    auto ending = runGuarded([&] {
        return m_work->run(m_folder, m_control, [&recorder](store::EventBody body) {
            if (!std::holds_alternative<store::RunFinished>(body)) // which is for this function to say
                recorder.record(std::move(body));
        });
    });
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    store::RunFinished finished{ending.outcome, ending.reason.english(), spent.count()};
    if (!ending.reason.arguments.empty())
        finished.reasonParts = ending.reason;
    const double time = now();
    try {
        m_folder.append({time, finished});
    } catch (const std::exception& error) { // a full disk: the sink must hear the end all the same
        finished.outcome = store::Outcome::failed;
        if (finished.reason.empty())
            finished.reason = error.what();
    }
    m_outcome = finished.outcome;
    m_wrongUse = ending.wrongUse;
    writeReport(m_folder.path());
    recorder.show({time, finished});
    m_work.reset();
    returnFreedMemory();
}

} // namespace bubblenet::engine
