// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/population_optimizer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/error.h"

namespace bubblenet::optim {

namespace {

constexpr double kWorst = std::numeric_limits<double>::infinity();
constexpr std::string_view kFormat = "bubblenet-optimizer-1";
constexpr std::array<std::string_view, 5> kBehaviours{"start", "encircle", "spiral", "explore", "sample"};

std::int64_t budgetOf(const OptimizerSettings& settings) {
    return settings.evaluations >= 0 ? settings.evaluations : std::int64_t{settings.population} * settings.iterations;
}

std::string readBehaviour(StateReader& reader) {
    const std::string word = reader.word();
    if (std::find(kBehaviours.begin(), kBehaviours.end(), word) == kBehaviours.end())
        throwBadState("'" + word.substr(0, 40) + "' is no behaviour");
    return word;
}

double readFinite(StateReader& reader) {
    const double value = reader.real();
    if (!std::isfinite(value))
        throwBadState("a coefficient is not finite");
    return value;
}

void writeRng(StateWriter& writer, const Rng& rng) {
    std::string text = rng.state();
    std::replace(text.begin(), text.end(), ' ', ',');
    writer.word(text);
}

Rng readRng(StateReader& reader) {
    std::string text = reader.word();
    std::replace(text.begin(), text.end(), ',', ' ');
    const Rng rng = Rng::restored(text);
    if (rng.state() != text)
        throwBadState("its random generator is damaged");
    return rng;
}

} // namespace

std::int64_t neededIterations(const OptimizerSettings& settings) {
    const std::int64_t budget = budgetOf(settings);
    return budget / settings.population + (budget % settings.population != 0 ? 1 : 0);
}

PopulationOptimizer::PopulationOptimizer(const OptimizerSettings& settings, std::vector<Coordinate> coordinates,
                                         Rng rng, std::string drawnBehaviour)
    : m_coordinates(std::move(coordinates)), m_rng(std::move(rng)), m_budget(budgetOf(settings)),
      m_population(static_cast<std::size_t>(std::min<std::int64_t>(settings.population, m_budget))),
      m_iterations(static_cast<int>(neededIterations(settings))), m_bestObjective(kWorst),
      m_trials(firstTrials(settings, drawnBehaviour)) {
    m_log.iterations = m_iterations;
    m_log.bestObjective = kWorst;
}

std::size_t PopulationOptimizer::nextCount() const {
    return static_cast<std::size_t>(
        std::min(static_cast<std::int64_t>(m_population), std::max<std::int64_t>(m_budget - m_evaluations, 0)));
}

std::vector<double> PopulationOptimizer::uniformPosition() {
    std::vector<double> position(dimension());
    for (std::size_t j = 0; j < position.size(); ++j)
        position[j] = std::min(m_rng.uniform(m_coordinates[j].low, m_coordinates[j].high), m_coordinates[j].high);
    return position;
}

std::vector<PopulationOptimizer::Trial> PopulationOptimizer::firstTrials(const OptimizerSettings& settings,
                                                                         const std::string& drawnBehaviour) {
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < nextCount(); ++i) {
        // Drawn for the guesses too, so that the other places do not depend on how many guesses there are.
        Trial trial{.behaviour = drawnBehaviour, .coefficient = 0, .position = uniformPosition()};
        if (i < settings.initialGuesses.size()) {
            trial.behaviour = "start";
            for (std::size_t j = 0; j < dimension(); ++j)
                trial.position[j] =
                    std::clamp(settings.initialGuesses[i][j], m_coordinates[j].low, m_coordinates[j].high);
        }
        trials.push_back(std::move(trial));
    }
    return trials;
}

std::vector<std::vector<double>> PopulationOptimizer::ask() {
    std::vector<std::vector<double>> positions;
    for (const auto& trial : m_trials)
        positions.push_back(trial.position);
    return positions;
}

void PopulationOptimizer::tell(const std::vector<double>& objectives) {
    if (isDone())
        throw Error("the optimiser has had its " + std::to_string(m_budget) + " evaluations and takes no more");
    if (objectives.size() != m_trials.size())
        throw Error("the optimiser asked for " + std::to_string(m_trials.size()) + " evaluations and was told " +
                    std::to_string(objectives.size()) + " objectives; tell it one for each position");
    std::vector<double> judged = objectives;
    for (auto& objective : judged)
        objective = std::isfinite(objective) ? objective : kWorst;

    learn(m_trials, judged);
    IterationLog log{.iteration = m_log.iteration + 1, .iterations = m_iterations};
    log.a = annealed(std::max(m_log.iteration - 1, 0)); // its moves were made after the iteration before it
    for (std::size_t i = 0; i < judged.size(); ++i) {
        if (judged[i] < m_bestObjective) {
            m_bestObjective = judged[i];
            m_bestPosition = m_trials[i].position;
            log.leader = static_cast<int>(i);
        }
        log.moves.push_back({m_trials[i].behaviour, m_trials[i].coefficient, m_trials[i].position, judged[i]});
    }
    m_evaluations += static_cast<std::int64_t>(judged.size());
    log.bestObjective = m_bestObjective;
    log.bestPosition = m_bestPosition;
    log.evaluations = m_evaluations;
    m_log = std::move(log);
    m_trials = isDone() ? std::vector<Trial>{} : propose(nextCount());
}

