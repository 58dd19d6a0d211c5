// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/event_reader.h"

#include <algorithm>
#include <fcntl.h>
#include <future>
#include <iterator>
#include <string_view>
#include <sys/stat.h>
#include <thread>

#include "core/store/descriptor.h"

namespace bubblenet::store {

namespace {

constexpr std::size_t kBlock = 1 << 20;
constexpr std::size_t kWorthAThread = 1 << 17;

[[noreturn]] void failShorter(const std::filesystem::path& path) {
    throw Error(Phrase("'{1}' has become shorter while it was read: open the run again", path.string()));
}

struct Lines {
    std::vector<Event> events;
    std::int64_t count = 0;
    std::string problem; ///< of line `count`, after which nothing was read
};

/// Within a text of JSON the quotes would be escaped. Empty where there is none.
std::string_view kindOf(std::string_view line) {
    constexpr std::string_view kMark = "\"kind\":\"";
    const auto at = line.find(kMark);
    if (at == std::string_view::npos)
        return {};
    line.remove_prefix(at + kMark.size());
    return line.substr(0, line.find('"'));
}

Lines parseLines(std::string_view text, Detail detail) {
    Lines lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 1);
        ++lines.count;
        if (detail == Detail::outline) {
            const auto kind = kindOf(line);
            const bool isStepAmongSteps = kind == "step_done" && kindOf(text.substr(0, text.find('\n'))) == kind;
            if (kind == "iteration_done" || isStepAmongSteps)
                continue;
        }
        try {
            if (auto event = eventFromJsonLine(std::string(line)))
                lines.events.push_back(std::move(*event));
        } catch (const Error& error) {
            lines.problem = error.what();
            return lines;
        }
    }
    return lines;
}

/// About equal parts, each of whole lines.
std::vector<std::string_view> partsOf(std::string_view text) {
    const std::size_t most = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t count = std::clamp<std::size_t>(text.size() / kWorthAThread, 1, most);
    std::vector<std::string_view> parts;
    for (; parts.size() + 1 < count; text.remove_prefix(parts.back().size()))
        parts.push_back(text.substr(0, text.find('\n', text.size() / (count - parts.size())) + 1));
    if (!text.empty())
        parts.push_back(text);
    return parts;
}

} // namespace

EventReader::EventReader(std::filesystem::path path, Detail detail) : m_path(std::move(path)), m_detail(detail) {}

std::vector<Event> EventReader::next() {
    const auto file = openFile(m_path, O_RDONLY);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        failWithErrno("cannot read", m_path);
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size < m_position)
        failShorter(m_path);
    std::string text;
    std::size_t end = std::string::npos;
    while (end == std::string::npos && text.size() < size - m_position) { // one line may be longer than a block
        const std::size_t before = text.size();
        text.resize(std::min<std::uint64_t>(before + kBlock, size - m_position));
        const auto got =
            ::pread(file.get(), text.data() + before, text.size() - before, static_cast<off_t>(m_position + before));
        if (got < 0 && errno != EINTR)
            failWithErrno("cannot read", m_path);
        if (got == 0)
            failShorter(m_path);
        text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        end = text.rfind('\n');
    }
    m_atEnd = end == std::string::npos;
    if (m_atEnd)
        return {};
    text.resize(end + 1);
    std::vector<std::future<Lines>> parts;
    for (const auto part : partsOf(text))
        parts.push_back(
            std::async(parts.empty() ? std::launch::deferred : std::launch::async, parseLines, part, m_detail));
    std::vector<Event> events;
    auto line = m_lines;
    for (auto& part : parts) {
        auto lines = part.get();
        line += lines.count;
        if (!lines.problem.empty())
            throw Error(Phrase("'{1}', line {2}: {3}", m_path.string(), line, lines.problem));
        std::move(lines.events.begin(), lines.events.end(), std::back_inserter(events));
    }
    m_lines = line; // with the position: who asks again after an error hears of the same line
    m_position += text.size();
    return events;
}

std::vector<Event> readEvents(const std::filesystem::path& path) {
    EventReader reader(path);
    std::vector<Event> events;
    while (true) {
        auto part = reader.next();
        if (reader.isAtEnd())
            return events;
        std::move(part.begin(), part.end(), std::back_inserter(events));
    }
}

} // namespace bubblenet::store
