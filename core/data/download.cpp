// SPDX-License-Identifier: GPL-3.0-only
#include <curl/curl.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <exception>
#include <memory>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/downloads.h"
#include "core/data/readers.h"

namespace bubblenet::data {

namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 5; // each goes on where the one before was cut off
constexpr long kConnectSeconds = 30;
constexpr long kStalledSeconds = 60; // without a byte
constexpr auto kReportInterval = std::chrono::milliseconds(100);

/// One transfer's state, which libcurl's callbacks get as a pointer.
struct Transfer {
    const RemoteFile& file;
    const TransferSink& sink;
    const Proceed& proceed;
    int fd = -1;
    std::uint64_t start = 0; ///< bytes that were there before this attempt
    std::uint64_t written = 0;
    int writeError = 0;
    bool isTooLong = false;
    std::exception_ptr thrown;
    std::chrono::steady_clock::time_point reported{};

    std::size_t write(const char* bytes, std::size_t size) {
        if (file.bytes != 0 && start + written + size > file.bytes) {
            isTooLong = true;
            return 0;
        }
        std::size_t done = 0;
        while (done < size) {
            const auto n = ::write(fd, bytes + done, size - done);
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0) {
                writeError = errno;
                return 0;
            }
            done += static_cast<std::size_t>(n);
        }
        written += size;
        return size;
    }

    /// Exceptions may not pass through libcurl: they are kept and the transfer is ended.
    int progress() {
        try {
            throwIfStopped(proceed);
            const auto now = std::chrono::steady_clock::now();
            if (sink && now - reported >= kReportInterval) {
                reported = now;
                sink({.file = file.name, .bytesDone = start + written, .bytesTotal = file.bytes});
            }
            return 0;
        } catch (...) {
            thrown = std::current_exception();
            return 1;
        }
    }
};

using Curl = std::unique_ptr<CURL, void (*)(CURL*)>;

Curl makeCurl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT); // once for the process, before any handle
    Curl curl(started == CURLE_OK ? curl_easy_init() : nullptr, curl_easy_cleanup);
    if (!curl)
        throw Error("libcurl cannot be started");
    return curl;
}

struct Result {
    CURLcode code;
    long status;
    std::string text;
};

Result perform(Transfer& transfer) {
    const Curl curl = makeCurl();
    std::array<char, CURL_ERROR_SIZE> text{};
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    set(CURLOPT_URL, transfer.file.url.c_str());
    set(CURLOPT_USERAGENT, "bubblenet/" BUBBLENET_VERSION);
    set(CURLOPT_PROTOCOLS_STR, "https,http,file");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "https,http");
    set(CURLOPT_FOLLOWLOCATION, 1L);
    set(CURLOPT_MAXREDIRS, 5L);
    set(CURLOPT_FAILONERROR, 1L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, kStalledSeconds);
    set(CURLOPT_ERRORBUFFER, text.data());
    set(CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(transfer.start));
    set(CURLOPT_WRITEDATA, &transfer);
    set(
        CURLOPT_WRITEFUNCTION, +[](char* bytes, std::size_t one, std::size_t size, void* self) {
            return static_cast<Transfer*>(self)->write(bytes, one * size);
        });
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_XFERINFODATA, &transfer);
    set(
        CURLOPT_XFERINFOFUNCTION, +[](void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
            return static_cast<Transfer*>(self)->progress();
        });
    Result result{.code = curl_easy_perform(curl.get()), .status = 0, .text = {}};
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &result.status);
    result.text = text[0] != '\0' ? text.data() : curl_easy_strerror(result.code);
    return result;
}

