// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/export_work.h"

#include <filesystem>
#include <system_error>

#include "core/base/error.h"

namespace bubblenet::ui {

namespace {

namespace fs = std::filesystem;

/// What an export has made so far; taken away again unless it is kept.
class Made {
public:
    explicit Made(const fs::path& folder) {
        std::error_code ignored;
        for (auto at = folder; !at.empty() && !fs::exists(at, ignored); at = at.parent_path())
            m_newFolders.push_back(at);
    }
    Made(const Made&) = delete;
    Made& operator=(const Made&) = delete;
    ~Made() {
        std::error_code ignored;
        for (const auto& file : m_files)
            fs::remove(file, ignored);
        if (m_isKept && !m_isEmpty)
            return;
        for (const auto& folder : m_newFolders) // the innermost first; one that others filled stays
            fs::remove(folder, ignored);
    }
    void add(const engine::ExportedFile& file) {
        m_isEmpty = false;
        m_files.push_back(file.path);
        if (!file.module.empty())
            m_files.push_back(file.module);
    }
    void keep() {
        m_isKept = true;
        m_files.clear();
    }

private:
    std::vector<fs::path> m_newFolders;
    std::vector<fs::path> m_files;
    bool m_isEmpty = true;
    bool m_isKept = false;
};

ExportOutcome exportOne(const engine::ModelRequest& model, const engine::ExportRequest& request,
                        const engine::Hooks& hooks) {
    try {
        return {engine::exportModel(model, request, hooks).at(0), {}};
    } catch (const Stopped&) {
        throw;
    } catch (const std::exception& error) {
        const std::string text = error.what();
        return {{}, text.substr(0, text.find('\n'))}; // LibTorch appends a backtrace
    }
}

} // namespace

void exportAll(const engine::ModelRequest& model, const std::vector<engine::ExportRequest>& requests,
               const ExportListener& listener, const engine::Hooks& hooks) {
    if (requests.empty())
        return;
    Made made(requests.front().folder);
    for (std::size_t i = 0; i < requests.size(); ++i) {
        auto itsHooks = hooks;
        itsHooks.progress = [&](const std::string& what, std::int64_t done, std::int64_t total) {
            listener.progress(i, done, total);
            // Of the whole export, in hundredths of a file.
            if (hooks.progress && total > 0)
                hooks.progress(what, static_cast<std::int64_t>(i) * 100 + 100 * done / total,
                               std::ssize(requests) * 100);
        };
        listener.progress(i, 0, 0);
        const auto outcome = exportOne(model, requests[i], itsHooks);
        if (outcome.file)
            made.add(*outcome.file);
        listener.ended(i, outcome);
        throwIfStopped(hooks.proceed);
    }
    made.keep();
}

} // namespace bubblenet::ui
