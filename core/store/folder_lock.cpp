// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/folder_lock.h"

#include <sys/file.h>

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

} // namespace bubblenet::store
