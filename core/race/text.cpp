// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace bubblenet::race {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; // U+FFFD

std::string withPrecision(double value, std::chars_format format, int precision) {
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, format, precision).ptr;
    return std::string(digits.data(), end);
}

// https://www.w3.org/TR/xml/#charsets
bool isAllowedInXml(std::uint32_t codePoint) {
    return codePoint >= 0x20 && codePoint != 0x7f && !(codePoint >= 0xd800 && codePoint < 0xe000) &&
           codePoint != 0xfffe && codePoint != 0xffff && codePoint <= 0x10ffff;
}

} // namespace

std::size_t characterBytes(std::string_view text) {
    if (text.empty())
        return 0;
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t bytes = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (bytes == 0 || first >= 0xf8 || text.size() < bytes)
        return 0;
    std::uint32_t codePoint = bytes == 1 ? first : first & (0x7fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xc0) != 0x80)
            return 0;
        codePoint = codePoint << 6 | (next & 0x3fu);
    }
    constexpr std::array<std::uint32_t, 5> kSmallest{0, 0, 0x80, 0x800,
                                                     0x10000}; // a longer form than needed is no character
    return codePoint >= kSmallest[bytes] && isAllowedInXml(codePoint) ? bytes : 0;
}

std::string escaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t bytes = characterBytes(text);
        switch (bytes == 0 ? '\0' : text[0]) {
        case '\0':
            result += kReplacement;
            break;
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        case '\'':
            result += "&#39;";
            break;
        default:
            result += text.substr(0, bytes);
        }
        text.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    return result;
}

std::size_t characterCount(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count)
        text.remove_prefix(std::max<std::size_t>(characterBytes(text), 1));
    return count;
}

std::string shortened(std::string_view text, std::size_t characters) {
    if (characterCount(text) <= characters)
        return std::string(text);
    std::size_t end = 0;
    for (std::size_t i = 0; i + 1 < characters; ++i)
        end += std::max<std::size_t>(characterBytes(text.substr(end)), 1);
    return std::string(text.substr(0, end)) + "…";
}

std::string numberText(double value) {
    if (!std::isfinite(value))
        return value > 0 ? "none" : value < 0 ? "-infinity" : "unknown";
    constexpr double kLargestInDigits = 1e9;
    constexpr double kSmallestInDigits = 1e-4;
    const double size = std::abs(value);
    if (size >= kLargestInDigits || (size < kSmallestInDigits && value != 0))
        return withPrecision(value, std::chars_format::general, 4);
    if (value == std::floor(value))
        return withPrecision(value, std::chars_format::fixed, 0);
    const int digitsBefore = static_cast<int>(std::floor(std::log10(size))) + 1;
    return withPrecision(value, std::chars_format::fixed, std::max(0, 4 - digitsBefore));
}

std::string decimalText(double value) {
    return withPrecision(value, std::chars_format::fixed, 2);
}

std::string probabilityNumberText(double p) {
    return p < 0.001 ? "< 0.001" : withPrecision(p, std::chars_format::general, 3);
}

std::string probabilityText(double p) {
    return (p < 0.001 ? "p " : "p = ") + probabilityNumberText(p);
}

std::string listText(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return text;
}

} // namespace bubblenet::race
