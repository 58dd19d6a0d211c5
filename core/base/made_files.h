// SPDX-License-Identifier: GPL-3.0-only
// What a piece of work has written so far: taken away again at its end unless it is kept. One thread; never throws
// where it takes away.
#pragma once

#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace bubblenet {

class MadeFiles {
public:
    /// Before `folder` is made: those of its path that are not there yet are noted.
    explicit MadeFiles(const std::filesystem::path& folder) {
        std::error_code ignored;
        for (auto at = std::filesystem::absolute(folder, ignored); !at.empty() && !std::filesystem::exists(at, ignored);
             at = at.parent_path())
            m_folders.push_back(at);
    }
    MadeFiles(const MadeFiles&) = delete;
    MadeFiles& operator=(const MadeFiles&) = delete;
    ~MadeFiles() {
        std::error_code ignored;
        for (const auto& file : m_files)
            std::filesystem::remove(file, ignored);
        for (const auto& folder : m_folders) // the deepest first; only an empty one goes
            std::filesystem::remove(folder, ignored);
    }
    void add(std::filesystem::path file) { m_files.push_back(std::move(file)); }
    /// The files made so far stay.
    void keep() { m_files.clear(); }

private:
    std::vector<std::filesystem::path> m_folders;
    std::vector<std::filesystem::path> m_files;
};

} // namespace bubblenet
