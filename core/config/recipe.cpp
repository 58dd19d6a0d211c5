// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/recipe.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/config/recipe_checks.h"
#include "core/config/recipe_keys.h"
#include "core/config/recipe_values.h"
#include "core/config/yaml_tree.h"

namespace bubblenet::config {

namespace {

constexpr std::size_t kMostDiagnostics = 100;
constexpr double kDefaultShare = 0.5; // "half the cost", where a recipe names no goal

struct Place {
    int line = 0;
    int column = 0;
};
Place placeOf(const YamlNode& node) {
    return {node.line, node.column};
}

std::string joined(const std::string& section, const std::string& name) {
    return section.empty() ? name : section + '.' + name;
}

std::string parentOf(const std::string& path) {
    const auto dot = path.rfind('.');
    return dot == std::string::npos ? "" : path.substr(0, dot);
}

/// Findings about keys that are wrong already would only repeat it.
bool anyOf(const std::vector<std::string>& keys, const std::set<std::string>& failed) {
    return std::any_of(keys.begin(), keys.end(), [&](const auto& key) { return failed.contains(key); });
}

class RecipeReader {
public:
    explicit RecipeReader(std::string fileName) : m_fileName(std::move(fileName)) {}

    RecipeResult read(const std::string& text) {
        auto document = readYaml(text, m_fileName);
        m_result.diagnostics = std::move(document.diagnostics);
        if (!m_result.diagnostics.empty())
            return std::move(m_result);
        readSection(document.root, "");
        fillGoal();
        checkValues();
        for (const auto& finding : checkTogether(m_result.config))
            if (!anyOf(finding.keys, m_failed))
                report({placeOfKeys(finding.keys), finding.message, finding.suggestion, finding.keys.front()});
        sortAndLimit();
        return std::move(m_result);
    }

private:
    struct Report {
        Place place;
        Phrase message;
        std::string suggestion = {};
        std::string keyPath = {};
    };

    void report(Report&& what) {
        m_result.diagnostics.push_back({.file = m_fileName,
                                        .line = what.place.line,
                                        .column = what.place.column,
                                        .message = std::move(what.message),
                                        .suggestion = std::move(what.suggestion),
                                        .keyPath = std::move(what.keyPath)});
    }

    void readSection(const YamlNode& node, const std::string& section) {
        if (node.kind == YamlKind::null)
            return;
        if (node.kind != YamlKind::map) {
            failSection(section);
            const auto names = namesBelow(section);
            report({placeOf(node),
                    Phrase("{1} holds keys with values ({2}: …), not {3}",
                           section.empty() ? Phrase("a recipe") : Phrase(section), names.front(),
                           node.kind == YamlKind::scalar ? Phrase(inQuotes(node.text)) : Phrase("a list")),
                    "", section});
            return;
        }
        std::map<std::string, Place> seen;
        for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
            const auto& name = node.items[i];
            if (name.kind != YamlKind::scalar) {
                report({placeOf(name), Phrase("a key must be a word"), "", section});
                continue;
            }
            const auto [first, isNew] = seen.emplace(name.text, placeOf(name));
            if (!isNew)
                report({placeOf(name),
                        Phrase("{1} is here for the second time; the first is in line {2}", joined(section, name.text),
                               first->second.line),
                        "", joined(section, name.text)});
            else
                readEntry(section, name, node.items[i + 1]);
        }
    }

    void readEntry(const std::string& section, const YamlNode& name, const YamlNode& value) {
        // A dot in a name would let `search.goal: …` pass as the path of a key.
        const std::string path = name.text.find('.') == std::string::npos ? joined(section, name.text) : "";
        if (const auto* key = findKey(path)) {
            readValue(*key, value);
        } else if (isSection(path)) {
            m_places[path] = placeOf(name);
            readSection(value, path);
        } else {
            report({placeOf(name),
                    section.empty() ? Phrase("unknown key {1}", inQuotes(name.text))
                                    : Phrase("unknown key {1} in {2}", inQuotes(name.text), section),
                    suggestKey(section, name.text), joined(section, name.text)});
        }
    }

    void readValue(const RecipeKey& key, const YamlNode& node) {
        m_places[key.path] = placeOf(node);
        auto& items = m_items[key.path];
        if (node.kind == YamlKind::sequence)
            for (const auto& item : node.items)
                items.push_back(placeOf(item));
        reportProblems(key, setValue(key, node, m_result.config));
    }

    void checkValues() {
        for (const auto& key : recipeKeys())
            if (!m_failed.contains(key.path))
                reportProblems(key, checkValue(key, m_result.config));
    }

