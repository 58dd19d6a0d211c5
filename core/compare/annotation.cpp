// SPDX-License-Identifier: GPL-3.0-only
#include "core/compare/annotation.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json.h"

namespace bubblenet::compare {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 20;

std::string trimmed(std::string_view text) {
    constexpr std::string_view kSpaces = " \t\r\n";
    const auto first = text.find_first_not_of(kSpaces);
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(kSpaces) - first + 1));
}

/// All that is understood.
json said(const Annotation& annotation) {
    return {{"name", annotation.name},
            {"tags", annotation.tags},
            {"note", annotation.note},
            {"archived", annotation.archived}};
}

} // namespace

std::vector<std::string> tagsFrom(std::string_view text) {
    std::vector<std::string> tags;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        auto tag = trimmed(text.substr(begin, end - begin));
        if (!tag.empty() && std::find(tags.begin(), tags.end(), tag) == tags.end())
            tags.push_back(std::move(tag));
        begin = end + 1;
    }
    return tags;
}

std::string tagsText(const std::vector<std::string>& tags) {
    std::string text;
    for (const auto& tag : tags)
        text += (text.empty() ? "" : ", ") + tag;
    return text;
}

Annotation readAnnotation(const fs::path& run) {
    const auto path = run / kAnnotationFile;
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        return {};
    const json object = parseJsonOrDiscard(readFile(path, kLargestFile));
    if (!object.is_object())
        throw Error("'" + path.string() +
                    "' does not hold what is said of a run, which is one JSON object: mend or "
                    "remove it");
    Annotation annotation;
    for (const auto& [key, value] : object.items()) {
        if (key == "name" && value.is_string()) {
            annotation.name = value.get<std::string>();
        } else if (key == "note" && value.is_string()) {
            annotation.note = value.get<std::string>();
        } else if (key == "archived" && value.is_boolean()) {
            annotation.archived = value.get<bool>();
        } else if (key == "tags" && value.is_array()) {
            auto strange = json::array();
            for (const auto& tag : value)
                if (tag.is_string())
                    annotation.tags.push_back(tag.get<std::string>());
                else
                    strange.push_back(tag);
            if (!strange.empty())
                annotation.other.emplace(key, jsonText(strange));
        } else {
            annotation.other.emplace(key, jsonText(value));
        }
    }
    return annotation;
}

void writeAnnotation(const fs::path& run, const Annotation& annotation) {
    readAnnotation(run); // throws for what must not be replaced
    json object = said(annotation);
    const json nothing = said({});
    for (const auto& [key, raw] : annotation.other) {
        const json value = parseJsonOrDiscard(raw);
        if (value.is_discarded())
            continue;
        if (key == "tags" && value.is_array())
            object[key].insert(object[key].end(), value.begin(), value.end());
        else if (!object.contains(key) || object[key] == nothing[key])
            object[key] = value;
    }
    writeFileAtomically(run / kAnnotationFile, jsonText(object, 2) + '\n');
}

} // namespace bubblenet::compare
