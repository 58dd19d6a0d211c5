// SPDX-License-Identifier: GPL-3.0-only
// A file descriptor that closes itself, and the few system calls on it that the run folder needs, with errors as Error.
// Private to store.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"
#include "core/base/files.h"

namespace bubblenet::store {

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(Descriptor&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor() {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }
    explicit operator bool() const { return m_fd >= 0; }

private:
    int m_fd = -1;
};

inline Descriptor openFile(const std::filesystem::path& path, int flags) {
    Descriptor file(::open(path.c_str(), flags | O_CLOEXEC, 0666));
    if (!file)
        failWithErrno("cannot open", path);
    return file;
}

inline void writeAll(const Descriptor& file, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const auto written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            failWithErrno("cannot write", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

inline void syncFile(const Descriptor& file, const std::filesystem::path& path) {
    if (::fdatasync(file.get()) != 0)
        failWithErrno("cannot make durable", path);
}

} // namespace bubblenet::store
