// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/recipe_edit.h"

#include <algorithm>
#include <functional>
#include <vector>

#include "core/config/recipe.h"
#include "core/config/recipe_values.h"
#include "core/config/yaml_layout.h"
#include "core/config/yaml_tree.h"

namespace bubblenet::config {

namespace {

constexpr std::size_t kIndent = 4;
constexpr auto kNowhere = std::string::npos;

using Leaves = std::multimap<std::string, std::string>; ///< path → what is there

std::vector<std::string> segmentsOf(const std::string& path) {
    std::vector<std::string> segments;
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find('.', begin), path.size());
        segments.push_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return segments;
}

/// Lists are one leaf. Empty sections are nothing: taking out their last key leaves them behind.
void collect(const YamlNode& node, const std::string& path, Leaves& leaves) {
    if (node.kind == YamlKind::map) {
        for (std::size_t i = 0; i + 1 < node.items.size(); i += 2)
            collect(node.items[i + 1], path.empty() ? node.items[i].text : path + '.' + node.items[i].text, leaves);
        return;
    }
    if (node.kind == YamlKind::null)
        return;
    std::string text = node.kind == YamlKind::sequence ? "[" : node.quoted ? "'" : "";
    text += node.text;
    for (const auto& item : node.items)
        text += (item.quoted ? "'" : "") + item.text + ", ";
    leaves.emplace(path, std::move(text));
}

std::optional<Leaves> leavesOf(const std::string& text) {
    const auto document = readYaml(text, "");
    if (!document.diagnostics.empty())
        return std::nullopt;
    Leaves leaves;
    collect(document.root, "", leaves);
    return leaves;
}

int lastLine(const YamlNode& node) {
    int line = node.line;
    for (const auto& item : node.items)
        line = std::max(line, lastLine(item));
    return line;
}

/// The ways in which one key's value might be changed, best first; which of them is right shows when they are read.
class Edit {
public:
    Edit(const std::string& text, const YamlNode& root, const std::string& path)
        : m_text(text), m_layout(text), m_segments(segmentsOf(path)) {
        m_section = &root;
        for (; m_depth < m_segments.size() && m_section->kind == YamlKind::map; ++m_depth) {
            const auto* found = childOf(*m_section, m_segments[m_depth]);
            if (!found)
                break;
            m_name = found;
            m_section = found + 1;
        }
    }

    std::vector<std::string> candidates(const std::string& value) {
        if (value.empty())
            takeOut();
        else if (m_depth == m_segments.size())
            replace(value);
        else
            add(value);
        return std::move(m_candidates);
    }

private:
    static const YamlNode* childOf(const YamlNode& map, const std::string& name) {
        for (std::size_t i = 0; i + 1 < map.items.size(); i += 2)
            if (map.items[i].kind == YamlKind::scalar && map.items[i].text == name)
                return &map.items[i];
        return nullptr;
    }

    void put(std::size_t begin, std::size_t end, const std::string& with) {
        std::string changed = m_text;
        changed.replace(begin, end - begin, with);
        m_candidates.push_back(std::move(changed));
    }

    std::size_t afterColon() const {
        const auto name = m_layout.offset(*m_name);
        const auto at = m_text.find(':', m_name->quoted ? m_layout.closing(name) : name);
        return at == kNowhere ? m_text.size() : at + 1;
    }

    /// A list or a section below its key, one item a line.
    std::size_t blockEnd() const { return m_layout.lineEnd(m_layout.offset(lastLine(*m_section), 1)); }

    void replace(const std::string& value) {
        if (m_section->kind == YamlKind::null)
            put(afterColon(), afterColon(), " " + value);
        const auto begin = m_layout.offset(*m_section); // of a null that is written out too
        for (const auto end : m_layout.valueEnds(begin))
            put(begin, end, value);
        put(afterColon(), blockEnd(), " " + value);
    }

    void takeOut() {
        if (m_depth < m_segments.size()) {
            m_candidates.push_back(m_text);
            return;
        }
        const auto name = m_layout.offset(*m_name);
        const auto start = m_layout.lineStart(name);
        const bool beginsLine = m_text.find_first_not_of(" ", start) == name;
        if (beginsLine) {
            const auto end = std::min(m_text.size(), blockEnd() + 1);
            put(start, end, "");
        }
        for (const auto end : m_layout.valueEnds(m_layout.offset(*m_section))) {
            const auto next = m_text.find_first_not_of(" \t", end);
            if (next != kNowhere && m_text[next] == ',')
                put(name, std::min(m_text.size(), m_text.find_first_not_of(" \t", next + 1)), "");
            const auto before = name == 0 ? kNowhere : m_text.find_last_not_of(" \t\n", name - 1);
            if (before != kNowhere && m_text[before] == ',')
                put(before, end, "");
            put(name, end, "");
        }
    }

