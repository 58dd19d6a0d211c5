// SPDX-License-Identifier: GPL-3.0-only
#include "ui/bridge/live_run.h"

#include <sys/resource.h>

#include "core/base/error.h"
#include "core/engine/tools.h"
#include "core/store/event_reader.h"
#include "ui/models/phrase_text.h"

namespace bubblenet::ui {

namespace {

// The engine takes every core there is. With a lower priority than the window's thread it does not delay a frame, and
// loses nothing measurable. Threads inherit it, LibTorch's too, which are made later.
constexpr int kNice = 5;

void lowerPriorityOfThisThread() {
    ::setpriority(PRIO_PROCESS, 0, kNice); // on Linux a thread's own
}

store::RunFolder createFolder(const config::RunConfig& config, const std::string& parent) {
    engine::checkRun(config);
    auto folder = store::RunFolder::create(parent, config);
    auto manifest = folder.manifest();
    manifest.torchVersion = engine::torchVersion();
    folder.writeManifest(manifest);
    return folder;
}

} // namespace

LiveRun::LiveRun(config::RunConfig config, QString parentFolder, QObject* parent)
    : RunSource(parent), m_thread([this, config = std::move(config), folder = parentFolder.toStdString()] {
          threadMain([&] { return createFolder(config, folder); });
      }) {}

LiveRun::LiveRun(QString folder, QObject* parent)
    : RunSource(parent), m_thread([this, path = folder.toStdString()] {
          threadMain([&] { return store::RunFolder::open(path, store::OpenMode::write); });
      }) {}

LiveRun::~LiveRun() {
    requestStop();
    m_queue.close();
    m_thread.join();
}

void LiveRun::request(Request what) {
    const std::lock_guard lock(m_mutex);
    if (m_control != nullptr)
        (m_control->*what)();
    else
        m_early.push_back(what);
}

void LiveRun::threadMain(const OpenFolder& openFolder) {
    lowerPriorityOfThisThread();
    try {
        runEngine(openFolder());
    } catch (const std::exception& error) {
        const auto message = errorText(error);
        m_queue.postAction([this, message] { Q_EMIT failed(message); });
    } catch (...) {
        m_queue.postAction([this] { Q_EMIT failed(tr("The run ended by an error that gives no reason.")); });
    }
    m_queue.postAction([this] { Q_EMIT ended(); });
}

void LiveRun::runEngine(store::RunFolder folder) {
    const auto path = folder.path();
    m_queue.postAction([this, config = folder.config(), name = QString::fromStdString(path.string())] {
        Q_EMIT opened(name, config);
        Q_EMIT writerCame();
    });
    store::EventReader past(path / "events.jsonl");
    for (auto events = past.next(); !past.isAtEnd(); events = past.next())
        if (!m_queue.postAndWait(std::move(events)))
            return;
    m_queue.postAction([this] { Q_EMIT caughtUp(); });
    engine::Engine engine(std::move(folder), engine::pruningRun(),
                          [this](const store::Event& event) { m_queue.post(event); });
    {
        const std::lock_guard lock(m_mutex);
        m_control = &engine.control();
        for (const auto what : m_early)
            (m_control->*what)();
    }
    engine.waitFinished();
    const std::lock_guard lock(m_mutex);
    m_control = nullptr;
    m_queue.postAction([this] { Q_EMIT writerLeft(); });
}

} // namespace bubblenet::ui
