// SPDX-License-Identifier: GPL-3.0-only
#include "core/race/race_data.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/base/error.h"
#include "core/race/text.h"

namespace bubblenet::race {

namespace {

template<class Name> std::vector<std::string> distinct(const std::vector<Lap>& laps, Name name) {
    std::vector<std::string> names;
    for (const Lap& lap : laps)
        if (std::find(names.begin(), names.end(), lap.*name) == names.end())
            names.push_back(lap.*name);
    return names;
}

template<class Keep> std::vector<Lap> filtered(const std::vector<Lap>& laps, Keep keep) {
    std::vector<Lap> kept;
    std::copy_if(laps.begin(), laps.end(), std::back_inserter(kept), keep);
    return kept;
}

void checkName(const std::string& name, const std::string& what) {
    constexpr std::size_t kLongest = 200;
    if (name.empty() || name.size() > kLongest)
        throw Error(what + " has " + std::to_string(name.size()) + " bytes; give it 1 to " + std::to_string(kLongest));
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t bytes = characterBytes(std::string_view(name).substr(at));
        if (bytes == 0)
            throw Error(what + " holds something else than UTF-8 without control characters; give it a plain one");
        at += bytes;
    }
}

void checkNumbers(const Lap& lap, const std::string& where) {
    const auto require = [&](bool isMet, const std::string& what) {
        if (!isMet)
            throw Error(where + ": " + what);
    };
    constexpr std::int64_t kMostEvaluations = 1'000'000'000'000'000; // which a double still counts exactly
    require(lap.evaluations >= 1 && lap.evaluations <= kMostEvaluations,
            std::to_string(lap.evaluations) + " evaluations are not from 1 to " + std::to_string(kMostEvaluations));
    require(lap.uniqueEvaluations >= 0 && lap.uniqueEvaluations <= lap.evaluations,
            std::to_string(lap.uniqueEvaluations) + " unique evaluations of " + std::to_string(lap.evaluations));
    require(lap.seconds >= 0, "its seconds are below 0 or no number");
    for (std::size_t i = 0; i < lap.best.size(); ++i) {
        const BestPoint& point = lap.best[i];
        const std::string which = "the best of evaluation " + std::to_string(point.evaluation);
        require(!std::isnan(point.objective), which + " is no number");
        require(point.evaluation >= 1 && point.evaluation <= lap.evaluations, which + " is not within the lap");
        require(i == 0 || point.evaluation > lap.best[i - 1].evaluation, which + " comes after a later one");
        require(i == 0 || point.objective < lap.best[i - 1].objective, which + " is no better than the one before");
    }
    std::set<std::string> names;
    for (const Figure& figure : lap.figures) {
        checkName(figure.name, where + ": a figure's name");
        require(!std::isnan(figure.value), "'" + figure.name + "' is no number");
        require(names.insert(figure.name).second, "'" + figure.name + "' is there twice");
    }
}

} // namespace

double bestAfter(const Lap& lap, std::int64_t evaluations) {
    const auto isLater = [](std::int64_t count, const BestPoint& point) { return count < point.evaluation; };
    const auto next = std::upper_bound(lap.best.begin(), lap.best.end(), evaluations, isLater);
    return next == lap.best.begin() ? std::numeric_limits<double>::infinity() : std::prev(next)->objective;
}

double finalObjective(const Lap& lap) {
    return lap.best.empty() ? std::numeric_limits<double>::infinity() : lap.best.back().objective;
}

std::vector<std::string> problemNames(const std::vector<Lap>& laps) {
    return distinct(laps, &Lap::problem);
}

std::vector<std::string> methodNames(const std::vector<Lap>& laps) {
    return distinct(laps, &Lap::method);
}

std::vector<Lap> lapsOnProblem(const std::vector<Lap>& laps, std::string_view problem) {
    return filtered(laps, [&](const Lap& lap) { return lap.problem == problem; });
}

std::vector<Lap> lapsOfMethod(const std::vector<Lap>& laps, std::string_view method) {
    return filtered(laps, [&](const Lap& lap) { return lap.method == method; });
}

void checkLaps(const std::vector<Lap>& laps) {
    std::set<std::tuple<std::string, std::string, std::uint64_t>> seen;
    std::map<std::string, const Lap*> firstOnProblem;
    for (const Lap& lap : laps) {
        checkName(lap.problem, "a problem's name");
        checkName(lap.method, "a method's name");
        const std::string where =
            "the lap of '" + lap.method + "' on '" + lap.problem + "' with seed " + std::to_string(lap.seed);
        checkName(lap.objectiveLabel, where + ": the objective's label");
        checkNumbers(lap, where);
        if (!seen.insert({lap.problem, lap.method, lap.seed}).second)
            throw Error(where + " is there twice; keep one");
        const Lap& first = *firstOnProblem.emplace(lap.problem, &lap).first->second;
        if (lap.objectiveLabel != first.objectiveLabel)
            throw Error(where + " measures '" + lap.objectiveLabel + "', and another on that problem '" +
                        first.objectiveLabel + "'; give one of the problems another name");
        if (lap.evaluations != first.evaluations)
            throw Error(where + " was given " + std::to_string(lap.evaluations) +
                        " evaluations, and another on that problem " + std::to_string(first.evaluations) +
                        "; a race is run at equal evaluations");
    }
}

} // namespace bubblenet::race
