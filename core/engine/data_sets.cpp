// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/data_sets.h"

#include <system_error>

#include "core/data/library.h"

namespace bubblenet::engine {

namespace {

namespace fs = std::filesystem;

std::uint64_t bytesBelow(const fs::path& folder, const Proceed& proceed) {
    std::uint64_t bytes = 0;
    std::error_code failed;
    for (fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, failed), end;
         !failed && entry != end; entry.increment(failed)) {
        throwIfStopped(proceed);
        std::error_code ignored;
        if (entry->is_regular_file(ignored))
            if (const auto size = entry->file_size(ignored); !ignored)
                bytes += size;
    }
    return bytes;
}

data::TransferSink sinkOf(const Hooks& hooks) {
    return [&hooks](const data::TransferProgress& progress) {
        if (hooks.progress)
            hooks.progress(progress.file, static_cast<std::int64_t>(progress.bytesDone),
                           static_cast<std::int64_t>(progress.bytesTotal));
    };
}

fs::path folderOf(const std::string& path) {
    return path == "auto" ? fs::path() : fs::path(path);
}

} // namespace

std::vector<DatasetState> datasetStates(const std::string& path, const Hooks& hooks) {
    std::vector<DatasetState> states;
    for (const auto& info : data::knownDatasets()) {
        DatasetState state{.name = info.name,
                           .title = info.title,
                           .licence = info.licence,
                           .classes = info.classes,
                           .trainImages = info.trainSize,
                           .testImages = info.testSize,
                           .downloadBytes = info.downloadBytes,
                           .folder = data::findDataset(info.name, path)};
        if (state.folder)
            state.bytes = bytesBelow(*state.folder, hooks.proceed);
        states.push_back(std::move(state));
    }
    return states;
}

fs::path downloadDataset(const std::string& name, const std::string& path, const Hooks& hooks) {
    return data::downloadDataset(name, folderOf(path), sinkOf(hooks), hooks.proceed);
}

fs::path importDataset(const fs::path& source, const std::string& name, const std::string& path, const Hooks& hooks) {
    return data::importDataset(source, name, folderOf(path), sinkOf(hooks), hooks.proceed);
}

} // namespace bubblenet::engine
