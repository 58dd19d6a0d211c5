// SPDX-License-Identifier: GPL-3.0-only
#include "core/base/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <memory>

#include "core/base/error.h"

namespace bubblenet {

void failWithErrno(const Phrase& what, const std::filesystem::path& path) {
    throw Error(Phrase("{1} '{2}': {3}", what, path.string(), std::string(std::strerror(errno))));
}

namespace {

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { reset(); }
    int get() const { return m_fd; }
    int reset() {
        const int result = m_fd >= 0 ? ::close(m_fd) : 0;
        m_fd = -1;
        return result;
    }

private:
    int m_fd;
};

void syncFolder(const std::filesystem::path& folder) {
    const Descriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() >= 0)
        ::fsync(fd.get()); // some file systems refuse to sync a folder; the rename is atomic all the same
}

[[noreturn]] void failAppeared(const std::filesystem::path& path) {
    throw Error(Phrase("'{1}' appeared while it was being written here: that file was left as it is, and this one was "
                       "not kept; remove it, or name another",
                       path.string()),
                ErrorKind::usage);
}

void renameToFreeName(const std::filesystem::path& temporary, const std::filesystem::path& path) {
    if (::renameat2(AT_FDCWD, temporary.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0)
        return;
    if (errno == EEXIST)
        failAppeared(path);
    if (errno != EINVAL && errno != ENOSYS)
        failWithErrno("cannot rename to", path);
    // A file system that cannot: another name of the file refuses as well.
    if (::link(temporary.c_str(), path.c_str()) == 0) {
        ::unlink(temporary.c_str());
        return;
    }
    if (errno == EEXIST)
        failAppeared(path);
    if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS)
        failWithErrno("cannot rename to", path);
    // Nor that (FAT, some in user space): an empty file takes the name, if nobody has it, and is replaced. A crash
    // between the two leaves it.
    const Descriptor place(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (place.get() < 0 && errno == EEXIST)
        failAppeared(path);
    if (place.get() < 0)
        failWithErrno("cannot write", path);
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const int reason = errno;
        ::unlink(path.c_str());
        errno = reason;
        failWithErrno("cannot rename to", path);
    }
}

void renameDurably(const std::filesystem::path& temporary, const std::filesystem::path& path, Existing existing) {
    if (existing == Existing::refuse)
        renameToFreeName(temporary, path);
    else if (::rename(temporary.c_str(), path.c_str()) != 0)
        failWithErrno("cannot rename to", path);
    syncFolder(path.parent_path());
}

class Digest {
public:
    explicit Digest(const EVP_MD* kind) : m_context(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
        if (!m_context || EVP_DigestInit_ex(m_context.get(), kind, nullptr) != 1)
            throw Error("the digest is not available in this OpenSSL");
    }
    void add(std::string_view bytes) { EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()); }
    std::string hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
        unsigned int size = 0;
        EVP_DigestFinal_ex(m_context.get(), value.data(), &size);
        constexpr std::string_view digits = "0123456789abcdef";
        std::string text;
        for (unsigned int i = 0; i < size; ++i) {
            text += digits[value[i] >> 4];
            text += digits[value[i] & 15];
        }
        return text;
    }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> m_context;
};

std::string digestOfFile(const std::filesystem::path& path, const EVP_MD* kind) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        failWithErrno("cannot read", path);
    Digest digest(kind);
    std::string chunk(1 << 20, '\0');
    while (in.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || in.gcount() > 0)
        digest.add({chunk.data(), static_cast<std::size_t>(in.gcount())});
    if (in.bad())
        failWithErrno("cannot read", path);
    return digest.hex();
}

} // namespace

void makeFolders(const std::filesystem::path& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
        throw Error(Phrase("{1} '{2}': {3}", Phrase("cannot make the folder"), folder.string(), failed.message()));
}

std::string readFile(const std::filesystem::path& path, std::uint64_t limitBytes) {
    std::error_code code;
    const auto status = std::filesystem::status(path, code);
    if (!std::filesystem::exists(status))
        throw Error(Phrase("no such file: '{1}'", path.string()));
    if (!std::filesystem::is_regular_file(status))
        throw Error(Phrase("not a regular file: '{1}'", path.string()));
    const auto size = std::filesystem::file_size(path, code);
    if (code)
        throw Error(Phrase("{1} '{2}': {3}", Phrase("cannot read"), path.string(), code.message()));
    if (size > limitBytes)
        throw Error(Phrase("'{1}' has {2} bytes, more than the {3} expected here", path.string(), size, limitBytes));
    std::ifstream in(path, std::ios::binary);
    std::string bytes(size, '\0');
    if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
        throw Error(Phrase("cannot read all of '{1}'", path.string()));
    return bytes;
}

void writeFileAtomically(const std::filesystem::path& path, std::string_view bytes, Existing existing) {
    std::string pattern = path.string() + ".XXXXXX";
    Descriptor fd(::mkostemp(pattern.data(), O_CLOEXEC));
    if (fd.get() < 0)
        failWithErrno("cannot write beside", path);
    const std::filesystem::path temporary = pattern;
    try {
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto n = ::write(fd.get(), bytes.data() + done, bytes.size() - done);
            if (n < 0 && errno == EINTR)
                continue;
            if (n < 0)
                failWithErrno("cannot write", path);
            done += static_cast<std::size_t>(n);
        }
        const auto mask = ::umask(0);
        ::umask(mask);
        if (::fchmod(fd.get(), 0666 & ~mask) != 0 || ::fsync(fd.get()) != 0 || fd.reset() != 0)
            failWithErrno("cannot write", path);
        renameDurably(temporary, path, existing);
    } catch (...) {
        ::unlink(temporary.c_str());
        throw;
    }
}

void syncAndRename(const std::filesystem::path& temporary, const std::filesystem::path& path, Existing existing) {
    const Descriptor fd(::open(temporary.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.get() < 0 || ::fsync(fd.get()) != 0)
        failWithErrno("cannot make durable", temporary);
    renameDurably(temporary, path, existing);
}

std::string sha256(std::string_view bytes) {
    Digest digest(EVP_sha256());
    digest.add(bytes);
    return digest.hex();
}

std::string sha256OfFile(const std::filesystem::path& path) {
    return digestOfFile(path, EVP_sha256());
}

std::string md5OfFile(const std::filesystem::path& path) {
    return digestOfFile(path, EVP_md5());
}

} // namespace bubblenet
