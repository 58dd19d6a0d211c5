// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/run_reader.h"

#include <sys/stat.h>

#include <algorithm>
#include <exception>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "core/base/error.h"
#include "core/config/recipe.h"
#include "core/store/event_reader.h"
#include "core/store/folder_lock.h"
#include "core/store/run_folder.h"

namespace bubblenet::compare {

namespace fs = std::filesystem;

namespace {

constexpr int kDeepest = 4; // races/RACE/laps/LAP/run
constexpr const char* kEvents = "events.jsonl";

/// Whether a file is the one that was read before.
struct Stamp {
    bool exists = false;
    std::uint64_t inode = 0;
    std::int64_t bytes = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    bool operator==(const Stamp&) const = default;
};

Stamp stampOf(const fs::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return {};
    return {.exists = true,
            .inode = status.st_ino,
            .bytes = status.st_size,
            .seconds = status.st_mtim.tv_sec,
            .nanoseconds = status.st_mtim.tv_nsec};
}

RunState stateOf(const RunRecord& record, const fs::path& folder) {
    if (!record.finished)
        return store::isLocked(folder) ? RunState::running : RunState::interrupted;
    switch (record.finished->outcome) {
    case store::Outcome::completed:
        return RunState::completed;
    case store::Outcome::goalNotMet:
        return RunState::goalNotMet;
    case store::Outcome::stopped:
        return RunState::stopped;
    case store::Outcome::failed:
        break;
    }
    return RunState::failed;
}

/// Calls `read` and gives what went wrong, in one line.
template<class Read> std::string problemOf(Read read) {
    try {
        read();
    } catch (const std::exception& error) {
        const std::string text = error.what();
        return text.substr(0, text.find('\n'));
    }
    return {};
}

bool mayBeRun(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "manifest.json", ignored) || fs::exists(folder / kEvents, ignored);
}

void collectRuns(const fs::path& folder, int depth, std::set<fs::path>& found, const Proceed& proceed) {
    throwIfStopped(proceed);
    if (mayBeRun(folder)) {
        found.insert(folder);
        return;
    }
    if (depth == 0)
        return;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_directory(ignored) && !entry->is_symlink(ignored) &&
            !entry->path().filename().string().starts_with('.'))
            collectRuns(entry->path(), depth - 1, found, proceed);
    }
}

} // namespace

std::vector<fs::path> runFolders(const std::vector<fs::path>& paths, const Proceed& proceed) {
    std::set<fs::path> found;
    for (const auto& path : paths) {
        auto folder = path.lexically_normal();
        if (!folder.has_filename())
            folder = folder.parent_path();
        std::set<fs::path> below;
        collectRuns(folder, kDeepest, below, proceed);
        if (below.empty())
            below.insert(folder);
        found.merge(below);
    }
    return {found.begin(), found.end()};
}

struct RunReader::Held {
    std::mutex mutex;
    RunSummary summary; ///< is worked on
    Run given;          ///< its last state that was given out
    Stamp manifest, recipe, annotation, events;
    std::optional<store::EventReader> reader;
    std::string folderProblem, recipeProblem, annotationProblem, eventsProblem;

    // Each says whether there was something new.
    bool readFolder();
    bool readSaid();
    bool readEvents();
    std::string problem() const;

    std::int64_t bytesRead = 0; ///< of the record, all together
};

bool RunReader::Held::readFolder() {
    const auto& folder = summary.folder;
    const auto stamp = stampOf(folder / "manifest.json");
    const auto recipeStamp = stampOf(folder / "recipe.yaml");
    const bool isSame = stamp == manifest && recipeStamp == recipe;
    if (isSame && stamp.exists && folderProblem.empty() && recipeProblem.empty())
        return false;
    manifest = stamp;
    recipe = recipeStamp;
    summary.manifest = {};
    summary.config.reset();
    const auto before = std::pair(folderProblem, std::exchange(recipeProblem, {}));
    folderProblem = problemOf([&] {
        const auto opened = store::RunFolder::open(folder, store::OpenMode::read);
        summary.manifest = opened.manifest();
        recipeProblem = problemOf([&] { summary.config = opened.config(); });
    });
    return !isSame || before != std::pair(folderProblem, recipeProblem);
}

