// SPDX-License-Identifier: GPL-3.0-only
// Where things lie in a text of YAML: a node's place as an offset, and where a value that begins there may end. Private
// to config; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/config/yaml_tree.h"

namespace bubblenet::config {

class YamlLayout {
public:
    /// The text must outlive this.
    explicit YamlLayout(const std::string& text);

    std::size_t offset(int line, int column) const; ///< both from 1; columns are bytes
    std::size_t offset(const YamlNode& node) const { return offset(node.line, node.column); }
    std::size_t lineStart(std::size_t at) const;
    std::size_t lineEnd(std::size_t at) const;
    /// One past the closing bracket or quote that belongs to the opening one at `at`.
    std::size_t closing(std::size_t at) const;
    /// Where the value at `at` may end, the most likely first. Which of them is right shows when the text is read.
    std::vector<std::size_t> valueEnds(std::size_t at) const;

private:
    std::vector<std::size_t> plainEnds(std::size_t at) const;

    const std::string& m_text;
    std::vector<std::size_t> m_lines; ///< offsets of their beginnings
};

} // namespace bubblenet::config
