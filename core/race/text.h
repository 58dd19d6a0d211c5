// SPDX-License-Identifier: GPL-3.0-only
// Words and numbers as the race's report shows them, whoever wrote them. Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bubblenet::race {

/// How many bytes the UTF-8 character has that `text` begins with; 0 where there is none, or one that XML forbids
/// (control characters, surrogates).
std::size_t characterBytes(std::string_view text);

/// For HTML and SVG, as text or in a quoted attribute; bytes that are no character become U+FFFD.
std::string escaped(std::string_view text);

std::size_t characterCount(std::string_view text);
/// At most so many characters (1 or more), the last one "…" where some were left out.
std::string shortened(std::string_view text, std::size_t characters);

/// Four significant digits or all before the point, none after it for a whole number; "none" for infinity, which is
/// what no evaluation found.
std::string numberText(double value);
/// Two decimals, for what is read by its size: "-0.81".
std::string decimalText(double value);
/// "0.023", "< 0.001": with 0.001 as the least that is told apart.
std::string probabilityNumberText(double p);
/// "p = 0.023", "p < 0.001".
std::string probabilityText(double p);
/// "a", "a and b", "a, b and c".
std::string listText(const std::vector<std::string>& words);

} // namespace bubblenet::race
