// SPDX-License-Identifier: GPL-3.0-only
// Reads events.jsonl in parts, also while another process or thread appends to it. One reader, one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "core/store/event.h"

namespace bubblenet::store {

/// outline: without iterations, and of steps in a row the last alone (or some), which says when they ended. Most of a
/// long record is steps.
enum class Detail { everything, outline };

class EventReader {
public:
    explicit EventReader(std::filesystem::path path, Detail detail = Detail::everything);
    /// The events of known kinds in the next whole lines, of about a megabyte at most; none: nothing new is there yet.
    /// What follows the last line end is not there yet. Throws Error for a file that cannot be read or has become
    /// shorter, and for a corrupt line.
    std::vector<Event> next();
    bool isAtEnd() const { return m_atEnd; }              ///< the last call left no whole line
    std::uint64_t position() const { return m_position; } ///< in bytes: what is before it has been read

private:
    std::filesystem::path m_path;
    Detail m_detail;
    std::uint64_t m_position = 0; ///< of the first line that was not read
    std::int64_t m_lines = 0;     ///< before it
    bool m_atEnd = false;
};

/// Every event of a known kind. Throws Error as EventReader does.
std::vector<Event> readEvents(const std::filesystem::path& path);

} // namespace bubblenet::store
