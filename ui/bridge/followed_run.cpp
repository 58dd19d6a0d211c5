// SPDX-License-Identifier: GPL-3.0-only
#include "ui/bridge/followed_run.h"

#include <optional>

#include "core/store/event_reader.h"
#include "core/store/folder_lock.h"
#include "core/store/run_folder.h"
#include "ui/models/phrase_text.h"

namespace bubblenet::ui {

namespace {
constexpr auto kPause = std::chrono::milliseconds(250);
}

FollowedRun::FollowedRun(QString folder, QObject* parent)
    : RunSource(parent), m_thread([this, path = folder.toStdString()] { threadMain(path); }) {}

FollowedRun::~FollowedRun() {
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_closing.notify_all();
    m_queue.close();
    m_thread.join();
}

bool FollowedRun::waitForMore() {
    std::unique_lock lock(m_mutex);
    return !m_closing.wait_for(lock, kPause, [this] { return m_closed; });
}

void FollowedRun::threadMain(const std::string& folder) {
    try {
        const auto run = store::RunFolder::open(folder, store::OpenMode::read);
        m_queue.postAction([this, config = run.config(), name = QString::fromStdString(run.path().string())] {
            Q_EMIT opened(name, config);
        });
        store::EventReader reader(run.path() / "events.jsonl");
        std::optional<bool> isWritten;
        while (true) {
            const bool isWrittenNow = store::isLocked(run.path()); // before the reading: what comes after is then read
            auto events = reader.next();
            if (!reader.isAtEnd()) {
                if (!m_queue.postAndWait(std::move(events)))
                    return;
                continue;
            }
            if (!isWritten)
                m_queue.postAction([this] { Q_EMIT caughtUp(); });
            if (isWritten != isWrittenNow)
                m_queue.postAction([this, isWrittenNow] { Q_EMIT(isWrittenNow ? writerCame() : writerLeft()); });
            isWritten = isWrittenNow;
            if (!waitForMore())
                return;
        }
    } catch (const std::exception& error) {
        const auto message = errorText(error);
        m_queue.postAction([this, message] { Q_EMIT failed(message); });
    } catch (...) {
        m_queue.postAction([this] { Q_EMIT failed(tr("The run cannot be read, and there is no reason given.")); });
    }
}

} // namespace bubblenet::ui
