// SPDX-License-Identifier: GPL-3.0-only
#include "app/text.h"

#include <algorithm>
#include <string_view>

namespace bubblenet::app {

namespace {

constexpr const char* kGap = "  ";

bool startsCharacter(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
}

/// Terminals give the letters of East Asia two columns (Unicode TR 11): from U+1100 on, by their blocks.
bool isWide(std::string_view utf8) {
    const auto byte = [&](std::size_t i) { return i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : 0U; };
    if (byte(0) >= 0xF0) // pictures, and rare ideographs
        return true;
    if ((byte(0) & 0xF0U) != 0xE0)
        return false;
    const unsigned letter = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    return (letter >= 0x1100 && letter <= 0x115F) || (letter >= 0x2E80 && letter <= 0xA4CF) ||
           (letter >= 0xAC00 && letter <= 0xD7A3) || (letter >= 0xF900 && letter <= 0xFAFF) ||
           (letter >= 0xFE30 && letter <= 0xFE4F) || (letter >= 0xFF00 && letter <= 0xFF60) ||
           (letter >= 0xFFE0 && letter <= 0xFFE6);
}

} // namespace

std::string printable(std::string utf8) {
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const auto next = i + 1 < utf8.size() ? static_cast<unsigned char>(utf8[i + 1]) : 0;
        const bool isLongControl = byte == 0xC2 && next >= 0x80 && next < 0xA0; // U+0080 … U+009F
        if ((byte < 0x20 && byte != '\n') || byte == 0x7F || isLongControl)
            utf8.replace(i, isLongControl ? 2 : 1, "?");
    }
    return utf8;
}

std::string inShell(const std::string& word) {
    constexpr const char* plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./+,@%";
    const std::string path = word.starts_with("-") ? "./" + word : word; // or it would be an option
    if (!path.empty() && path.find_first_not_of(plain) == std::string::npos)
        return path;
    std::string quoted = "'";
    for (const char c : path)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

std::size_t displayWidth(const std::string& utf8) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i)
        if (startsCharacter(utf8[i]))
            width += isWide(std::string_view(utf8).substr(i)) ? 2 : 1;
    return width;
}

std::string cutToWidth(const std::string& utf8, std::size_t width) {
    std::size_t taken = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (!startsCharacter(utf8[i]))
            continue;
        taken += isWide(std::string_view(utf8).substr(i)) ? 2 : 1;
        if (taken > width)
            return utf8.substr(0, i);
    }
    return utf8;
}

Table::Table(std::vector<std::string> header) : m_hasHeader(!header.empty()) {
    if (m_hasHeader)
        m_rows.push_back(std::move(header));
}

void Table::add(std::vector<std::string> row) {
    for (auto& cell : row) {
        cell = printable(std::move(cell));
        std::replace(cell.begin(), cell.end(), '\n', '?');
    }
    m_rows.push_back(std::move(row));
}

std::string Table::text() const {
    std::vector<std::size_t> widths;
    for (const auto& row : m_rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    }
    std::string text;
    for (std::size_t r = 0; r < m_rows.size(); ++r) {
        std::string line;
        for (std::size_t i = 0; i < m_rows[r].size(); ++i) {
            const auto& cell = m_rows[r][i];
            const std::string padding(widths[i] - displayWidth(cell), ' ');
            const bool left = std::find(m_left.begin(), m_left.end(), i) != m_left.end();
            line += (i > 0 ? kGap : "") + (left ? cell + padding : padding + cell);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
        if (r == 0 && m_hasHeader) {
            std::size_t width = 2 * (widths.size() - 1);
            for (const auto w : widths)
                width += w;
            for (std::size_t i = 0; i < width; ++i)
                text += "─";
            text += "\n";
        }
    }
    return text;
}

} // namespace bubblenet::app
