// SPDX-License-Identifier: GPL-3.0-only
// Plain structs to and from JSON objects by their fields(). A number that is not finite becomes null, and null becomes
// not-a-number. Missing keys leave the default, unknown ones are passed over, and a wrong type is an Error naming the
// key.
#pragma once

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/store/event_fields.h"

namespace bubblenet::store {

inline constexpr const char* kOutcomes[] = {"completed", "goal_not_met", "stopped", "failed"};

template<class T> nlohmann::json structToJson(const T& value);
template<class T> T structFromJson(const nlohmann::json& object);

template<class T> nlohmann::json valueToJson(const T& value) {
    return value;
} // a NaN is written as null
inline nlohmann::json valueToJson(const Outcome& value) {
    return kOutcomes[static_cast<int>(value)];
}
/// A text, or a list of the format and the arguments.
inline nlohmann::json valueToJson(const Phrase& value) {
    if (value.arguments.empty())
        return value.format;
    auto array = nlohmann::json::array({value.format});
    for (const auto& argument : value.arguments)
        array.push_back(valueToJson(argument));
    return array;
}
inline nlohmann::json valueToJson(const WhaleMove& value) {
    return structToJson(value);
}
inline nlohmann::json valueToJson(const FrontPoint& value) {
    return structToJson(value);
}
inline nlohmann::json valueToJson(const FileReading& value) {
    return structToJson(value);
}
template<class T> nlohmann::json valueToJson(const std::vector<T>& values) {
    auto array = nlohmann::json::array();
    for (const auto& value : values)
        array.push_back(valueToJson(value));
    return array;
}

class FieldReader {
public:
    explicit FieldReader(const nlohmann::json& object) : m_object(object) {}

    template<class T> void operator()(const char* key, T& field) const {
        if (const auto found = m_object.find(key); found != m_object.end())
            read(*found, field, key);
    }

private:
    static void require(bool condition, const char* expected, const nlohmann::json& value, const char* key) {
        if (!condition)
            throw Error(std::string("'") + key + "' should be " + expected + " and is " +
                        jsonText(value).substr(0, 80));
    }

    static void read(const nlohmann::json& value, std::string& field, const char* key) {
        require(value.is_string(), "a text", value, key);
        field = value.get<std::string>();
    }
    static void read(const nlohmann::json& value, bool& field, const char* key) {
        require(value.is_boolean(), "true or false", value, key);
        field = value.get<bool>();
    }
    static void read(const nlohmann::json& value, double& field, const char* key) {
        require(value.is_number() || value.is_null(), "a number", value, key);
        field = value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
    }
    template<std::integral T> static void read(const nlohmann::json& value, T& field, const char* key) {
        constexpr const char* expected = "a whole number that fits";
        require(value.is_number_integer(), expected, value, key);
        // Asked for as another type, the library would wrap a number that is too large.
        if (value.is_number_unsigned()) {
            const auto number = value.get<std::uint64_t>();
            require(std::in_range<T>(number), expected, value, key);
            field = static_cast<T>(number);
        } else {
            const auto number = value.get<std::int64_t>();
            require(std::in_range<T>(number), expected, value, key);
            field = static_cast<T>(number);
        }
    }
    template<class T> static void read(const nlohmann::json& value, std::optional<T>& field, const char* key) {
        read(value, field.emplace(), key);
    }
    template<class T> static void read(const nlohmann::json& value, std::vector<T>& field, const char* key) {
        require(value.is_array(), "a list", value, key);
        field.clear();
        field.reserve(value.size());
        for (const auto& element : value)
            read(element, field.emplace_back(), key);
    }
    static void read(const nlohmann::json& value, Phrase& field, const char* key) {
        const bool isList = value.is_array() && !value.empty();
        read(isList ? value.front() : value, field.format, key);
        for (std::size_t i = 1; isList && i < value.size(); ++i)
            read(value[i], field.arguments.emplace_back(), key);
    }
    static void read(const nlohmann::json& value, WhaleMove& field, const char* key) { readStruct(value, field, key); }
    static void read(const nlohmann::json& value, FrontPoint& field, const char* key) { readStruct(value, field, key); }
    static void read(const nlohmann::json& value, FileReading& field, const char* key) {
        readStruct(value, field, key);
    }
    template<class T> static void readStruct(const nlohmann::json& value, T& field, const char* key) {
        require(value.is_object(), "an object", value, key);
        field = structFromJson<T>(value);
    }
    static void read(const nlohmann::json& value, Outcome& field, const char* key) {
        for (std::size_t i = 0; i < std::size(kOutcomes); ++i) {
            if (value == kOutcomes[i]) {
                field = static_cast<Outcome>(i);
                return;
            }
        }
        require(false, "completed, goal_not_met, stopped or failed", value, key);
    }

    const nlohmann::json& m_object;
};

class FieldWriter {
public:
    explicit FieldWriter(nlohmann::json& object) : m_object(object) {}

    template<class T> void operator()(const char* key, const T& field) const { m_object[key] = valueToJson(field); }
    template<class T> void operator()(const char* key, const std::optional<T>& field) const {
        if (field)
            m_object[key] = valueToJson(*field);
    }

private:
    nlohmann::json& m_object;
};

template<class T> nlohmann::json structToJson(const T& value) {
    auto object = nlohmann::json::object();
    fields(value, FieldWriter(object));
    return object;
}

template<class T> T structFromJson(const nlohmann::json& object) {
    T value;
    fields(value, FieldReader(object));
    return value;
}

} // namespace bubblenet::store
