// SPDX-License-Identifier: GPL-3.0-only
// The parts of a report: one HTML page that is XML as well, needs nothing beside it, runs nothing, and is light or dark
// as the reader's system is. Any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bubblenet::race {

using Row = std::vector<std::string>; ///< of plain text

/// Down to the page's heading, which is its title; `language` as in HTML: "en", "zh-CN".
std::string pageHead(const std::string& title, const std::string& language);
inline constexpr std::string_view kPageEnd = "</body>\n</html>\n";

/// `tag` may have attributes; `html` is written as it is.
std::string element(const std::string& tag, const std::string& html);
/// The first column to the left, the others to the right. Cells are escaped.
std::string table(const Row& head, const std::vector<Row>& rows);
/// Names and values, all to the left.
std::string listTable(const std::vector<Row>& rows);

} // namespace bubblenet::race
