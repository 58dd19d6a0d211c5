// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/event_log.h"

#include <sys/stat.h>

#include <array>

namespace bubblenet::store {

namespace {

/// Past the last line end of the file.
std::uint64_t endOfLastLine(const Descriptor& file, std::uint64_t bytes, const std::filesystem::path& path) {
    std::array<char, 1 << 16> block{};
    while (bytes > 0) {
        const std::uint64_t begin = bytes > block.size() ? bytes - block.size() : 0;
        const auto count = ::pread(file.get(), block.data(), bytes - begin, static_cast<off_t>(begin));
        if (count != static_cast<ssize_t>(bytes - begin))
            failWithErrno("cannot read", path);
        const auto found = std::string_view(block.data(), bytes - begin).rfind('\n');
        if (found != std::string_view::npos)
            return begin + found + 1;
        bytes = begin;
    }
    return 0;
}

// Ends something that would have to be computed again.
bool mustBeDurable(const EventBody& body) {
    return !std::holds_alternative<StepDone>(body) && !std::holds_alternative<Progress>(body) &&
           !std::holds_alternative<Message>(body) && !std::holds_alternative<PhaseStarted>(body);
}

} // namespace

EventLog::EventLog(std::filesystem::path path) : m_path(std::move(path)), m_file(openFile(m_path, O_RDWR | O_CREAT)) {
    struct stat status {};
    if (::fstat(m_file.get(), &status) != 0)
        failWithErrno("cannot read", m_path);
    if (!S_ISREG(status.st_mode))
        throw Error(Phrase("not a regular file: '{1}'", m_path.string()));
    const auto bytes = static_cast<std::uint64_t>(status.st_size);
    m_bytes = endOfLastLine(m_file, bytes, m_path);
    if (m_bytes != bytes && ::ftruncate(m_file.get(), static_cast<off_t>(m_bytes)) != 0)
        failWithErrno("cannot take the cut-off last line from", m_path);
    if (::lseek(m_file.get(), static_cast<off_t>(m_bytes), SEEK_SET) < 0)
        failWithErrno("cannot append to", m_path);
}

void EventLog::append(const Event& event) {
    const std::string line = toJsonLine(event) + '\n';
    try {
        writeAll(m_file, line, m_path);
        if (mustBeDurable(event.body))
            syncFile(m_file, m_path);
    } catch (const Error&) {
        // Should this fail too, the next writer finds a cut-off line and takes it away.
        if (::ftruncate(m_file.get(), static_cast<off_t>(m_bytes)) == 0)
            ::lseek(m_file.get(), static_cast<off_t>(m_bytes), SEEK_SET);
        throw;
    }
    m_bytes += line.size();
}

} // namespace bubblenet::store