std::string PopulationOptimizer::fingerprint() const {
    StateWriter writer;
    writer.integer(m_budget);
    writer.integer(static_cast<std::int64_t>(m_population));
    for (const auto& coordinate : m_coordinates)
        writer.reals({coordinate.low, coordinate.high});
    const std::string text = writer.finished();
    return kind() + ":" + std::to_string(dimension()) + ":" + text.substr(text.rfind(' ') + 1);
}

std::string PopulationOptimizer::state() const {
    StateWriter writer;
    writer.word(kFormat);
    writer.word(fingerprint());
    writeRng(writer, m_rng);
    writer.integer(m_evaluations);
    writer.real(m_bestObjective);
    writer.reals(m_bestPosition);
    writeLog(writer);
    for (const auto& trial : m_trials) {
        writer.word(trial.behaviour);
        writer.real(trial.coefficient);
        writer.reals(trial.position);
    }
    write(writer);
    return writer.finished();
}

void PopulationOptimizer::writeLog(StateWriter& writer) const {
    writer.integer(m_log.iteration);
    writer.real(m_log.a);
    writer.integer(m_log.leader);
    writer.integer(static_cast<std::int64_t>(m_log.moves.size()));
    for (const auto& move : m_log.moves) {
        writer.word(move.behaviour);
        writer.real(move.coefficient);
        writer.reals(move.position);
        writer.real(move.objective);
    }
}

void PopulationOptimizer::restore(const std::string& state) {
    StateReader reader(state);
    if (reader.word() != kFormat)
        throwBadState("it is of another kind or version");
    if (const std::string saved = reader.word(); saved != fingerprint())
        throwBadState("it was saved under other settings (" + saved.substr(0, 80) + ", here " + fingerprint() + ")");
    const Rng rng = readRng(reader);
    const std::int64_t evaluations = reader.integer(0, m_budget);
    const double best = readObjective(reader);
    auto bestPosition = best < kWorst ? readPosition(reader) : std::vector<double>{};
    IterationLog log = readLog(reader);
    const auto population = static_cast<std::int64_t>(m_population);
    if (evaluations != std::min(m_budget, population * log.iteration) ||
        (log.iteration == 0 && (best < kWorst || !log.moves.empty())) ||
        (log.iteration > 0 &&
         static_cast<std::int64_t>(log.moves.size()) != evaluations - population * (log.iteration - 1)))
        throwBadState("its counts of evaluations do not agree");
    auto trials = readTrials(reader, static_cast<std::size_t>(std::min(population, m_budget - evaluations)));
    read(reader);
    reader.expectEnd();

    log.bestObjective = best;
    log.bestPosition = bestPosition;
    log.evaluations = evaluations;
    m_rng = rng;
    m_evaluations = evaluations;
    m_bestObjective = best;
    m_bestPosition = std::move(bestPosition);
    m_log = std::move(log);
    m_trials = std::move(trials);
    commitRead();
}

IterationLog PopulationOptimizer::readLog(StateReader& reader) const {
    IterationLog log{.iteration = static_cast<int>(reader.integer(0, m_iterations)), .iterations = m_iterations};
    log.a = readFinite(reader);
    log.leader = static_cast<int>(reader.integer(-1, static_cast<std::int64_t>(m_population) - 1));
    const std::int64_t moves = reader.integer(0, static_cast<std::int64_t>(m_population));
    if (log.leader >= moves)
        throwBadState("its leader is nobody");
    for (std::int64_t i = 0; i < moves; ++i) {
        Move move{.behaviour = readBehaviour(reader)};
        move.coefficient = readFinite(reader);
        move.position = readPosition(reader);
        move.objective = readObjective(reader);
        log.moves.push_back(std::move(move));
    }
    return log;
}

std::vector<PopulationOptimizer::Trial> PopulationOptimizer::readTrials(StateReader& reader, std::size_t count) const {
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < count; ++i) {
        Trial trial{.behaviour = readBehaviour(reader)};
        trial.coefficient = readFinite(reader);
        trial.position = readPosition(reader);
        trials.push_back(std::move(trial));
    }
    return trials;
}

std::vector<double> PopulationOptimizer::readPosition(StateReader& reader) const {
    auto position = reader.reals(dimension());
    for (std::size_t j = 0; j < position.size(); ++j) // written so that NaN is refused too
        if (!(position[j] >= m_coordinates[j].low && position[j] <= m_coordinates[j].high))
            throwBadState("a position lies outside the box");
    return position;
}

double PopulationOptimizer::readObjective(StateReader& reader) const {
    const double objective = reader.real();
    if (!std::isfinite(objective) && objective != kWorst)
        throwBadState("an objective is neither finite nor the worst");
    return objective;
}

} // namespace bubblenet::optim