    /// `whale: {pod: 8}` or, on lines of their own, whale: and below it pod: 8.
    std::string flowEntry(const std::string& value) const {
        std::string entry = m_segments.back() + ": " + value;
        for (std::size_t i = m_segments.size() - 1; i > m_depth; --i)
            entry = m_segments[i - 1] + ": {" + entry + "}";
        return entry;
    }
    std::string blockEntry(std::size_t indent, const std::string& value) const {
        std::string entry;
        for (std::size_t i = m_depth; i + 1 < m_segments.size(); ++i, indent += kIndent)
            entry += std::string(indent, ' ') + m_segments[i] + ":\n";
        return entry + std::string(indent, ' ') + m_segments.back() + ": " + value;
    }

    void add(const std::string& value) {
        if (m_section->kind == YamlKind::map && !m_section->items.empty()) {
            addToMap(value);
        } else if (m_section->kind == YamlKind::map) { // {}
            const auto begin = m_layout.offset(*m_section);
            put(begin, m_layout.closing(begin), "{" + flowEntry(value) + "}");
        } else if (!m_name) { // nothing but comments
            const bool endsLine = m_text.empty() || m_text.back() == '\n';
            put(m_text.size(), m_text.size(), (endsLine ? "" : "\n") + blockEntry(0, value) + "\n");
        } else if (m_section->kind == YamlKind::null) {
            const auto name = m_layout.offset(*m_name);
            const auto end = m_layout.lineEnd(name);
            const auto indent = name - m_layout.lineStart(name) + kIndent;
            put(end, end, "\n" + blockEntry(indent, value));
            put(afterColon(), afterColon(), " {" + flowEntry(value) + "}");
        }
    }

    void addToMap(const std::string& value) {
        const auto begin = m_layout.offset(*m_section);
        if (begin < m_text.size() && m_text[begin] == '{') {
            const auto last = m_layout.closing(begin) - 1;
            const auto end = m_text.find_last_not_of(" \t\n", last - 1) + 1;
            put(end, end, (m_text[end - 1] == ',' ? " " : ", ") + flowEntry(value));
            return;
        }
        const auto indent = static_cast<std::size_t>(m_section->items.front().column - 1);
        const auto end = blockEnd();
        put(end, end, "\n" + blockEntry(indent, value));
        const auto first = m_layout.lineStart(m_layout.offset(m_section->items.front()));
        put(first, first, blockEntry(indent, value) + "\n");
    }

    const std::string& m_text;
    YamlLayout m_layout;
    std::vector<std::string> m_segments;
    const YamlNode* m_name = nullptr;    ///< of m_section
    const YamlNode* m_section = nullptr; ///< the deepest node on the path that is there
    std::size_t m_depth = 0;             ///< segments that are there
    std::vector<std::string> m_candidates;
};

std::vector<std::string> itemsOf(const std::string& typed) {
    std::vector<std::string> items;
    std::string text = typed;
    std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const auto first = text.find_first_not_of(' ', begin);
        if (first < end)
            items.push_back(text.substr(first, text.find_last_not_of(' ', end - 1) - first + 1));
        begin = end + 1;
    }
    return items;
}

/// As it is where YAML reads it as this very word, in brackets too.
std::string plainOrQuoted(const std::string& word) {
    const bool isSafe = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '+' ||
               c == '-' || c == '_' || c == '%';
    });
    const auto readsAs = [&](const std::string& text) {
        const auto document = readYaml(text, "");
        const auto& items = document.root.items;
        return document.diagnostics.empty() && !items.empty() && items.back().kind == YamlKind::scalar &&
               items.back().text == word;
    };
    return isSafe && readsAs("[" + word + "]") && readsAs("x: " + word) ? word : yamlText(word);
}

/// Lines that end as Windows ends them, all of them: edited without the carriage returns, which then come back.
bool hasWindowsLineEnds(const std::string& text) {
    const auto lines = std::count(text.begin(), text.end(), '\n');
    std::ptrdiff_t windows = 0;
    for (auto at = text.find("\r\n"); at != kNowhere; at = text.find("\r\n", at + 2))
        ++windows;
    return lines > 0 && windows == lines;
}

template<class EditText> std::optional<std::string> withPlainLineEnds(std::string text, const EditText& edit) {
    std::erase(text, '\r');
    auto edited = edit(text);
    for (std::size_t at = 0; edited && (at = edited->find('\n', at)) != kNowhere; at += 2)
        edited->insert(at, 1, '\r');
    return edited;
}

bool isStillThere(const std::vector<Diagnostic>& found, const Diagnostic& wanted) {
    return std::any_of(found.begin(), found.end(), [&](const Diagnostic& one) {
        return one.message == wanted.message && one.keyPath == wanted.keyPath;
    });
}

} // namespace

