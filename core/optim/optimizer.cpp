// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/optimizer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "core/base/error.h"
#include "core/optim/cma_es.h"
#include "core/optim/differential_evolution.h"
#include "core/optim/grey_wolf.h"
#include "core/optim/lshade.h"
#include "core/optim/nsga2.h"
#include "core/optim/particle_swarm.h"
#include "core/optim/random_search.h"
#include "core/optim/simulated_annealing.h"
#include "core/optim/whale.h"
#include "core/optim/whale_front.h"

namespace bubblenet::optim {

namespace {

constexpr int kMaxPopulation = 100000;
constexpr int kMaxObjectives = 10;

[[noreturn]] void refuse(const std::string& text) {
    throw Error(text, ErrorKind::usage);
}

void checkName(const std::string& setting, const std::string& name, const std::vector<std::string>& names) {
    if (std::find(names.begin(), names.end(), name) != names.end())
        return;
    std::string list;
    for (const auto& known : names)
        list += (list.empty() ? "" : ", ") + known;
    refuse(setting + " is '" + name + "'; it can be " + list);
}

void checkNumbers(const OptimizerSettings& settings) {
    if (settings.population < 0 || settings.population > kMaxPopulation)
        refuse("population is " + std::to_string(settings.population) + "; it can be 1 to " +
               std::to_string(kMaxPopulation) + ", or 0 for what the method takes by itself");
    if (settings.objectives < 1 || settings.objectives > kMaxObjectives)
        refuse("objectives is " + std::to_string(settings.objectives) + "; it can be 1 to " +
               std::to_string(kMaxObjectives));
    if (settings.archive < 1 || settings.archive > kMaxPopulation)
        refuse("archive is " + std::to_string(settings.archive) + "; it can be 1 to " + std::to_string(kMaxPopulation));
    if (settings.iterations < 0)
        refuse("iterations is " + std::to_string(settings.iterations) + "; it cannot be negative");
    if (settings.evaluations < -1)
        refuse("evaluations is " + std::to_string(settings.evaluations) +
               "; it can be 0 or more, or -1 for population × iterations");
    if (budgetOf(settings) > std::numeric_limits<int>::max())
        refuse("evaluations is " + std::to_string(budgetOf(settings)) + ", more than can be asked for");
    if (!std::isfinite(settings.power) || settings.power <= 0)
        refuse("power is " + std::to_string(settings.power) + "; it has to be above 0");
}

void checkBox(const std::vector<Coordinate>& coordinates) {
    if (coordinates.empty())
        refuse("there is no coordinate to search over");
    for (std::size_t j = 0; j < coordinates.size(); ++j) {
        const double low = coordinates[j].low, high = coordinates[j].high;
        const auto refuseBounds = [&](const char* rule) {
            refuse("coordinate " + std::to_string(j) + " goes from " + std::to_string(low) + " to " +
                   std::to_string(high) + "; its bounds have to be " + rule);
        };
        if (!std::isfinite(low) || !std::isfinite(high) || !std::isfinite(high - low) || low > high)
            refuseBounds("finite and in order");
        if (coordinates[j].scale == Scale::logarithmic && low <= 0)
            refuseBounds("above 0 on a logarithmic scale");
        if (coordinates[j].values == Values::integer && (std::round(low) != low || std::round(high) != high))
            refuseBounds("whole numbers");
    }
}

void checkGuesses(const OptimizerSettings& settings, std::size_t dimension) {
    if (settings.population > 0 && settings.initialGuesses.size() > static_cast<std::size_t>(settings.population))
        refuse("there are " + std::to_string(settings.initialGuesses.size()) + " initial guesses for a population of " +
               std::to_string(settings.population));
    for (std::size_t i = 0; i < settings.initialGuesses.size(); ++i) {
        const auto& guess = settings.initialGuesses[i];
        if (guess.size() != dimension)
            refuse("initial guess " + std::to_string(i) + " has " + std::to_string(guess.size()) +
                   " coordinates; the box has " + std::to_string(dimension));
        if (!std::all_of(guess.begin(), guess.end(), [](double value) { return std::isfinite(value); }))
            refuse("initial guess " + std::to_string(i) + " has a coordinate that is not finite");
    }
}

struct Method {
    const char* name;
    std::unique_ptr<Optimizer> (*make)(const OptimizerSettings&, std::vector<Coordinate>, Rng);
};

template<class Made>
std::unique_ptr<Optimizer> make(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng) {
    return std::make_unique<Made>(settings, std::move(coordinates), std::move(rng));
}

constexpr std::array<Method, 2> kFrontMethods{{{"whale", make<WhaleFront>}, {"nsga2", make<Nsga2>}}};
constexpr std::array<Method, 8> kMethods{{{"whale", make<Whale>},
                                          {"random", make<RandomSearch>},
                                          {"pso", make<ParticleSwarm>},
                                          {"gwo", make<GreyWolf>},
                                          {"lshade", make<LShade>},
                                          {"cmaes", make<CmaEs>},
                                          {"annealing", make<SimulatedAnnealing>},
                                          {"de", make<DifferentialEvolution>}}};

std::vector<std::string> namesOf(std::span<const Method> methods) {
    std::vector<std::string> names;
    for (const auto& method : methods)
        names.emplace_back(method.name);
    return names;
}

} // namespace

const std::vector<std::string>& methodNames() {
    static const auto names = namesOf(kMethods);
    return names;
}

const std::vector<std::string>& frontMethodNames() {
    static const auto names = namesOf(kFrontMethods);
    return names;
}

std::unique_ptr<Optimizer> makeOptimizer(const OptimizerSettings& settings, std::vector<Coordinate> coordinates,
                                         Rng rng) {
    const bool isFront = settings.objectives > 1;
    checkName("method", settings.method, isFront ? frontMethodNames() : methodNames());
    if (settings.method == "whale") {
        checkName("mode", settings.mode, Whale::modeNames());
        checkName("anneal", settings.anneal, annealNames());
    }
    checkNumbers(settings);
    checkBox(coordinates);
    checkGuesses(settings, coordinates.size());
    const std::span<const Method> methods = isFront ? std::span<const Method>(kFrontMethods) : kMethods;
    const auto method = std::find_if(methods.begin(), methods.end(),
                                     [&](const Method& known) { return settings.method == known.name; });
    return method->make(settings, std::move(coordinates), std::move(rng));
}

void minimise(Optimizer& optimizer, Problem& problem, const std::function<void(const IterationLog&)>& onIteration) {
    while (!optimizer.isDone()) {
        optimizer.tell(problem.evaluate(optimizer.ask()));
        if (onIteration)
            onIteration(optimizer.lastIteration());
    }
}

} // namespace bubblenet::optim
