// SPDX-License-Identifier: GPL-3.0-only
#include <limits>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/nn/network_spec.h"

namespace bubblenet::nn {

namespace {

using Json = nlohmann::json;

template<class Enum> struct Named {
    const char* name;
    Enum value;
};
constexpr Named<StemKind> kStems[] = {{"imagenet", StemKind::imagenet}, {"cifar", StemKind::cifar}};
constexpr Named<BlockKind> kBlocks[] = {{"basic", BlockKind::basic}, {"bottleneck", BlockKind::bottleneck}};
constexpr Named<ShortcutKind> kShortcuts[] = {
    {"identity", ShortcutKind::identity}, {"pad", ShortcutKind::pad}, {"convolution", ShortcutKind::convolution}};

template<class Enum, std::size_t count> std::string nameOf(const Named<Enum> (&names)[count], Enum value) {
    for (const auto& entry : names)
        if (entry.value == value)
            return entry.name;
    throw Error("Network spec: an unknown kind cannot be written.");
}

[[noreturn]] void refuse(const std::string& key, const std::string& expected) {
    throw Error("Network spec: '" + key + "' is missing or is not " + expected + ".");
}

const Json& at(const Json& object, const char* key, Json::value_t type, const char* expected) {
    const auto found = object.find(key);
    if (found == object.end() || found->type() != type)
        refuse(key, expected);
    return *found;
}

int toInt(const Json& value, const char* key) {
    // nlohmann converts silently what does not fit.
    if (!value.is_number_integer() || value < std::numeric_limits<int>::min() ||
        value > std::numeric_limits<int>::max())
        refuse(key, "a whole number of 32 bits");
    return value.get<int>();
}

int intAt(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end())
        refuse(key, "a whole number of 32 bits");
    return toInt(*found, key);
}

std::string textAt(const Json& object, const char* key) {
    return at(object, key, Json::value_t::string, "a text").get<std::string>();
}

std::vector<int> intsAt(const Json& object, const char* key) {
    std::vector<int> values;
    for (const auto& value : at(object, key, Json::value_t::array, "a list of whole numbers"))
        values.push_back(toInt(value, key));
    return values;
}

template<class Enum, std::size_t count>
Enum kindAt(const Json& object, const char* key, const Named<Enum> (&names)[count]) {
    const auto text = textAt(object, key);
    std::string expected = "one of";
    for (const auto& entry : names) {
        if (text == entry.name)
            return entry.value;
        expected += std::string(" ") + entry.name;
    }
    refuse(key, expected);
}

Json toJsonValue(const BlockSpec& block) {
    Json json{{"index", block.index},
              {"stride", block.stride},
              {"inner_widths", block.innerWidths},
              {"shortcut", nameOf(kShortcuts, block.shortcut)}};
    if (block.shortcut == ShortcutKind::pad)
        json["pad_sources"] = block.padSources;
    return json;
}

BlockSpec blockFrom(const Json& json) {
    if (!json.is_object())
        refuse("blocks", "a list of objects");
    BlockSpec block;
    block.index = intAt(json, "index");
    block.stride = intAt(json, "stride");
    block.innerWidths = intsAt(json, "inner_widths");
    block.shortcut = kindAt(json, "shortcut", kShortcuts);
    if (block.shortcut == ShortcutKind::pad)
        block.padSources = intsAt(json, "pad_sources");
    return block;
}

StageSpec stageFrom(const Json& json) {
    if (!json.is_object())
        refuse("stages", "a list of objects");
    StageSpec stage;
    stage.width = intAt(json, "width");
    for (const auto& block : at(json, "blocks", Json::value_t::array, "a list"))
        stage.blocks.push_back(blockFrom(block));
    return stage;
}

} // namespace

std::string toJson(const NetworkSpec& spec) {
    Json stages = Json::array();
    for (const auto& stage : spec.stages) {
        Json blocks = Json::array();
        for (const auto& block : stage.blocks)
            blocks.push_back(toJsonValue(block));
        stages.push_back({{"width", stage.width}, {"blocks", std::move(blocks)}});
    }
    const Json json{{"architecture", spec.architecture},
                    {"stem", nameOf(kStems, spec.stem)},
                    {"block", nameOf(kBlocks, spec.block)},
                    {"input_channels", spec.inputChannels},
                    {"stem_width", spec.stemWidth},
                    {"classes", spec.classes},
                    {"classifier_name", spec.classifierName},
                    {"shortcut_name", spec.shortcutName},
                    {"stages", std::move(stages)}};
    return json.dump();
}

NetworkSpec specFromJson(const std::string& text) {
    const auto json = parseJsonOrDiscard(text);
    if (!json.is_object())
        throw Error("Network spec: the text is not a JSON object.");
    NetworkSpec spec;
    spec.architecture = textAt(json, "architecture");
    spec.stem = kindAt(json, "stem", kStems);
    spec.block = kindAt(json, "block", kBlocks);
    spec.inputChannels = intAt(json, "input_channels");
    spec.stemWidth = intAt(json, "stem_width");
    spec.classes = intAt(json, "classes");
    spec.classifierName = textAt(json, "classifier_name");
    spec.shortcutName = textAt(json, "shortcut_name");
    for (const auto& stage : at(json, "stages", Json::value_t::array, "a list"))
        spec.stages.push_back(stageFrom(stage));
    validate(spec);
    return spec;
}

} // namespace bubblenet::nn
