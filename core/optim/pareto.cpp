// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/pareto.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace bubblenet::optim {

bool dominates(const Objectives& one, const Objectives& other) {
    bool isBetter = false;
    for (std::size_t k = 0; k < one.size(); ++k) {
        if (one[k] > other[k])
            return false;
        isBetter = isBetter || one[k] < other[k];
    }
    return isBetter;
}

std::vector<std::vector<std::size_t>> sortIntoFronts(const std::vector<Objectives>& all) {
    std::vector<std::vector<std::size_t>> beaten(all.size()); // by each
    std::vector<std::size_t> beatenBy(all.size(), 0);
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < all.size(); ++j)
            if (dominates(all[i], all[j])) {
                beaten[i].push_back(j);
                ++beatenBy[j];
            }
    std::vector<std::vector<std::size_t>> fronts;
    std::vector<std::size_t> front;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (beatenBy[i] == 0)
            front.push_back(i);
    while (!front.empty()) {
        std::vector<std::size_t> next;
        for (const std::size_t i : front)
            for (const std::size_t j : beaten[i])
                if (--beatenBy[j] == 0)
                    next.push_back(j);
        std::sort(next.begin(), next.end());
        fronts.push_back(std::move(front));
        front = std::move(next);
    }
    return fronts;
}

std::vector<double> crowdingDistances(const std::vector<Objectives>& all, const std::vector<std::size_t>& members) {
    std::vector<double> distances(members.size(), 0);
    const std::size_t objectives = members.empty() ? 0 : all[members.front()].size();
    std::vector<std::size_t> order(members.size());
    for (std::size_t k = 0; k < objectives; ++k) {
        const auto value = [&](std::size_t place) { return all[members[order[place]]][k]; };
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t x, std::size_t y) { return all[members[x]][k] < all[members[y]][k]; });
        const double range = value(order.size() - 1) - value(0);
        distances[order.front()] = std::numeric_limits<double>::infinity();
        distances[order.back()] = std::numeric_limits<double>::infinity();
        if (!(range > 0) || !std::isfinite(range))
            continue;
        for (std::size_t place = 1; place + 1 < order.size(); ++place)
            distances[order[place]] += (value(place + 1) - value(place - 1)) / range;
    }
    return distances;
}

std::vector<double> Archive::crowding() const {
    std::vector<Objectives> all;
    for (const auto& member : m_members)
        all.push_back(member.objectives);
    std::vector<std::size_t> everyone(all.size());
    std::iota(everyone.begin(), everyone.end(), std::size_t{0});
    return crowdingDistances(all, everyone);
}

void Archive::add(ArchiveMember member) {
    const auto& objectives = member.objectives;
    if (!std::all_of(objectives.begin(), objectives.end(), [](double value) { return std::isfinite(value); }))
        return;
    for (const auto& known : m_members)
        if (known.objectives == objectives || dominates(known.objectives, objectives))
            return;
    std::erase_if(m_members, [&](const auto& known) { return dominates(objectives, known.objectives); });
    m_members.push_back(std::move(member));
    if (m_members.size() <= m_capacity)
        return;
    const auto distances = crowding();
    m_members.erase(m_members.begin() + (std::min_element(distances.begin(), distances.end()) - distances.begin()));
}

} // namespace bubblenet::optim
