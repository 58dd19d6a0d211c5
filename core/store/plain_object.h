// SPDX-License-Identifier: GPL-3.0-only
// A fast way into the lines that this program writes itself: one JSON object of plain values, read without building a
// tree of it, which takes most of the time of opening a long run. Knows less than JSON: whatever is unusual (escapes,
// white space, keys without a field) is refused, and the caller reads it the thorough way. Private to store.
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/store/event_fields.h"

namespace bubblenet::store {

/// The keys of one object with their values' texts.
class PlainObject {
public:
    /// None for anything but one object with few keys.
    static std::optional<PlainObject> scan(std::string_view text);
    /// Null where it is missing. Each value that was asked for counts as known.
    const std::string_view* find(std::string_view key);
    bool allWereAskedFor() const { return m_asked == m_count; }

private:
    struct Entry {
        std::string_view key;
        std::string_view value;
    };
    std::array<Entry, 32> m_entries;
    std::size_t m_count = 0;
    std::size_t m_asked = 0;
};

bool isJsonNumber(std::string_view text);
/// The elements' texts; none for anything but an array.
std::optional<std::vector<std::string_view>> arrayElements(std::string_view text);

/// Reads the fields of a struct from a PlainObject; afterwards `isRead` says whether every one of them was plain.
class PlainReader {
public:
    explicit PlainReader(PlainObject& object) : m_object(object) {}
    bool isRead = true;

    template<class T> void operator()(std::string_view key, T& field) {
        if (const auto* text = m_object.find(key))
            isRead = isRead && read(*text, field);
    }

private:
    static bool read(std::string_view text, std::string& field) {
        if (text.size() < 2 || text.front() != '"' || text.find('\\') != std::string_view::npos)
            return false;
        field = text.substr(1, text.size() - 2);
        return true;
    }
    static bool read(std::string_view text, bool& field) {
        field = text == "true";
        return field || text == "false";
    }
    template<class T>
    requires std::floating_point<T> ||
        (std::integral<T> && !std::same_as<T, bool>)static bool read(std::string_view text, T& field) {
        if constexpr (std::floating_point<T>)
            if (text == "null") {
                field = std::numeric_limits<T>::quiet_NaN();
                return true;
            }
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), field);
        return error == std::errc() && end == text.data() + text.size() && isJsonNumber(text);
    }
    template<class T> static bool read(std::string_view text, std::optional<T>& field) {
        return read(text, field.emplace());
    }
    template<class T> static bool read(std::string_view text, std::vector<T>& field) {
        const auto elements = arrayElements(text);
        if (!elements)
            return false;
        field.resize(elements->size());
        for (std::size_t i = 0; i < field.size(); ++i)
            if (!read((*elements)[i], field[i]))
                return false;
        return true;
    }
    static bool read(std::string_view text, WhaleMove& field) { return readStruct(text, field); }
    static bool read(std::string_view text, FrontPoint& field) { return readStruct(text, field); }
    template<class T> static bool read(std::string_view /*text*/, T& /*of another type*/) { return false; }

    template<class T> static bool readStruct(std::string_view text, T& value) {
        auto object = PlainObject::scan(text);
        if (!object)
            return false;
        PlainReader reader(*object);
        fields(value, reader);
        return reader.isRead && object->allWereAskedFor();
    }

    PlainObject& m_object;
};

} // namespace bubblenet::store
