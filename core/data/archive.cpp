// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace bubblenet::data {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBlock = 256 * 1024;
constexpr std::uint64_t kReportEvery = 8U << 20;

std::string quoted(const fs::path& path) {
    return "'" + path.string() + "'";
}

/// The entry's path inside the folder. Throws Error for one that leads out of it, or that is no file or folder.
fs::path safePath(archive_entry* entry, const fs::path& source) {
    const char* name = archive_entry_pathname(entry);
    if (!name)
        name = archive_entry_pathname_utf8(entry); // when the locale cannot spell it
    if (!name || *name == '\0')
        throw Error("an entry of " + quoted(source) + " has no readable name");
    const fs::path path(name);
    const std::string shown = "'" + std::string(name).substr(0, 200) + "' in " + quoted(source);
    if (path.is_absolute())
        throw Error(shown + " has an absolute path: refused, and nothing is imported");
    for (const auto& part : path)
        if (part == "..")
            throw Error(shown + " leads out of the folder by '..': refused, and nothing is imported");
    if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
        throw Error(shown + " is a link: refused, and nothing is imported");
    if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != AE_IFDIR)
        throw Error(shown + " is neither a file nor a folder: refused, and nothing is imported");
    return path;
}

struct Closer {
    int fd;
    ~Closer() { ::close(fd); }
};

class Unpacker {
public:
    Unpacker(const fs::path& source, const UnpackLimits& limits, const TransferSink& sink, const Proceed& proceed)
        : m_source(source), m_limits(limits), m_sink(sink), m_proceed(proceed), m_total(fs::file_size(source)),
          m_archive(archive_read_new(), archive_read_free), m_block(kBlock) {
        if (!m_archive)
            throw Error("libarchive has no memory left");
        archive_read_support_filter_gzip(m_archive.get());
        archive_read_support_filter_bzip2(m_archive.get());
        archive_read_support_filter_xz(m_archive.get());
        archive_read_support_filter_zstd(m_archive.get());
        archive_read_support_format_tar(m_archive.get());
        archive_read_support_format_zip(m_archive.get());
        if (archive_read_open_filename(m_archive.get(), source.c_str(), kBlock) != ARCHIVE_OK)
            failToRead();
    }

    void unpackInto(const fs::path& folder) {
        archive_entry* entry = nullptr;
        for (;;) {
            throwIfStopped(m_proceed);
            const int result = archive_read_next_header(m_archive.get(), &entry);
            if (result == ARCHIVE_EOF)
                break;
            if (result == ARCHIVE_RETRY)
                continue;
            if (result < ARCHIVE_WARN)
                failToRead();
            if (++m_entries > m_limits.entries)
                throw Error(quoted(m_source) + " has more than " + std::to_string(m_limits.entries) + " entries");
            const auto target = folder / safePath(entry, m_source);
            if (archive_entry_filetype(entry) == AE_IFDIR) {
                makeFolder(target);
            } else {
                makeFolder(target.parent_path());
                writeFile(target);
            }
        }
        if (m_entries == 0)
            throw Error(quoted(m_source) + " is empty");
        report();
    }

private:
    [[noreturn]] void failToRead() const {
        const char* text = archive_error_string(m_archive.get());
        throw Error("cannot unpack " + quoted(m_source) + ": " + (text ? text : "unknown reason") +
                    "; expected is a whole tar, tar.gz, tar.bz2, tar.xz, tar.zst or zip file");
    }

    void makeFolder(const fs::path& path) const {
        std::error_code code;
        fs::create_directories(path, code);
        if (code || !fs::is_directory(path, code))
            throw Error("cannot make the folder " + quoted(path) + ": " + (code ? code.message() : "a file is there"));
    }

    void writeFile(const fs::path& path) {
        // A name that comes twice would be written over, and no link is ever followed.
        const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (fd < 0)
            throw Error("cannot write " + quoted(path) + ": " +
                        (errno == EEXIST ? "it comes twice in the archive" : std::strerror(errno)));
        const Closer closer{fd};
        for (;;) {
            throwIfStopped(m_proceed);
            const auto size = archive_read_data(m_archive.get(), m_block.data(), m_block.size());
            if (size == ARCHIVE_RETRY)
                continue;
            if (size < 0)
                failToRead();
            if (size == 0)
                return;
            count(static_cast<std::uint64_t>(size));
            writeBlock(fd, static_cast<std::size_t>(size), path);
        }
    }

    void writeBlock(int fd, std::size_t size, const fs::path& path) const {
        std::size_t done = 0;
        while (done < size) {
            const auto n = ::write(fd, m_block.data() + done, size - done);
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0)
                throw Error("cannot write " + quoted(path) + ": " + std::strerror(errno));
            done += static_cast<std::size_t>(n);
        }
    }

    void count(std::uint64_t size) {
        m_bytes += size;
        if (m_bytes > m_limits.bytes || (m_bytes > m_limits.ratioFrom && m_bytes / m_limits.ratio > m_total))
            throw Error(quoted(m_source) + " (" + std::to_string(m_total) + " bytes) unpacks to more than " +
                        std::to_string(m_bytes - size) + " bytes: refused, and nothing is imported");
        if (m_bytes >= m_reported + kReportEvery)
            report();
    }

    void report() {
        m_reported = m_bytes;
        if (m_sink)
            m_sink({.file = m_source.filename().string(),
                    .bytesDone = static_cast<std::uint64_t>(archive_filter_bytes(m_archive.get(), -1)),
                    .bytesTotal = m_total});
    }

    fs::path m_source;
    UnpackLimits m_limits;
    const TransferSink& m_sink;
    const Proceed& m_proceed;
    std::uint64_t m_total = 0; ///< bytes of the archive itself
    std::unique_ptr<struct archive, int (*)(struct archive*)> m_archive;
    std::vector<char> m_block;
    std::uint64_t m_entries = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_reported = 0;
};

} // namespace

void unpackArchive(const fs::path& archive, const fs::path& folder, const UnpackLimits& limits,
                   const TransferSink& sink, const Proceed& proceed) {
    Unpacker(archive, limits, sink, proceed).unpackInto(folder);
}

} // namespace bubblenet::data