    void reportProblems(const RecipeKey& key, std::vector<ValueProblem>&& problems) {
        for (auto& problem : problems) {
            const auto& items = m_items[key.path];
            const bool hasItem = problem.item && *problem.item < items.size();
            report({hasItem ? items[*problem.item] : placeOfKeys({key.path}), std::move(problem.message),
                    std::move(problem.suggestion), key.path});
            m_failed.insert(key.path);
        }
    }

    void failSection(const std::string& section) {
        m_failed.insert(section);
        for (const auto& key : recipeKeys())
            if (section.empty() || key.path.starts_with(section + '.'))
                m_failed.insert(key.path);
    }

    /// A recipe that names no goal asks for half: of the cost, or of the weights.
    void fillGoal() {
        auto& goal = m_result.config.search.goal;
        if (goal.macs || goal.parameters || goal.latency || goal.bytes || goal.sparsity ||
            anyOf(goalShares(), m_failed))
            return;
        if (m_result.config.search.prune == "channels")
            goal.macs = kDefaultShare;
        else if (m_result.config.search.prune == "weights")
            goal.sparsity = kDefaultShare;
    }

    /// Of the first key that the text has, else of the nearest section around the first.
    Place placeOfKeys(const std::vector<std::string>& keys) const {
        for (const auto& key : keys)
            if (const auto found = m_places.find(key); found != m_places.end())
                return found->second;
        for (auto path = keys.front(); !path.empty(); path = parentOf(path))
            if (const auto found = m_places.find(path); found != m_places.end())
                return found->second;
        return {};
    }

    void sortAndLimit() {
        auto& diagnostics = m_result.diagnostics;
        const auto order = [](const Diagnostic& diagnostic) {
            return std::tuple(diagnostic.line == 0, diagnostic.line, diagnostic.column);
        };
        std::stable_sort(diagnostics.begin(), diagnostics.end(),
                         [&](const auto& left, const auto& right) { return order(left) < order(right); });
        if (diagnostics.size() <= kMostDiagnostics)
            return;
        const auto more = diagnostics.size() - kMostDiagnostics;
        diagnostics.resize(kMostDiagnostics);
        report({{}, Phrase("{1} more problems", more)});
    }

    std::string m_fileName;
    RecipeResult m_result;
    std::map<std::string, Place> m_places;
    std::map<std::string, std::vector<Place>> m_items;
    std::set<std::string> m_failed;
};

} // namespace

RecipeResult parseRecipe(const std::string& text, const std::string& fileName) {
    return RecipeReader(fileName).read(text);
}

std::vector<Diagnostic> checkConfig(const RunConfig& config) {
    std::vector<Diagnostic> diagnostics;
    std::set<std::string> failed;
    for (const auto& key : recipeKeys())
        for (auto& problem : checkValue(key, config)) {
            diagnostics.push_back({.message = std::move(problem.message),
                                   .suggestion = std::move(problem.suggestion),
                                   .keyPath = key.path});
            failed.insert(key.path);
        }
    for (auto& finding : checkTogether(config))
        if (!anyOf(finding.keys, failed))
            diagnostics.push_back({.message = std::move(finding.message),
                                   .suggestion = std::move(finding.suggestion),
                                   .keyPath = finding.keys.front()});
    return diagnostics;
}

std::string toYaml(const RunConfig& config, Unset unset) {
    std::string text;
    std::string section;
    for (const auto& key : recipeKeys()) {
        std::string value = valueText(key, config);
        if (value.empty() && unset == Unset::leftOut)
            continue;
        if (value.empty())
            value = "null";
        // Open the sections between the one that the last key was in and this key's.
        const std::string parent = parentOf(key.path);
        for (std::size_t end = 0; !parent.empty() && end != std::string::npos;) {
            end = parent.find('.', end == 0 ? 0 : end + 1);
            const std::string outer = parent.substr(0, end);
            if (section == outer || section.starts_with(outer + '.'))
                continue;
            const auto depth = static_cast<std::size_t>(std::count(outer.begin(), outer.end(), '.'));
            text += std::string(4 * depth, ' ') + outer.substr(outer.rfind('.') + 1) + ":\n";
        }
        section = parent;
        const auto depth = static_cast<std::size_t>(std::count(key.path.begin(), key.path.end(), '.'));
        text += std::string(4 * depth, ' ') + key.path.substr(key.path.rfind('.') + 1) + ": " + value + '\n';
    }
    return text;
}

} // namespace bubblenet::config
