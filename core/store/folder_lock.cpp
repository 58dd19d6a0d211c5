// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/folder_lock.h"

#include <sys/file.h>
#include <sys/stat.h>

#include <fstream>
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
            throw Error("'" + folder.string() + "' is in use: another process is writing to it", ErrorKind::usage);
        failWithErrno("cannot lock", folder / kLock);
    }
    m_file = file.release();
}

FolderLock::~FolderLock() {
    if (m_file >= 0)
        ::close(m_file);
}

// proc(5): "1: FLOCK  ADVISORY  WRITE 708 fe:01:1835 0 EOF", the fifth word after the colon names the file's inode.
bool isLocked(const std::filesystem::path& folder) {
    struct stat status {};
    if (::stat((folder / kLock).c_str(), &status) != 0)
        return false;
    const std::string inode = ':' + std::to_string(status.st_ino) + ' ';
    std::ifstream locks("/proc/locks");
    for (std::string line; std::getline(locks, line);)
        if (line.find(" FLOCK ") != std::string::npos && line.find(inode) != std::string::npos)
            return true;
    return false;
}

} // namespace bubblenet::store