class PartFile {
public:
    explicit PartFile(const fs::path& path) : m_path(path) {
        m_fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (m_fd < 0)
            throw Error("cannot write '" + path.string() + "': " + std::strerror(errno));
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;
    ~PartFile() { ::close(m_fd); }
    int fd() const { return m_fd; }
    std::uint64_t size() const { return fs::file_size(m_path); }
    void clear() {
        if (::ftruncate(m_fd, 0) != 0)
            throw Error("cannot empty '" + m_path.string() + "': " + std::strerror(errno));
    }

private:
    fs::path m_path;
    int m_fd = -1;
};

bool isWorthAnotherAttempt(const Result& result) {
    switch (result.code) {
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_HTTP2_STREAM:
        return true;
    default:
        return false;
    }
}

[[noreturn]] void fail(const Transfer& transfer, const Result& result, const fs::path& part) {
    if (transfer.thrown)
        std::rethrow_exception(transfer.thrown);
    if (transfer.writeError != 0)
        throw Error("cannot write '" + part.string() + "': " + std::strerror(transfer.writeError));
    const std::string kept = transfer.start + transfer.written > 0
                                 ? "; what has come is kept, and the next attempt goes on from there"
                                 : "; check the connection, or import the data set from a file that you have";
    throw Error("cannot download " + transfer.file.url + ": " + result.text + kept);
}

/// Appends to the part file until it is whole, as far as the server says.
void transferAll(const RemoteFile& file, const fs::path& path, const TransferSink& sink, const Proceed& proceed) {
    PartFile part(path);
    if (file.bytes != 0 && part.size() > file.bytes)
        part.clear();
    for (int attempt = 1;; ++attempt) {
        throwIfStopped(proceed);
        Transfer transfer{.file = file, .sink = sink, .proceed = proceed, .fd = part.fd(), .start = part.size()};
        if (file.bytes != 0 && transfer.start == file.bytes)
            return;
        const Result result = perform(transfer);
        if (result.code == CURLE_OK && result.status != 416) // libcurl takes 416 for "nothing left to send"
            return;
        if (transfer.isTooLong) {
            part.clear();
            throw Error(file.url + " sends more than the " + std::to_string(file.bytes) +
                        " bytes that were published: it is not the same file");
        }
        // A server that cannot go on in the middle of the file, or whose file ends before it: from the start.
        const bool cannotResume = transfer.start > 0 && (result.code == CURLE_RANGE_ERROR || result.status == 416 ||
                                                         result.code == CURLE_BAD_DOWNLOAD_RESUME ||
                                                         result.code == CURLE_FILE_COULDNT_READ_FILE);
        if (cannotResume && attempt < kAttempts)
            part.clear();
        else if (!isWorthAnotherAttempt(result) || attempt == kAttempts)
            fail(transfer, result, path);
    }
}

} // namespace

void fetchFile(const RemoteFile& file, const fs::path& folder, const TransferSink& sink, const Proceed& proceed) {
    const fs::path target = folder / file.name;
    if (fs::exists(target))
        return;
    const fs::path part = folder / (file.name + ".part");
    transferAll(file, part, sink, proceed);
    const auto bytes = fs::file_size(part);
    if (const auto md5 = md5OfFile(part); md5 != file.md5) {
        fs::remove(part);
        throw Error("what came from " + file.url + " (" + std::to_string(bytes) + " bytes, MD5 " + md5 +
                    ") is not what was published (MD5 " + file.md5 + ") and was removed; try again");
    }
    if (sink)
        sink({.file = file.name, .bytesDone = bytes, .bytesTotal = bytes});
    syncAndRename(part, target);
}

fs::path downloadFiles(const std::string& name, const std::vector<RemoteFile>& files, const fs::path& folder,
                       const TransferSink& sink, const Proceed& proceed) {
    const fs::path home = folder.empty() ? userFolder() : folder;
    if (home.empty())
        throw Error("there is no folder to download into: set HOME or XDG_CACHE_HOME, or name one", ErrorKind::usage);
    const fs::path target = home / name;
    if (readerOf(name).isHere(target))
        return target;
    const fs::path incoming = home / (name + ".download"); // stays when broken off, so that the next call can go on
    makeFolders(incoming);
    for (const auto& file : files)
        fetchFile(file, incoming, sink, proceed);
    const fs::path source = files.size() == 1 ? incoming / files.front().name : incoming;
    const auto result = importDataset(source, name, home, sink, proceed);
    std::error_code code;
    fs::remove_all(incoming, code);
    return result;
}

fs::path downloadDataset(const std::string& name, const fs::path& folder, const TransferSink& sink,
                         const Proceed& proceed) {
    readerOf(name); // an unknown name is another mistake than one that cannot be downloaded
    const auto files = publishedFiles(name);
    if (files.empty())
        throw Error("data set '" + name + "' cannot be downloaded; import it with 'bubblenet data import'",
                    ErrorKind::usage);
    return downloadFiles(name, files, folder, sink, proceed);
}

} // namespace bubblenet::data
