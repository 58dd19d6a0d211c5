// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/suggestion.h"

#include <algorithm>
#include <cctype>

namespace bubblenet::config {

namespace {

constexpr std::size_t kLongestWord =
    64; // nobody mistypes a longer one, and the distance costs the product of the lengths
constexpr std::size_t kShortestPrefix = 3;

std::string normalised(std::string_view word) {
    std::string result;
    for (const char c : word)
        if (c != '-' && c != '_')
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

} // namespace

std::size_t editDistance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> beforeLast(right.size() + 1), last(right.size() + 1), row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= left.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t substitution = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, substitution});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        std::swap(beforeLast, last);
        std::swap(last, row);
    }
    return last[right.size()];
}

std::optional<std::string> nearestName(std::string_view word, const std::vector<std::string>& names) {
    if (word.empty() || word.size() > kLongestWord)
        return std::nullopt;
    const std::string wanted = normalised(word);
    const std::size_t tolerance = std::clamp<std::size_t>(wanted.size() / 3, 1, 3);
    std::optional<std::string> nearest;
    std::size_t nearestDistance = tolerance + 1;
    for (const auto& name : names) {
        const std::size_t distance = editDistance(wanted, normalised(name));
        if (distance < nearestDistance) {
            nearestDistance = distance;
            nearest = name;
        }
    }
    if (nearest || wanted.size() < kShortestPrefix)
        return nearest;
    const auto begun = std::find_if(names.begin(), names.end(),
                                    [&](const auto& name) { return normalised(name).starts_with(wanted); });
    return begun == names.end() ? nearest : *begun;
}

} // namespace bubblenet::config
