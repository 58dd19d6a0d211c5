// SPDX-License-Identifier: GPL-3.0-only
// YAML as a plain tree whose every node knows its place, built from text that nobody vouches for: size, depth and count
// are limited; anchors, aliases and tags are refused. Private to config; what the values mean is left to recipe.cpp.
#pragma once

#include <string>
#include <vector>

#include "core/config/diagnostic.h"

namespace bubblenet::config {

enum class YamlKind {
    null,
    scalar,
    sequence,
    map,
    refused ///< already reported
};

struct YamlNode {
    YamlKind kind = YamlKind::null;
    int line = 1;
    int column = 1;
    std::string text;            ///< of a scalar
    bool quoted = false;         ///< a scalar that is text even where it looks like a number
    std::vector<YamlNode> items; ///< of a sequence; of a map: key, value, key, value, …
};

struct YamlDocument {
    YamlNode root;
    std::vector<Diagnostic> diagnostics; ///< what makes it no document; the root is then to be left alone
};

inline constexpr std::size_t kLargestRecipeBytes = std::size_t{1} << 20;

/// UTF-8 without control characters other than tab and line ends.
bool isPlainText(const std::string& text);

/// Never throws for any text.
YamlDocument readYaml(const std::string& text, const std::string& fileName);

} // namespace bubblenet::config
