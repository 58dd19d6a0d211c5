// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/folder_lock.h"

#include <sys/file.h>
#include <sys/sysmacros.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "core/base/files.h"
#include "core/store/descriptor.h"

namespace bubblenet::store {

namespace {
constexpr const char* kLock = ".lock";
}

FolderLock::FolderLock(const std::filesystem::path& folder) {
    makeFolders(folder);
    auto file = openFile(folder / kLock, O_RDWR | O_CREAT);
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            throw Error(Phrase("'{1}' is in use: another process is writing to it", folder.string()), ErrorKind::usage);
        failWithErrno("cannot lock", folder / kLock);
    }
    m_file = file.release();
}

FolderLock::~FolderLock() {
    if (m_file >= 0)
        ::close(m_file);
}

bool isHeld(std::istream& locks, const struct stat& file) {
    const auto inode = std::to_string(file.st_ino);
    for (std::string line; std::getline(locks, line);) {
        std::istringstream words(line);
        std::string number, kind, advice, access, process, place;
        words >> number >> kind >> advice >> access >> process >> place;
        unsigned deviceMajor = 0;
        unsigned deviceMinor = 0;
        char rest[32] = {};
        if (kind != "FLOCK" || std::sscanf(place.c_str(), "%x:%x:%31s", &deviceMajor, &deviceMinor, rest) != 3 ||
            rest != inode)
            continue;
        // Some file systems (overlays, subvolumes) give files another device than their own, without a major number.
        const bool isSameDevice = deviceMajor == major(file.st_dev) && deviceMinor == minor(file.st_dev);
        if (isSameDevice || major(file.st_dev) == 0)
            return true;
    }
    return false;
}

bool isLocked(const std::filesystem::path& folder) {
    struct stat status {};
    std::ifstream locks("/proc/locks");
    return ::stat((folder / kLock).c_str(), &status) == 0 && isHeld(locks, status);
}

} // namespace bubblenet::store
