// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/dataset.h"

#include <algorithm>
#include <map>

#include "core/base/error.h"

namespace bubblenet::data {

namespace {

/// How many of each class are taken: its share rounded down, and what is missing from the largest remainders.
std::vector<std::size_t> quotas(const std::vector<std::vector<std::uint32_t>>& classes, std::size_t wanted,
                                std::size_t total) {
    struct Remainder {
        std::size_t value;
        std::size_t index;
    };
    std::vector<std::size_t> counts;
    std::vector<Remainder> remainders;
    std::size_t assigned = 0;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const std::size_t product = classes[i].size() * wanted;
        counts.push_back(product / total);
        remainders.push_back({product % total, i});
        assigned += counts.back();
    }
    std::stable_sort(remainders.begin(), remainders.end(),
                     [](const Remainder& a, const Remainder& b) { return a.value > b.value; });
    for (std::size_t i = 0; assigned < wanted; ++i, ++assigned)
        ++counts[remainders[i].index];
    return counts;
}

} // namespace

std::size_t ImageShape::size() const {
    return static_cast<std::size_t>(channels) * static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
}

Normalization imageNetNormalization() {
    return {.mean = {0.485F, 0.456F, 0.406F}, .standardDeviation = {0.229F, 0.224F, 0.225F}};
}

Split stratifiedSplit(const Dataset& dataset, std::size_t validationCount, Rng rng) {
    const std::size_t total = dataset.size();
    if (validationCount >= total)
        throw Error("cannot set " + std::to_string(validationCount) + " images aside for validation: there are " +
                        std::to_string(total) + " training images, and some must be left",
                    ErrorKind::usage);
    std::map<int, std::vector<std::uint32_t>> byLabel;
    for (std::size_t i = 0; i < total; ++i)
        byLabel[dataset.label(i)].push_back(static_cast<std::uint32_t>(i));
    std::vector<std::vector<std::uint32_t>> classes;
    for (auto& [label, indices] : byLabel)
        classes.push_back(std::move(indices));

    const auto counts = quotas(classes, validationCount, total);
    Split split;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        auto& indices = classes[i];
        rng.shuffle(indices);
        const auto middle = indices.begin() + static_cast<std::ptrdiff_t>(counts[i]);
        split.validation.insert(split.validation.end(), indices.begin(), middle);
        split.train.insert(split.train.end(), middle, indices.end());
    }
    std::sort(split.train.begin(), split.train.end());
    std::sort(split.validation.begin(), split.validation.end());
    return split;
}

} // namespace bubblenet::data
