// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <utility>

#include "core/config/recipe_keys.h"
#include "core/config/recipe_values.h"
#include "core/config/suggestion.h"

namespace bubblenet::config {

namespace {

YamlNode scalar(std::string text) {
    YamlNode node;
    node.kind = YamlKind::scalar;
    node.text = std::move(text);
    return node;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// `a,b`, `[a, b]`, `[]` or nothing.
YamlNode list(const std::string& text) {
    std::string items = trimmed(text);
    if (items.size() >= 2 && items.front() == '[' && items.back() == ']')
        items = trimmed(items.substr(1, items.size() - 2));
    YamlNode node;
    node.kind = YamlKind::sequence;
    for (std::size_t begin = 0; !items.empty() && begin <= items.size();) {
        const auto comma = std::min(items.find(',', begin), items.size());
        node.items.push_back(scalar(trimmed(items.substr(begin, comma - begin))));
        begin = comma + 1;
    }
    return node;
}

YamlNode nodeFor(const RecipeKey& key, const std::string& value) {
    switch (kindOf(key)) {
    case ValueKind::names:
    case ValueKind::wholeNumbers:
        return list(value);
    case ValueKind::text:
        return scalar(value); // a path may begin or end with a space
    default:
        break;
    }
    const std::string text = trimmed(value);
    return text == "null" || text == "~" ? YamlNode{} : scalar(text); // as in a recipe
}

std::vector<Diagnostic> unknownKey(const std::string& path) {
    Diagnostic diagnostic{.keyPath = path};
    if (isSection(path)) {
        diagnostic.message = Phrase("{1} holds keys of its own; name one of them", path);
        diagnostic.suggestion = path + '.' + namesBelow(path).front();
        return {std::move(diagnostic)};
    }
    diagnostic.message = Phrase("unknown key {1}", inQuotes(path));
    const auto dot = path.rfind('.');
    const std::string section = dot == std::string::npos ? "" : path.substr(0, dot);
    const std::string nearest = suggestKey(section, path.substr(dot == std::string::npos ? 0 : dot + 1));
    if (!nearest.empty()) {
        const std::string below = section.empty() ? nearest : section + '.' + nearest;
        diagnostic.suggestion = findKey(nearest) ? nearest : below;
    } else {
        std::vector<std::string> paths;
        for (const auto& key : recipeKeys())
            paths.push_back(key.path);
        diagnostic.suggestion = nearestName(path, paths).value_or("");
    }
    return {std::move(diagnostic)};
}

/// Naming another share of the goal means that one instead.
void clearOtherShares(const std::string& path, RunConfig& config) {
    for (const auto& share : goalShares())
        if (share != path)
            std::get<std::optional<double>*>(findKey(share)->field(config))->reset();
}

} // namespace

std::vector<Diagnostic> applyOverride(RunConfig& config, const std::string& path, const std::string& value) {
    const auto* key = findKey(path);
    if (!key)
        return unknownKey(path);
    RunConfig changed = config;
    auto problems = setValue(*key, nodeFor(*key, value), changed);
    if (problems.empty())
        problems = checkValue(*key, changed);
    std::vector<Diagnostic> diagnostics;
    diagnostics.reserve(problems.size());
    for (auto& problem : problems)
        diagnostics.push_back(
            {.message = std::move(problem.message), .suggestion = std::move(problem.suggestion), .keyPath = path});
    if (!diagnostics.empty())
        return diagnostics;
    const auto& shares = goalShares();
    const auto isShare = std::find(shares.begin(), shares.end(), path) != shares.end();
    if (isShare && *std::get<std::optional<double>*>(key->field(changed)))
        clearOtherShares(path, changed);
    config = std::move(changed);
    return {};
}

} // namespace bubblenet::config
