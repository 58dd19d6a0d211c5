// SPDX-License-Identifier: GPL-3.0-only
// The one description of every key of a recipe: place in RunConfig, allowed values, help. YAML, `--set`, the
// documentation and the form of the window are all made from it. Any thread; no state.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/config/diagnostic.h"
#include "core/config/run_config.h"

namespace bubblenet::config {

/// Where a key's value lies in a config; the alternative is the key's type.
using FieldPointer = std::variant<std::string*, int*, std::uint64_t*, double*, bool*, std::optional<double>*,
                                  std::vector<std::string>*, std::vector<int>*>;

enum class End { included, excluded };
struct Range {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    End lowEnd = End::included;
    End highEnd = End::included;
    bool contains(double value) const; ///< false for NaN
};

enum class Blank { refused, allowed };

struct RecipeKey {
    std::string path; ///< search.whale.pod
    FieldPointer (*field)(RunConfig&) = nullptr;
    std::string help;                    ///< one line of English
    Range range = {};                    ///< of numbers, and of each number of a list
    std::vector<std::string> names = {}; ///< the allowed ones; empty: any text
    std::string zeroWord = {};           ///< how 0 is written ("auto"); such a 0 lies outside the range
    std::string ignoredPrefix = {};      ///< of a name: models.resnet50 is resnet50
    Blank blank = Blank::refused;        ///< of text
};

/// What a form shows for a key.
enum class ValueKind { text, name, wholeNumber, number, flag, names, wholeNumbers };
ValueKind kindOf(const RecipeKey& key);
/// "a whole number", "true or false": what a message asks for.
Phrase kindText(const RecipeKey& key);
/// "2 … 10000", "above 0 and at most 1", "sgd, adamw, whale_cosine_best"; empty where anything goes.
Phrase allowedText(const RecipeKey& key);
/// "2 … 10000 or 'auto'", where 0 has a word.
Phrase orZeroWord(const RecipeKey& key, Phrase value);

/// In the product's order.
const std::vector<RecipeKey>& recipeKeys();
const RecipeKey* findKey(std::string_view path); ///< null: there is none
/// The names directly below a section ("" is the top): keys and sections.
std::vector<std::string> namesBelow(std::string_view section);
bool isSection(std::string_view path);
/// For an unknown name in a section: the nearest name there, else the full path of the one key elsewhere that is called
/// so.
std::string suggestKey(std::string_view section, std::string_view name);

/// The value as a recipe would show it; empty for an optional number that is not set.
std::string valueText(const RecipeKey& key, const RunConfig& config);

/// Sets one key from text (`--set search.whale.pod=20`; lists as `a,b` or `[a, b]`). A share of the goal takes the
/// place of the one that was there. On errors the config stays as it was. What must fit together is checkConfig's to
/// say, after the last override. Never throws for any text.
std::vector<Diagnostic> applyOverride(RunConfig& config, const std::string& path, const std::string& value);

} // namespace bubblenet::config
