// SPDX-License-Identifier: GPL-3.0-only
// Numbers as people read them, and tables with aligned columns. Any thread; no state.
#pragma once

#include <string>
#include <vector>

namespace bubblenet::app {

std::size_t displayWidth(const std::string& utf8);
std::string cutToWidth(const std::string& utf8, std::size_t width);

std::string fixedText(double value, int decimals);
std::string percentText(double percent);  ///< "93.39 %"
std::string countText(double value);      ///< "126.5 M"
std::string bytesText(double bytes);      ///< "3.4 MB"
std::string durationText(double seconds); ///< "3:07", "1:02:03"
std::string millisecondsText(double milliseconds);

/// The first column is aligned to the left, the others to the right.
class Table {
public:
    explicit Table(std::vector<std::string> header = {});
    void add(std::vector<std::string> row) { m_rows.push_back(std::move(row)); }
    void alignLeft(std::size_t column) { m_left.push_back(column); }
    /// Lines that end in a line feed; no spaces at their ends.
    std::string text() const;

private:
    std::vector<std::vector<std::string>> m_rows;
    std::vector<std::size_t> m_left = {0};
    bool m_hasHeader;
};

} // namespace bubblenet::app
