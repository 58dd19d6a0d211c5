// SPDX-License-Identifier: GPL-3.0-only
#include "core/data/dataset.h"

#include <algorithm>
#include <map>

#include "core/base/error.h"

namespace bubblenet::data {

namespace {

using Classes = std::vector<std::vector<std::uint32_t>>;

/// How many of each class are taken: its share rounded down, and what is missing from the largest remainders.
std::vector<std::size_t> quotas(const Classes& classes, std::size_t wanted) {
    struct Remainder {
        std::size_t value;
        std::size_t index;
    };
    std::size_t total = 0;
    for (const auto& indices : classes)
        total += indices.size();
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

/// Moves `wanted` images, the first of each class, out of `classes`; gives them ascending.
std::vector<std::uint32_t> take(Classes& classes, std::size_t wanted) {
    std::vector<std::uint32_t> taken;
    const auto counts = quotas(classes, wanted);
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto end = classes[i].begin() + static_cast<std::ptrdiff_t>(counts[i]);
        taken.insert(taken.end(), classes[i].begin(), end);
        classes[i].erase(classes[i].begin(), end);
    }
    std::sort(taken.begin(), taken.end());
    return taken;
}

} // namespace

std::size_t ImageShape::size() const {
    return static_cast<std::size_t>(channels) * static_cast<std::size_t>(height) * static_cast<std::size_t>(width);
}

Normalization imageNetNormalization() {
    return {.mean = {0.485F, 0.456F, 0.406F}, .standardDeviation = {0.229F, 0.224F, 0.225F}};
}

Split stratifiedSplit(const Dataset& dataset, const SplitCounts& counts, Rng rng) {
    const std::size_t total = dataset.size();
    if (counts.validation >= total)
        throw Error(
            Phrase("cannot set {1} images aside for validation: there are {2} training images, and some must be "
                   "left",
                   counts.validation, total),
            ErrorKind::usage);
    std::map<int, std::vector<std::uint32_t>> byLabel;
    for (std::size_t i = 0; i < total; ++i)
        byLabel[dataset.label(i)].push_back(static_cast<std::uint32_t>(i));
    Classes classes;
    for (auto& [label, indices] : byLabel) {
        rng.shuffle(indices);
        classes.push_back(std::move(indices));
    }
    Split split;
    split.validation = take(classes, counts.validation);
    const auto left = total - counts.validation;
    split.train = take(classes, counts.trainLimit == 0 ? left : std::min(counts.trainLimit, left));
    return split;
}

} // namespace bubblenet::data
