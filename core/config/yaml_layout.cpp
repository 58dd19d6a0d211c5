// SPDX-License-Identifier: GPL-3.0-only
#include "core/config/yaml_layout.h"

#include <algorithm>

namespace bubblenet::config {

YamlLayout::YamlLayout(const std::string& text) : m_text(text) {
    m_lines.push_back(0);
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] == '\n')
            m_lines.push_back(at + 1);
}

std::size_t YamlLayout::offset(int line, int column) const {
    const auto index = static_cast<std::size_t>(std::max(1, line) - 1);
    if (index >= m_lines.size())
        return m_text.size();
    return std::min(m_text.size(), m_lines[index] + static_cast<std::size_t>(std::max(1, column) - 1));
}

std::size_t YamlLayout::lineStart(std::size_t at) const {
    const auto before = at == 0 ? std::string::npos : m_text.rfind('\n', at - 1);
    return before == std::string::npos ? 0 : before + 1;
}

std::size_t YamlLayout::lineEnd(std::size_t at) const {
    return std::min(m_text.find('\n', at), m_text.size());
}

std::size_t YamlLayout::closing(std::size_t at) const {
    int depth = 0;
    for (std::size_t i = at; i < m_text.size(); ++i) {
        const char c = m_text[i];
        if (c == '"' || c == '\'') {
            for (++i; i < m_text.size() && m_text[i] != c; ++i)
                if (c == '"' && m_text[i] == '\\')
                    ++i;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            --depth;
        }
        if (depth == 0)
            return std::min(i + 1, m_text.size());
    }
    return m_text.size();
}

// A plain scalar ends before a comma or bracket (in brackets), else before a comment or the line's end.
std::vector<std::size_t> YamlLayout::plainEnds(std::size_t at) const {
    auto end = lineEnd(at);
    if (const auto comment = m_text.find(" #", at); comment < end)
        end = comment;
    std::vector<std::size_t> ends;
    if (const auto flow = m_text.find_first_of(",]}", at); flow < end)
        ends.push_back(flow);
    ends.push_back(end);
    for (auto& one : ends)
        while (one > at && (m_text[one - 1] == ' ' || m_text[one - 1] == '\t' || m_text[one - 1] == '\r'))
            --one;
    return ends;
}

std::vector<std::size_t> YamlLayout::valueEnds(std::size_t at) const {
    if (at < m_text.size() && (m_text[at] == '[' || m_text[at] == '{' || m_text[at] == '"' || m_text[at] == '\''))
        return {closing(at)};
    return plainEnds(at);
}

} // namespace bubblenet::config
