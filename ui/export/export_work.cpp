// SPDX-License-Identifier: GPL-3.0-only
#include "ui/export/export_work.h"

#include "core/base/made_files.h"
#include "ui/models/phrase_text.h"

namespace bubblenet::ui {

namespace {

ExportOutcome exportOne(const engine::ModelRequest& model, const engine::ExportRequest& request,
                        const engine::Hooks& hooks) {
    try {
        return {engine::exportModel(model, request, hooks).at(0), {}};
    } catch (const Stopped&) {
        throw;
    } catch (const std::exception& error) {
        return {{}, errorText(error).toStdString()};
    }
}

} // namespace

void exportAll(const engine::ModelRequest& model, const std::vector<engine::ExportRequest>& requests,
               const ExportListener& listener, const engine::Hooks& hooks) {
    if (requests.empty())
        return;
    MadeFiles made(requests.front().folder);
    auto testCount = engine::TestCount::counts; // all files of an export are one
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
        auto request = requests[i];
        request.testCount = testCount;
        const auto outcome = exportOne(model, request, itsHooks);
        if (outcome.file) {
            for (const auto& path : outcome.file->made)
                made.add(path);
            testCount = engine::TestCount::isCounted;
        }
        listener.ended(i, outcome);
        throwIfStopped(hooks.proceed);
    }
    made.keep();
}

} // namespace bubblenet::ui
