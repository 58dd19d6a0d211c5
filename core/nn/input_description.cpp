// SPDX-License-Identifier: GPL-3.0-only
#include <cmath>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/nn/weights.h"

namespace bubblenet::nn {

namespace {

constexpr const char* kMean = "bubblenet.mean";
constexpr const char* kDeviation = "bubblenet.std";
constexpr const char* kClasses = "bubblenet.classes";
constexpr const char* kImageSize = "bubblenet.image_size";

[[noreturn]] void refuse(const std::string& key, const std::string& value, const std::string& expected) {
    throw Error("The weight file's metadata '" + key + "' is '" + value.substr(0, 100) + "'; " + expected +
                " was expected.");
}

std::optional<nlohmann::json> entryOf(const StateDict& dict, const char* key) {
    const auto found = dict.metadata.find(key);
    if (found == dict.metadata.end())
        return std::nullopt;
    auto json = parseJsonOrDiscard(found->second);
    if (json.is_discarded())
        refuse(key, found->second, "JSON");
    return json;
}

std::array<float, 3> threeNumbers(const nlohmann::json& json, const char* key) {
    if (!json.is_array() || json.size() != 3)
        refuse(key, json.dump(), "a list of 3 numbers");
    std::array<float, 3> numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (!json[i].is_number() || !std::isfinite(json[i].get<float>()))
            refuse(key, json.dump(), "a list of 3 numbers");
        numbers[i] = json[i].get<float>();
    }
    return numbers;
}

} // namespace

InputDescription inputDescription(const StateDict& dict) {
    InputDescription description;
    const auto mean = entryOf(dict, kMean);
    const auto deviation = entryOf(dict, kDeviation);
    if (mean && deviation) {
        description.normalization.emplace();
        description.normalization->mean = threeNumbers(*mean, kMean);
        description.normalization->standardDeviation = threeNumbers(*deviation, kDeviation);
        for (const float value : description.normalization->standardDeviation)
            if (!(value > 0) || !std::isnormal(value))
                refuse(kDeviation, deviation->dump(), "3 numbers above 0");
    }
    if (const auto size = entryOf(dict, kImageSize)) {
        constexpr int largest = 65536;
        if (!size->is_number_integer() || *size < 1 || *size > largest)
            refuse(kImageSize, size->dump(), "a whole number of pixels");
        description.imageSize = size->get<int>();
    }
    if (const auto classes = entryOf(dict, kClasses)) {
        if (!classes->is_array())
            refuse(kClasses, classes->dump(), "a list of names");
        for (const auto& name : *classes) {
            if (!name.is_string())
                refuse(kClasses, classes->dump(), "a list of names");
            description.classNames.push_back(name.get<std::string>());
        }
    }
    return description;
}

void describeInput(StateDict& dict, const InputDescription& description) {
    using nlohmann::json;
    if (description.normalization) {
        dict.metadata[kMean] = json(description.normalization->mean).dump();
        dict.metadata[kDeviation] = json(description.normalization->standardDeviation).dump();
    }
    if (description.imageSize)
        dict.metadata[kImageSize] = json(*description.imageSize).dump();
    if (!description.classNames.empty())
        dict.metadata[kClasses] = jsonText(description.classNames);
}

} // namespace bubblenet::nn
