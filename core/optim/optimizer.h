// SPDX-License-Identifier: GPL-3.0-only
// A population method as ask and tell: ask() names positions, the caller judges them, tell() takes the objectives.
// Every method is deterministic in its Rng, counts its evaluations exactly, and can be saved and restored between two
// pairs of calls. One thread at a time; nothing blocks. Standard library only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/optim/problem.h"

namespace bubblenet::optim {

/// What one whale (or particle, sample, …) did in the iteration.
struct Move {
    std::string behaviour; ///< whales: start | encircle | spiral | explore; others: start | sample | fly | cross | step
    double coefficient =
        0; ///< the A that chose the behaviour (of all modes but matlab: the scalar A₀); 0 where none was used
    std::vector<double> position;   ///< as it was judged
    double objective = 0;           ///< of several, the first
    std::vector<double> objectives; ///< all of them where there are several
};

/// A position that no other one beats in every objective.
struct FrontPoint {
    std::vector<double> position;
    std::vector<double> objectives;
};

struct IterationLog {
    int iteration = 0; ///< from 1
    int iterations = 0;
    double a = 0;    ///< the annealed coefficient of the whales' moves; 0 where there is none
    int leader = -1; ///< index in `moves` of the one that holds the best so far; −1: found in an earlier iteration
    double bestObjective = 0;
    std::vector<double> bestPosition;
    std::int64_t evaluations = 0; ///< so far
    std::vector<Move> moves;
};

class Optimizer {
public:
    virtual ~Optimizer() = default;
    /// Positions inside the box, at least one, unless isDone(). Two calls without a tell() between give the same.
    virtual std::vector<std::vector<double>> ask() = 0;
    /// For each position of the last ask(), in its order, its objectives. Throws Error for another number of them.
    virtual void tell(const std::vector<double>& objectives) = 0;
    virtual bool isDone() const = 0;
    /// Of the last tell().
    virtual const IterationLog& lastIteration() const = 0;
    virtual double bestObjective() const = 0; ///< of several, the first; infinity before the first finite one
    virtual const std::vector<double>& bestPosition() const = 0; ///< empty before the first
    virtual std::int64_t evaluations() const = 0;
    /// The best found: with one objective at most one point, with several a bounded archive, by the first objective.
    virtual std::vector<FrontPoint> front() const = 0;

    /// The whole state as text, between tell() and ask(); restore() into an optimiser made with the same settings
    /// continues identically. restore() throws Error on other text.
    virtual std::string state() const = 0;
    virtual void restore(const std::string& state) = 0;
};

struct OptimizerSettings {
    std::string method = "whale";  ///< see methodNames()
    std::string mode = "partial";  ///< of the whale: matlab | paper | robust | partial | hi
    std::string anneal = "linear"; ///< of the whale's a: linear | cos | power; hi has its own
    double power = 0.9;
    int objectives = 1;  ///< more than one: whale and nsga2 only
    int population = 20; ///< 0: what the method takes by itself
    int iterations = 15;
    /// Exactly so many positions are asked for in all, in as many iterations as that takes, the last one cut short;
    /// −1: population × iterations.
    std::int64_t evaluations = -1;
    int archive = 100; ///< points that a front keeps at most
    std::vector<std::vector<double>>
        initialGuesses; ///< take the first places of the first population, clamped to the box
};

/// whale random pso gwo lshade cmaes annealing de
const std::vector<std::string>& methodNames();
/// Those of several objectives: whale nsga2
const std::vector<std::string>& frontMethodNames();

/// Throws Error(usage) naming the setting that cannot be.
std::unique_ptr<Optimizer> makeOptimizer(const OptimizerSettings& settings, std::vector<Coordinate> coordinates,
                                         Rng rng);

/// Runs to the end; `onIteration` is called after each tell().
void minimise(Optimizer& optimizer, Problem& problem, const std::function<void(const IterationLog&)>& onIteration = {});

} // namespace bubblenet::optim
