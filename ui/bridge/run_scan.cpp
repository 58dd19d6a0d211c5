// SPDX-License-Identifier: GPL-3.0-only
#include "ui/bridge/run_scan.h"

#include <algorithm>
#include <fstream>
#include <set>

#include "core/config/recipe.h"
#include "core/store/folder_lock.h"

namespace bubblenet::ui {

namespace {

namespace fs = std::filesystem;

constexpr std::streamoff kTail = 1 << 16;

/// The last whole line that is an event; a record's end is all that is looked at.
std::optional<store::Event> lastEvent(const fs::path& path) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    const std::streamoff size = file.tellg();
    if (!file || size <= 0)
        return std::nullopt;
    std::string text(static_cast<std::size_t>(std::min(size, kTail)), '\0');
    file.seekg(size - static_cast<std::streamoff>(text.size()));
    if (!file.read(text.data(), static_cast<std::streamsize>(text.size())))
        return std::nullopt;
    while (true) {
        const auto end = text.rfind('\n');
        if (end == std::string::npos || end == 0)
            return std::nullopt;
        text.resize(end);
        const auto begin = text.rfind('\n');
        try {
            if (auto event = store::eventFromJsonLine(text.substr(begin == std::string::npos ? 0 : begin + 1)))
                return event;
        } catch (const std::exception&) {
            return std::nullopt; // opening the run says what is wrong with it
        }
    }
}

double changeOf(const fs::path& path) {
    std::error_code error;
    const auto time = fs::last_write_time(path, error);
    if (error)
        return 0;
    return std::chrono::duration<double>(std::chrono::file_clock::to_sys(time).time_since_epoch()).count();
}

} // namespace

std::optional<RunGlance> glanceAt(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder / "manifest.json", error) || !fs::exists(folder / "recipe.yaml", error))
        return std::nullopt;
    RunGlance glance{.folder = folder, .name = folder.filename().string(), .finished = std::nullopt};
    const auto events = folder / "events.jsonl";
    glance.isWritten = store::isLocked(folder);
    const auto last = lastEvent(events);
    constexpr double kLatest = 2.5e11; // in the year 9892; a record may say anything
    const bool isTimed = last && last->time >= 0 && last->time <= kLatest;
    glance.secondsSince1970 = isTimed ? last->time : std::max(changeOf(events), changeOf(folder / "recipe.yaml"));
    if (last)
        if (const auto* finished = std::get_if<store::RunFinished>(&last->body))
            glance.finished = *finished;
    return glance;
}

std::vector<RunGlance> glanceAtRuns(const fs::path& parent, const std::vector<fs::path>& others, std::size_t most,
                                    const Proceed& proceed) {
    std::set<fs::path> folders(others.begin(), others.end());
    std::error_code error;
    for (fs::directory_iterator entry(parent, error), end; !error && entry != end; entry.increment(error))
        if (entry->is_directory(error))
            folders.insert(entry->path());
    std::vector<RunGlance> glances;
    for (const auto& folder : folders) {
        throwIfStopped(proceed);
        if (auto glance = glanceAt(folder))
            glances.push_back(std::move(*glance));
    }
    std::sort(glances.begin(), glances.end(),
              [](const RunGlance& a, const RunGlance& b) { return a.secondsSince1970 > b.secondsSince1970; });
    if (glances.size() > most)
        glances.resize(most);
    return glances;
}

} // namespace bubblenet::ui