bool RunReader::Held::readSaid() {
    const auto stamp = stampOf(summary.folder / kAnnotationFile);
    if (stamp == annotation)
        return false;
    annotation = stamp;
    summary.annotation = {};
    annotationProblem = problemOf([&] { summary.annotation = readAnnotation(summary.folder); });
    return true;
}

bool RunReader::Held::readEvents() {
    const auto path = summary.folder / kEvents;
    const auto stamp = folderProblem.empty() ? stampOf(path) : Stamp();
    if (stamp == events)
        return false;
    // Records only grow: another file, or a shorter one, is another record.
    const bool goesOn = reader && eventsProblem.empty() && stamp.inode == events.inode &&
                        stamp.bytes >= static_cast<std::int64_t>(reader->position());
    events = stamp;
    if (!goesOn) {
        summary.record = {};
        reader.reset();
        eventsProblem.clear();
    }
    if (!stamp.exists) // a run that has only just been made, or none
        return true;
    if (!reader)
        reader.emplace(path, store::Detail::outline);
    const auto before = reader->position();
    eventsProblem = problemOf([&] {
        do
            for (const auto& event : reader->next())
                summary.record.apply(event);
        while (!reader->isAtEnd());
    });
    bytesRead += static_cast<std::int64_t>(reader->position() - before);
    return true;
}

std::string RunReader::Held::problem() const {
    std::string text;
    for (const auto* each : {&folderProblem, &eventsProblem, &recipeProblem, &annotationProblem})
        if (!each->empty())
            text += (text.empty() ? "" : "; ") + *each;
    return text;
}

RunReader::RunReader() = default;
RunReader::~RunReader() = default;

Run RunReader::read(const fs::path& folder) {
    std::shared_ptr<Held> held;
    {
        const std::lock_guard lock(m_mutex);
        auto& place = m_held[folder];
        if (!place)
            place = std::make_shared<Held>();
        held = place;
    }
    const std::lock_guard lock(held->mutex);
    held->summary.folder = folder;
    const bool isNew[] = {held->readFolder(), held->readSaid()};
    const auto bytesBefore = held->bytesRead;
    const bool hasNewEvents = held->readEvents();
    m_bytesRead += held->bytesRead - bytesBefore;
    const bool isReadable = held->folderProblem.empty() && held->eventsProblem.empty();
    const auto state = isReadable ? stateOf(held->summary.record, folder) : RunState::unreadable;
    if (held->given && held->given->state == state && !isNew[0] && !isNew[1] && !hasNewEvents)
        return held->given;
    held->summary.state = state;
    held->summary.problem = held->problem();
    held->given = std::make_shared<RunSummary>(held->summary);
    return held->given;
}

std::vector<Run> RunReader::readAll(const std::vector<fs::path>& folders, const Proceed& proceed) {
    std::vector<Run> summaries(folders.size());
    std::atomic<std::size_t> next{0};
    std::atomic<bool> isStopped{false};
    const auto work = [&] {
        for (std::size_t i = next++; i < folders.size() && !isStopped; i = next++) {
            if (proceed && !proceed())
                isStopped = true;
            else
                summaries[i] = read(folders[i]);
        }
    };
    {
        constexpr std::size_t kWorthAThread = 8; // folders
        const std::size_t most = std::max(1U, std::thread::hardware_concurrency());
        std::vector<std::jthread> threads;
        for (std::size_t i = 1; i < std::min(most, folders.size() / kWorthAThread); ++i)
            threads.emplace_back(work);
        work();
    }
    if (isStopped)
        throw Stopped();
    return summaries;
}

} // namespace bubblenet::compare
