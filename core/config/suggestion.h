// SPDX-License-Identifier: GPL-3.0-only
// "Did you mean": the known name nearest to a mistyped one. Any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bubblenet::config {

/// Insertions, deletions, substitutions and swaps of neighbours (Damerau 1964, restricted) that make one word the
/// other.
std::size_t editDistance(std::string_view left, std::string_view right);

/// The nearest of `names`, or none when every one is too far. Case, '-' and '_' count nothing.
std::optional<std::string> nearestName(std::string_view word, const std::vector<std::string>& names);

} // namespace bubblenet::config
