// SPDX-License-Identifier: GPL-3.0-only
#include "core/search/sensitivity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace bubblenet::search {

namespace {

// Streams lose more: what they carry is all there is.
constexpr std::array<double, 2> kInnerRatios{0.5, 0.25};
constexpr std::array<double, 2> kStreamRatios{0.8, 0.6};
constexpr double kLeastDamage = 1e-5;   // of what measures as harmless, so that the order among such parts is by cost
constexpr double kGreatestDamage = 1e6; // of what ends in no number
constexpr double kGreatestPower = 8;
constexpr double kStepsOfGroup = 24;

const std::array<double, 2>& ratiosOf(const prune::Group& group) {
    return group.kind == prune::GroupKind::stream ? kStreamRatios : kInnerRatios;
}

int channelsAt(const prune::Group& group, double ratio) {
    return std::max(1, static_cast<int>(std::lround(ratio * group.channels)));
}

/// Of a group: scale · gone^power, gone being the share of its channels.
struct Damage {
    double scale = kLeastDamage;
    double power = 1;
    double at(double keepRatio) const { return scale * std::pow(std::max(0.0, 1 - keepRatio), power); }
};

double damageOfLoss(double loss, double wholeLoss) {
    const double damage = loss - wholeLoss;
    return std::isfinite(damage) ? damage : kGreatestDamage;
}

Damage through(double goneLess, double damageLess, double goneMore, double damageMore) {
    damageLess = std::max(damageLess, kLeastDamage);
    damageMore = std::max(damageMore, damageLess);
    if (!(goneLess > 0 && goneMore > goneLess)) // of so narrow a group both probes are the same
        return {damageMore / std::max(goneMore, 0.5), 1};
    const double power =
        std::clamp(std::log(damageMore / damageLess) / std::log(goneMore / goneLess), 1.0, kGreatestPower);
    return {damageMore / std::pow(goneMore, power), power};
}

class Spender {
public:
    Spender(const Repair& repair, double maxRatio, const std::vector<SensitivityProbe>& probes, double wholeLoss,
            const std::vector<double>& losses)
        : m_repair(repair), m_maxRatio(maxRatio), m_damages(repair.groups().size()), m_widths(wholeWidths(repair)) {
        for (std::size_t i = 0; i < probes.size(); ++i) {
            const double damage = damageOfLoss(losses[i], wholeLoss);
            if (!probes[i].block.empty())
                m_blocks[probes[i].block] = std::max(damage, kLeastDamage);
            else if (i + 1 < probes.size() && probes[i + 1].block.empty() && probes[i + 1].group == probes[i].group)
                m_damages[probes[i].group] = through(1 - probes[i].keepRatio, damage, 1 - probes[i + 1].keepRatio,
                                                     damageOfLoss(losses[i + 1], wholeLoss));
        }
    }

    prune::Widths spend() {
        double cost = m_repair.cost(m_widths);
        while (cost > m_repair.goal()) {
            auto next = bestStep(cost);
            if (!next)
                break; // everything is at its cap; the repair does the rest
            m_widths = std::move(*next);
            cost = m_repair.cost(m_widths);
        }
        return m_widths;
    }

private:
    bool isGone(const std::string& group) const {
        return std::any_of(m_widths.removedBlocks.begin(), m_widths.removedBlocks.end(),
                           [&](const std::string& block) { return group.starts_with(block + "."); });
    }
    double damageOf(std::size_t group, int kept) const {
        const auto& all = m_repair.groups()[group];
        return m_damages[group].at(static_cast<double>(kept) / all.channels);
    }

    std::optional<prune::Widths> bestStep(double cost) const {
        double best = std::numeric_limits<double>::infinity();
        std::optional<prune::Widths> step;
        const auto consider = [&](prune::Widths widths, double damage) {
            const double saved = cost - m_repair.cost(widths);
            if (saved <= 0 || damage / saved >= best)
                return;
            best = damage / saved;
            step = std::move(widths);
        };
        const auto& groups = m_repair.groups();
        for (std::size_t g = 0; g < groups.size(); ++g) {
            // No further than was measured: beyond it the power says little, and losses no longer add up.
            const int least = channelsAt(groups[g], std::max(1 - m_maxRatio, ratiosOf(groups[g]).back()));
            const int size = std::max(1, static_cast<int>(groups[g].channels / kStepsOfGroup));
            const int kept = std::max(least, m_widths.kept[g] - size);
            if (!m_repair.isFree(g) || kept >= m_widths.kept[g] || isGone(groups[g].name))
                continue;
            auto widths = m_widths;
            widths.kept[g] = kept;
            consider(std::move(widths), damageOf(g, kept) - damageOf(g, m_widths.kept[g]));
        }
        for (const auto& [block, damage] : m_blocks) {
            if (isGone(block + "."))
                continue;
            double already = 0; // by narrowing it
            for (std::size_t g = 0; g < groups.size(); ++g)
                if (groups[g].name.starts_with(block + "."))
                    already += damageOf(g, m_widths.kept[g]);
            auto widths = m_widths;
            widths.removedBlocks.push_back(block);
            std::sort(widths.removedBlocks.begin(), widths.removedBlocks.end());
            consider(std::move(widths), std::max(damage - already, kLeastDamage));
        }
        return step;
    }

    const Repair& m_repair;
    double m_maxRatio;
    std::vector<Damage> m_damages;
    std::map<std::string, double> m_blocks;
    prune::Widths m_widths;
};

} // namespace

prune::Widths wholeWidths(const Repair& repair) {
    prune::Widths widths;
    for (const auto& group : repair.groups())
        widths.kept.push_back(group.channels);
    return widths;
}

std::vector<SensitivityProbe> sensitivityProbes(const Repair& repair, const std::vector<std::string>& blocks) {
    std::vector<SensitivityProbe> probes;
    for (std::size_t g = 0; g < repair.groups().size(); ++g) {
        if (!repair.isFree(g))
            continue;
        const auto& group = repair.groups()[g];
        for (const double ratio : ratiosOf(group)) {
            auto widths = wholeWidths(repair);
            widths.kept[g] = channelsAt(group, ratio);
            probes.push_back({g, "", static_cast<double>(widths.kept[g]) / group.channels, std::move(widths)});
        }
    }
    for (const auto& block : blocks) {
        auto widths = wholeWidths(repair);
        widths.removedBlocks = {block};
        probes.push_back({0, block, 0, std::move(widths)});
    }
    return probes;
}

prune::Widths leastDamagingWidths(const Repair& repair, double maxRatio, const std::vector<SensitivityProbe>& probes,
                                  double wholeLoss, const std::vector<double>& losses) {
    return Spender(repair, maxRatio, probes, wholeLoss, losses).spend();
}

} // namespace bubblenet::search
