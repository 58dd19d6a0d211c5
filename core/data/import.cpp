// SPDX-License-Identifier: GPL-3.0-only
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "core/base/error.h"
#include "core/data/archive.h"
#include "core/data/downloads.h"
#include "core/data/readers.h"

namespace bubblenet::data {

namespace {

namespace fs = std::filesystem;

constexpr int kWrapperLevels = 4; // folders that an archive may put around the data set

/// A folder beside the final one (so that a rename suffices) which goes, with all in it, unless it was moved away.
class Workshop {
public:
    Workshop(const fs::path& home, const std::string& name) {
        std::string pattern = (home / ("." + name + ".import-XXXXXX")).string();
        if (!::mkdtemp(pattern.data()))
            throw Error("cannot make a folder in '" + home.string() + "': " + std::strerror(errno));
        m_path = pattern;
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;
    ~Workshop() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

/// Where the data set lies at or below `folder`, or an empty path. Looks into every folder of a level before the next
/// one.
fs::path locateBelow(const Reader& reader, const fs::path& folder) {
    std::vector<fs::path> level{folder};
    for (int depth = 0; depth <= kWrapperLevels && !level.empty(); ++depth) {
        std::vector<fs::path> next;
        for (const auto& path : level) {
            if (const auto found = locate(reader, path); !found.empty())
                return found;
            std::error_code code;
            for (fs::directory_iterator it(path, code), end; !code && it != end; it.increment(code))
                if (std::error_code ignored; it->is_directory(ignored) && !it->is_symlink(ignored))
                    next.push_back(it->path());
        }
        level = std::move(next);
    }
    return {};
}

void copyFiles(const Reader& reader, const fs::path& from, const fs::path& to, const TransferSink& sink,
               const Proceed& proceed) {
    const auto files = reader.files(from);
    TransferProgress progress;
    for (const auto& file : files) {
        std::error_code code;
        const auto size = fs::file_size(from / file, code);
        if (code)
            throw Error("cannot read '" + (from / file).string() + "': " + code.message());
        progress.bytesTotal += size;
    }
    for (const auto& file : files) {
        throwIfStopped(proceed);
        std::error_code code;
        fs::create_directories((to / file).parent_path(), code);
        if (!code)
            fs::copy_file(from / file, to / file, code);
        if (code)
            throw Error("cannot copy '" + (from / file).string() + "' to '" + (to / file).string() +
                        "': " + code.message());
        progress.file = file.string();
        progress.bytesDone += fs::file_size(to / file, code);
        if (sink)
            sink(progress);
    }
}

/// The rename below may only become durable after the data.
void syncFileSystem(const fs::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    const int result = ::syncfs(fd);
    const int reason = errno;
    ::close(fd);
    if (result != 0)
        throw Error("cannot make '" + folder.string() + "' durable: " + std::strerror(reason));
}

/// The data sets of a known size have less than 200 MB in a handful of files.
UnpackLimits limitsFor(const Reader& reader) {
    if (reader.name == imageFolderReader().name)
        return {};
    return {.bytes = std::uint64_t{4} << 30, .entries = 100'000};
}

std::string nothingFound(const Reader& reader, const fs::path& source) {
    std::string text = "'" + source.string() + "' holds no data set '" + std::string(reader.name) + "': ";
    if (reader.name == imageFolderReader().name)
        return text + "folders with JPEG or PNG files are looked for, one a class";
    text += "looked for are";
    for (const auto& file : reader.files(source))
        text += " " + file.string();
    return text;
}

} // namespace

fs::path importDataset(const fs::path& source, const std::string& name, const fs::path& folder,
                       const TransferSink& sink, const Proceed& proceed) {
    const Reader reader = readerOf(name);
    const fs::path home = folder.empty() ? userFolder() : folder;
    if (home.empty())
        throw Error("there is no folder to import into: set HOME or XDG_CACHE_HOME, or name one", ErrorKind::usage);
    const fs::path target = home / name;
    std::error_code code;
    if (fs::exists(fs::symlink_status(target, code)))
        throw Error("'" + target.string() + "' exists already and stays as it is; remove it first to import '" + name +
                        "' anew",
                    ErrorKind::usage);
    const bool isFolder = fs::is_directory(source, code);
    if (!isFolder && !fs::is_regular_file(source, code))
        throw Error("there is no file or folder '" + source.string() + "' to import", ErrorKind::usage);
    fs::create_directories(home, code);
    const Workshop workshop(home, name);
    fs::path unpacked = workshop.path() / "unpacked";
    fs::create_directory(unpacked, code);
    if (code)
        throw Error("cannot make the folder '" + unpacked.string() + "': " + code.message());
    if (!isFolder)
        unpackArchive(source, unpacked, limitsFor(reader), sink, proceed);
    const auto found = locateBelow(reader, isFolder ? source : unpacked);
    if (found.empty())
        throw Error(nothingFound(reader, source), ErrorKind::usage);
    if (isFolder)
        copyFiles(reader, found, unpacked, sink, proceed);
    const fs::path ready = isFolder ? unpacked : found;
    reader.open(ready, 0);
    syncFileSystem(home);
    throwIfStopped(proceed);
    fs::rename(ready, target, code); // onto another's folder that appeared meanwhile it fails
    if (code)
        throw Error("cannot move what was imported to '" + target.string() + "': " + code.message());
    return target;
}

} // namespace bubblenet::data
