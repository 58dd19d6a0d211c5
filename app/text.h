// SPDX-License-Identifier: GPL-3.0-only
// Tables with aligned columns, and text for terminals and shells. Any thread; no state.
#pragma once

#include <string>
#include <vector>

#include "core/base/number_text.h"

namespace bubblenet::app {

/// For a terminal: control characters but the line feed, which could move its cursor or change its colours, become '?'.
std::string printable(std::string utf8);
/// As one word of a shell's command line.
std::string inShell(const std::string& word);
std::size_t displayWidth(const std::string& utf8);
std::string cutToWidth(const std::string& utf8, std::size_t width);

/// The first column is aligned to the left, the others to the right.
class Table {
public:
    explicit Table(std::vector<std::string> header = {});
    /// Cells are made printable, and one line each.
    void add(std::vector<std::string> row);
    void alignLeft(std::size_t column) { m_left.push_back(column); }
    /// Lines that end in a line feed; no spaces at their ends.
    std::string text() const;

private:
    std::vector<std::vector<std::string>> m_rows;
    std::vector<std::size_t> m_left = {0};
    bool m_hasHeader;
};

} // namespace bubblenet::app
