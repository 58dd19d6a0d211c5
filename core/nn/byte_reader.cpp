// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/byte_reader.h"

#include <algorithm>

#include "core/base/error.h"

namespace bubblenet::nn {

std::string_view ByteReader::take(std::uint64_t count) {
    if (count > remaining())
        throw Error(Phrase("{1} ends early: {2} bytes are wanted at byte {3} and {4} are left (the file is cut off or "
                           "damaged)",
                           m_place, count, m_position, remaining()));
    const std::string_view taken = m_bytes.substr(m_position, static_cast<std::size_t>(count));
    m_position += taken.size();
    return taken;
}

std::string_view ByteReader::line() {
    const std::size_t end = m_bytes.find('\n', m_position);
    if (end == std::string_view::npos)
        throw Error(
            Phrase("{1} ends early: the line that starts at byte {2} has no end (the file is cut off or damaged)",
                   m_place, m_position));
    const std::string_view text = m_bytes.substr(m_position, end - m_position);
    m_position = end + 1;
    return text;
}

std::uint64_t ByteReader::number(std::size_t bytes) {
    std::uint64_t value = 0;
    const std::string_view digits = take(bytes);
    for (std::size_t i = 0; i < bytes; ++i)
        value |= std::uint64_t{static_cast<std::uint8_t>(digits[i])} << (8 * i);
    return value;
}

std::string inQuotes(std::string_view name) {
    std::size_t shown = std::min<std::size_t>(name.size(), 100);
    while (shown > 0 && shown < name.size() && (static_cast<unsigned char>(name[shown]) & 0xc0) == 0x80)
        --shown; // never through the middle of a UTF-8 character
    std::string text = "'";
    for (const char c : name.substr(0, shown))
        text += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
    return text + (shown < name.size() ? "…'" : "'");
}

} // namespace bubblenet::nn