bool isYaml(const std::string& text) {
    return readYaml(text, "").diagnostics.empty();
}

std::map<std::string, std::string> writtenValues(const std::string& text) {
    const auto document = readYaml(text, "");
    if (!document.diagnostics.empty())
        return {};
    std::map<std::string, std::string> values;
    const std::function<void(const YamlNode&, const std::string&)> visit = [&](const YamlNode& node,
                                                                               const std::string& path) {
        if (findKey(path)) {
            std::string typed = node.text;
            for (const auto& item : node.items)
                typed += (typed.empty() ? "" : ", ") + item.text;
            if (node.kind == YamlKind::scalar || node.kind == YamlKind::sequence)
                values.emplace(path, std::move(typed));
        } else if (node.kind == YamlKind::map) {
            for (std::size_t i = 0; i + 1 < node.items.size(); i += 2)
                visit(node.items[i + 1], path.empty() ? node.items[i].text : path + '.' + node.items[i].text);
        }
    };
    visit(document.root, "");
    return values;
}

std::string yamlValue(const RecipeKey& key, const std::string& typed) {
    switch (kindOf(key)) {
    case ValueKind::text:
        return yamlText(typed);
    case ValueKind::names:
    case ValueKind::wholeNumbers: {
        std::string list;
        for (const auto& item : itemsOf(typed))
            list += (list.empty() ? "" : ", ") + plainOrQuoted(item);
        return '[' + list + ']';
    }
    default:
        return plainOrQuoted(typed);
    }
}

std::optional<std::string> withValue(const std::string& text, const std::string& path, const std::string& value) {
    if (hasWindowsLineEnds(text))
        return withPlainLineEnds(text, [&](const std::string& plain) { return withValue(plain, path, value); });
    const auto document = readYaml(text, "");
    if (!document.diagnostics.empty())
        return std::nullopt;
    Leaves wanted;
    collect(document.root, "", wanted);
    std::erase_if(wanted, [&](const auto& leaf) { return leaf.first == path || leaf.first.starts_with(path + '.'); });
    if (!value.empty()) {
        const auto alone = readYaml("x: " + value, "");
        if (!alone.diagnostics.empty() || alone.root.items.size() != 2)
            return std::nullopt;
        collect(alone.root.items[1], path, wanted);
    }
    for (auto& candidate : Edit(text, document.root, path).candidates(value))
        if (leavesOf(candidate) == wanted)
            return std::move(candidate);
    return std::nullopt;
}

std::optional<std::string> withSuggestion(const std::string& text, const Diagnostic& diagnostic) {
    if (hasWindowsLineEnds(text))
        return withPlainLineEnds(text, [&](const std::string& plain) { return withSuggestion(plain, diagnostic); });
    const std::string& word = diagnostic.suggestion;
    const auto before = parseRecipe(text, "").diagnostics;
    std::vector<std::string> candidates;
    const auto at = YamlLayout(text).offset(diagnostic.line, diagnostic.column);
    // The word at the place itself: an unknown key, a wrong name, an item of a list.
    if (diagnostic.line > 0)
        for (const auto end :
             {std::min(text.find(':', at), YamlLayout(text).lineEnd(at)), YamlLayout(text).valueEnds(at).front()})
            if (end > at)
                candidates.push_back(text.substr(0, at) + word + text.substr(end));
    if (findKey(diagnostic.keyPath))
        candidates.push_back(
            withValue(text, diagnostic.keyPath, yamlValue(*findKey(diagnostic.keyPath), word)).value_or(text));
    // A key that belongs elsewhere, or under another name, with the value that it has.
    const auto leaves = leavesOf(text).value_or(Leaves{});
    const auto here = leaves.find(diagnostic.keyPath);
    const auto value =
        here == leaves.end() ? std::string() : here->second.substr(here->second.starts_with('\'') ? 1 : 0);
    const auto dot = diagnostic.keyPath.rfind('.');
    const auto sibling = dot == kNowhere ? word : diagnostic.keyPath.substr(0, dot + 1) + word;
    for (const auto& target : {word, sibling})
        if (here != leaves.end() && findKey(target) && target != diagnostic.keyPath)
            if (const auto removed = withValue(text, diagnostic.keyPath, ""))
                if (auto moved = withValue(*removed, target, yamlValue(*findKey(target), value)))
                    candidates.push_back(std::move(*moved));
    for (auto& candidate : candidates) {
        const auto after = parseRecipe(candidate, "").diagnostics;
        if (after.size() < before.size() && !isStillThere(after, diagnostic))
            return std::move(candidate);
    }
    return std::nullopt;
}

} // namespace bubblenet::config
