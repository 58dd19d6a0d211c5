// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/plain_object.h"

#include <cctype>

namespace bubblenet::store {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Past the string that begins at `at`; none where it has an escape or no end.
std::size_t endOfString(std::string_view text, std::size_t at) {
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c == '"')
            return i + 1;
        // Beyond ASCII, whether it is UTF-8 is for the thorough reader to say.
        if (c == '\\' || c < ' ' || c >= 0x80)
            return kNone;
    }
    return kNone;
}

/// Past the value that begins at `at`. What is in it is checked by who reads it.
std::size_t endOfValue(std::string_view text, std::size_t at) {
    int depth = 0;
    for (std::size_t i = at; i < text.size();) {
        const char c = text[i];
        if (c == '"') {
            i = endOfString(text, i);
            if (i == kNone)
                return kNone;
            if (depth == 0)
                return i;
            continue;
        }
        if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            if (depth == 0)
                return i;
            if (--depth == 0)
                return i + 1;
        } else if (c == ',' && depth == 0) {
            return i;
        }
        ++i;
    }
    return depth == 0 ? text.size() : kNone;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

std::optional<PlainObject> PlainObject::scan(std::string_view text) {
    if (text.size() < 2 || text.front() != '{' || text.back() != '}')
        return std::nullopt;
    PlainObject object;
    text = text.substr(1, text.size() - 2);
    for (std::size_t at = 0; !text.empty();) {
        if (object.m_count == object.m_entries.size() || at >= text.size() || text[at] != '"')
            return std::nullopt;
        const auto keyEnd = endOfString(text, at);
        if (keyEnd == kNone || keyEnd >= text.size() || text[keyEnd] != ':')
            return std::nullopt;
        const auto end = endOfValue(text, keyEnd + 1);
        if (end == kNone || end == keyEnd + 1)
            return std::nullopt;
        const Entry entry{text.substr(at + 1, keyEnd - at - 2), text.substr(keyEnd + 1, end - keyEnd - 1)};
        for (std::size_t i = 0; i < object.m_count; ++i)
            if (object.m_entries[i].key == entry.key)
                return std::nullopt;
        object.m_entries[object.m_count++] = entry;
        if (end == text.size())
            break;
        if (text[end] != ',')
            return std::nullopt;
        at = end + 1;
    }
    return object;
}

const std::string_view* PlainObject::find(std::string_view key) {
    for (std::size_t i = 0; i < m_count; ++i)
        if (m_entries[i].key == key) {
            ++m_asked;
            return &m_entries[i].value;
        }
    return nullptr;
}

bool isJsonNumber(std::string_view text) {
    std::size_t at = 0;
    const auto digits = [&] {
        const auto begin = at;
        while (at < text.size() && isDigit(text[at]))
            ++at;
        return at > begin;
    };
    if (at < text.size() && text[at] == '-')
        ++at;
    const bool leadingZero = at < text.size() && text[at] == '0';
    const auto whole = at;
    if (!digits() || (leadingZero && at > whole + 1))
        return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (!digits())
            return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        if (!digits())
            return false;
    }
    return at == text.size();
}

std::optional<std::vector<std::string_view>> arrayElements(std::string_view text) {
    if (text.size() < 2 || text.front() != '[' || text.back() != ']')
        return std::nullopt;
    std::vector<std::string_view> elements;
    text = text.substr(1, text.size() - 2);
    for (std::size_t at = 0; !text.empty();) {
        const auto end = endOfValue(text, at);
        if (end == kNone || end == at)
            return std::nullopt;
        elements.push_back(text.substr(at, end - at));
        if (end == text.size())
            break;
        if (text[end] != ',')
            return std::nullopt;
        at = end + 1;
    }
    return elements;
}

} // namespace bubblenet::store
