// SPDX-License-Identifier: GPL-3.0-only
// What every population method shares: the budget, the first population, the best so far, the log, saving and
// restoring. A method only says what to ask for next. One thread at a time; nothing blocks.
#pragma once

#include <cstddef>

#include "core/optim/optimizer.h"
#include "core/optim/state_text.h"

namespace bubblenet::optim {

constexpr std::int64_t kUsualPopulation = 30; ///< of settings that leave it to a method that has no rule of its own

/// Members of the first and of the last population; between them the number falls linearly with the evaluations
/// (Tanabe & Fukunaga 2014, eq. 10).
struct PopulationPlan {
    std::int64_t first = 1;
    std::int64_t last = 1;
};

/// Of settings that leave the number to the method (0) as many as `usual`, but few enough for ten populations.
PopulationPlan constantPopulation(const OptimizerSettings& settings, std::int64_t usual);

class PopulationOptimizer : public Optimizer {
public:
    std::vector<std::vector<double>> ask() override;
    void tell(const std::vector<double>& objectives) override;
    bool isDone() const override { return m_evaluations >= m_budget; }
    const IterationLog& lastIteration() const override { return m_log; }
    double bestObjective() const override { return m_bestObjective; }
    const std::vector<double>& bestPosition() const override { return m_bestPosition; }
    std::int64_t evaluations() const override { return m_evaluations; }
    std::vector<FrontPoint> front() const override;
    std::string state() const override;
    void restore(const std::string& state) override;

protected:
    /// A position that is about to be judged, and how it came about.
    struct Trial {
        std::string behaviour;
        double coefficient = 0;
        std::vector<double> position;
    };

    /// Where each member is, in the method's coordinates, and how good that is.
    struct Members {
        std::vector<std::vector<double>> positions;
        std::vector<double> objectives;
        std::size_t count() const { return positions.size(); }
    };

    /// `population`: how many are asked for at a time. `drawnBehaviour`: of those of the first population that are no
    /// initial guess. The settings have been checked.
    PopulationOptimizer(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng,
                        PopulationPlan population, std::string drawnBehaviour);

    /// What the method keeps of the iteration just judged, in the coordinates it moves in (searchBox()). `objectives`:
    /// objectiveCount() for each trial in turn, all infinite where one was not finite. Called before the best is
    /// updated.
    virtual void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) = 0;
    /// `count` ≥ 1 trials for the next iteration.
    virtual std::vector<Trial> propose(std::size_t count) = 0;
    /// The annealed coefficient of the moves after `finished` iterations; 0 where there is none.
    virtual double annealed(int finished) const = 0;
    /// Settings beyond the common ones that a saved state depends on, as one word.
    virtual std::string kind() const = 0;
    virtual void write(StateWriter& writer) const = 0;
    /// Reads what write() wrote, of so many members, into a place apart, to be taken over by commitRead() once all the
    /// text was good.
    virtual void read(StateReader& reader, std::size_t population) = 0;
    virtual void commitRead() = 0;

    std::vector<double> uniformPosition();
    std::size_t dimension() const { return m_box.size(); }
    std::size_t objectiveCount() const { return m_objectiveCount; }
    const std::vector<Coordinate>& box() const { return m_box; } ///< that the method moves in
    /// The best so far, in the method's coordinates; empty before the first.
    const std::vector<double>& leader() const { return m_leader; }
    int finishedIterations() const { return m_log.iteration; }
    int iterations() const { return m_iterations; }
    double progress() const; ///< of the evaluations, 0 to 1
    std::int64_t firstPopulation() const { return m_population.first; }
    std::size_t populationSize() const { return populationAfter(m_evaluations); }
    const std::vector<Trial>& trials() const { return m_trials; }
    void replaceTrials(std::vector<Trial> trials) { m_trials = std::move(trials); } ///< by as many
    void clampIntoBox(std::vector<double>& position) const;
    void reflectIntoBox(std::vector<double>& position) const;
    std::vector<double> judgedPosition(const std::vector<double>& searched) const;
    std::vector<double> readPosition(StateReader& reader) const; ///< inside the method's box
    double readObjective(StateReader& reader) const;
    std::vector<double> readObjectives(StateReader& reader) const; ///< one position's
    std::vector<double> readFinite(StateReader& reader, std::size_t count) const;
    Members firstMembers() const; ///< the first trials, not judged yet
    void writeMembers(StateWriter& writer, const Members& members) const;
    Members readMembers(StateReader& reader, std::size_t count) const;
    /// Up to `count` different indices below `among`, none of them `but`.
    std::vector<std::size_t> drawOthers(std::size_t count, std::size_t among, std::size_t but);
    Rng& rng() { return m_rng; }

private:
    std::vector<double> takeJudged(std::vector<double> position) const;
    std::size_t populationAfter(std::int64_t evaluations) const;
    std::size_t nextCount() const;
    std::int64_t evaluationsAfter(int iterations) const;
    int neededIterations() const;
    std::vector<Trial> firstTrials(const OptimizerSettings& settings, const std::string& drawnBehaviour);
    std::string fingerprint() const;
    void writeLog(StateWriter& writer) const;
    IterationLog readLog(StateReader& reader) const;
    std::vector<Trial> readTrials(StateReader& reader, std::size_t count) const;

    std::vector<Coordinate> m_coordinates; // the problem's
    std::vector<Coordinate> m_box;
    bool m_isPlain = true; // all coordinates: both boxes are the same
    Rng m_rng;
    std::size_t m_objectiveCount;
    std::int64_t m_budget;
    PopulationPlan m_population; // never more than the budget can fill
    int m_iterations;
    std::int64_t m_evaluations = 0;
    double m_bestObjective;
    std::vector<double> m_leader;
    std::vector<double> m_bestPosition;
    std::vector<Trial> m_trials; // of the next ask()
    IterationLog m_log;
};

/// evaluations, or population × iterations.
std::int64_t budgetOf(const OptimizerSettings& settings);

} // namespace bubblenet::optim
