// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/encoding.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"

namespace bubblenet::search {

void TuneSettings::applyTo(config::TrainConfig& config) const {
    config.learningRate = learningRate.value_or(config.learningRate);
    config.weightDecay = weightDecay.value_or(config.weightDecay);
}

Encoding::Encoding(const Repair& repair, double maxRatio, EncodingOptions options)
    : m_groups(repair.groups()), m_goal(repair.goal()), m_uniform(repair.uniformRatio()),
      m_least(std::min(1 - maxRatio, repair.uniformRatio())), m_options(std::move(options)) {
    for (std::size_t g = 0; g < m_groups.size(); ++g)
        if (repair.isFree(g))
            m_freeGroups.push_back(g);
}

std::size_t Encoding::settingCount() const {
    return (m_options.tuneLearningRate ? 1U : 0U) + (m_options.tuneWeightDecay ? 1U : 0U);
}

std::vector<std::string> Encoding::coordinateNames() const {
    std::vector<std::string> names;
    for (const auto g : m_freeGroups)
        names.push_back(m_groups[g].name);
    for (const auto& block : m_options.removableBlocks)
        names.push_back("remove " + block);
    if (hasFront())
        names.emplace_back("cost");
    if (m_options.tuneLearningRate)
        names.emplace_back("learning_rate");
    if (m_options.tuneWeightDecay)
        names.emplace_back("weight_decay");
    return names;
}

Decoded Encoding::decode(const std::vector<double>& position) const {
    if (position.size() != dimension())
        throw Error("a position has " + std::to_string(position.size()) + " coordinates, this search has " +
                    std::to_string(dimension()));
    Decoded decoded;
    decoded.ratios.groups.assign(m_groups.size(), 1.0);
    auto x = position.begin();
    for (const auto g : m_freeGroups) {
        const double span = *x >= 0 ? 1 - m_uniform : m_uniform - m_least;
        decoded.ratios.groups[g] = std::clamp(m_uniform + *x * span, m_least, 1.0);
        ++x;
    }
    for (const auto& block : m_options.removableBlocks)
        if (*x++ < kRemoveBelow)
            decoded.ratios.removedBlocks.push_back(block);
    decoded.largestCost = m_goal;
    if (hasFront()) {
        const double bound = *x >= 0 ? m_options.front->most : m_options.front->least;
        decoded.largestCost *= std::pow(bound / m_goal, std::abs(*x));
        ++x;
    }
    if (m_options.tuneLearningRate)
        decoded.settings.learningRate = m_options.learningRate * std::pow(10, *x++);
    if (m_options.tuneWeightDecay)
        decoded.settings.weightDecay = m_options.weightDecay * std::pow(10, *x++);
    return decoded;
}

std::vector<double> Encoding::encode(const prune::Widths& widths) const {
    std::vector<double> position;
    for (const auto g : m_freeGroups) {
        const double ratio = static_cast<double>(widths.kept[g]) / m_groups[g].channels;
        const double span = ratio >= m_uniform ? 1 - m_uniform : m_uniform - m_least;
        position.push_back(span > 0 ? std::clamp((ratio - m_uniform) / span, -1.0, 1.0) : 0.0);
    }
    for (const auto& block : m_options.removableBlocks) {
        const auto& gone = widths.removedBlocks;
        position.push_back(std::find(gone.begin(), gone.end(), block) != gone.end() ? -1.0 : 0.0);
    }
    position.resize(dimension(), 0.0);
    return position;
}

} // namespace bubblenet::search
