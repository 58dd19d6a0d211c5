// SPDX-License-Identifier: GPL-3.0-only
// What every population method shares: the budget, the first population, the best so far, the log, saving and
// restoring. A method only says what to ask for next. One thread at a time; nothing blocks.
#pragma once

#include <cstddef>

#include "core/optim/optimizer.h"
#include "core/optim/state_text.h"

namespace bubblenet::optim {

class PopulationOptimizer : public Optimizer {
public:
    std::vector<std::vector<double>> ask() override;
    void tell(const std::vector<double>& objectives) override;
    bool isDone() const override { return m_evaluations >= m_budget; }
    const IterationLog& lastIteration() const override { return m_log; }
    double bestObjective() const override { return m_bestObjective; }
    const std::vector<double>& bestPosition() const override { return m_bestPosition; }
    std::int64_t evaluations() const override { return m_evaluations; }
    std::string state() const override;
    void restore(const std::string& state) override;

protected:
    /// A position that is about to be judged, and how it came about.
    struct Trial {
        std::string behaviour;
        double coefficient = 0;
        std::vector<double> position;
    };

    /// `drawnBehaviour`: of those of the first population that are no initial guess. The settings have been checked.
    PopulationOptimizer(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng,
                        std::string drawnBehaviour);

    /// What the method keeps of the iteration just judged; objectives that were not finite are infinite. Called before
    /// the best is updated.
    virtual void learn(const std::vector<Trial>& judged, const std::vector<double>& objectives) = 0;
    /// `count` ≥ 1 trials for the next iteration.
    virtual std::vector<Trial> propose(std::size_t count) = 0;
    /// The annealed coefficient of the moves after `finished` iterations; 0 where there is none.
    virtual double annealed(int finished) const = 0;
    /// Settings beyond the common ones that a saved state depends on, as one word.
    virtual std::string kind() const = 0;
    virtual void write(StateWriter& writer) const = 0;
    /// Reads what write() wrote into a place apart, to be taken over by commitRead() once all the text was good.
    virtual void read(StateReader& reader) = 0;
    virtual void commitRead() = 0;

    std::vector<double> uniformPosition();
    std::size_t dimension() const { return m_coordinates.size(); }
    const std::vector<Coordinate>& coordinates() const { return m_coordinates; }
    int finishedIterations() const { return m_log.iteration; }
    int iterations() const { return m_iterations; }
    std::size_t populationSize() const { return m_population; }
    const std::vector<Trial>& trials() const { return m_trials; }
    std::vector<double> readPosition(StateReader& reader) const;
    double readObjective(StateReader& reader) const;
    Rng& rng() { return m_rng; }

private:
    std::size_t nextCount() const;
    std::vector<Trial> firstTrials(const OptimizerSettings& settings, const std::string& drawnBehaviour);
    std::string fingerprint() const;
    void writeLog(StateWriter& writer) const;
    IterationLog readLog(StateReader& reader) const;
    std::vector<Trial> readTrials(StateReader& reader, std::size_t count) const;

    std::vector<Coordinate> m_coordinates;
    Rng m_rng;
    std::int64_t m_budget;
    std::size_t m_population; // never more than the budget can fill
    int m_iterations;
    std::int64_t m_evaluations = 0;
    double m_bestObjective;
    std::vector<double> m_bestPosition;
    std::vector<Trial> m_trials; // of the next ask()
    IterationLog m_log;
};

/// The iterations that `evaluations` (or population × iterations) need; the last one may be cut short.
std::int64_t neededIterations(const OptimizerSettings& settings);

} // namespace bubblenet::optim
