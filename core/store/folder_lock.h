// SPDX-License-Identifier: GPL-3.0-only
// One process writes to a folder: held until this goes, or until the process ends, however it does.
#pragma once

#include <filesystem>
#include <istream>
#include <sys/stat.h>
#include <utility>

namespace bubblenet::store {

class FolderLock {
public:
    FolderLock() = default;
    /// Makes the folder where it is missing. Throws Error(usage) where another process holds it, Error where it cannot
    /// be.
    explicit FolderLock(const std::filesystem::path& folder);
    FolderLock(FolderLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}
    FolderLock& operator=(FolderLock&& other) noexcept {
        std::swap(m_file, other.m_file);
        return *this;
    }
    ~FolderLock();

private:
    int m_file = -1;
};

/// Whether a process holds it. Takes no lock, so that it disturbs nobody who wants one; false where it cannot be told.
bool isLocked(const std::filesystem::path& folder);

/// The same, by the text of /proc/locks: "1: FLOCK  ADVISORY  WRITE 708 fe:01:1835 0 EOF" names the process, the
/// device's two numbers and the inode, see proc(5).
bool isHeld(std::istream& locks, const struct stat& file);

} // namespace bubblenet::store
