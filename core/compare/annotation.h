// SPDX-License-Identifier: GPL-3.0-only
// What a user says of a run: tags, a note, another name, whether it is out of the way. Kept in annotation.json in the
// run's folder, beside the record, which is never touched. Any thread; the functions block on the file.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace bubblenet::compare {

struct Annotation {
    std::string name; ///< shown instead of the recipe's; empty: none
    std::vector<std::string> tags;
    std::string note;
    bool archived = false;
    std::map<std::string, std::string> other; ///< what is not understood, kept as raw JSON
    bool operator==(const Annotation&) const = default;
};

inline constexpr std::string_view kAnnotationFile = "annotation.json";

/// The words between commas, without spaces around them, each once.
std::vector<std::string> tagsFrom(std::string_view text);
std::string tagsText(const std::vector<std::string>& tags); ///< "baseline, for the paper"

/// An empty one where there is no file. What is of a wrong type says nothing and is kept until something is said in its
/// place; a file that is no JSON object is an Error.
Annotation readAnnotation(const std::filesystem::path& run);
/// Replaces the file as a whole. Throws Error, with the old one untouched, where it cannot be written or where what is
/// there is not ours.
void writeAnnotation(const std::filesystem::path& run, const Annotation& annotation);

} // namespace bubblenet::compare
