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
constexpr std::array<std::string_view, 8> kBehaviours{"start",  "encircle", "spiral", "explore",
                                                      "sample", "fly",      "cross",  "step"};
constexpr std::int64_t kLeastIterations = 10; // of populations that a method chooses itself
constexpr std::int64_t kLeastPopulation = 4;

std::string readBehaviour(StateReader& reader) {
    const std::string word = reader.word();
    if (std::find(kBehaviours.begin(), kBehaviours.end(), word) == kBehaviours.end())
        throwBadState("'" + word.substr(0, 40) + "' is no behaviour");
    return word;
}

std::vector<double> readInside(StateReader& reader, const std::vector<Coordinate>& box) {
    auto position = reader.reals(box.size());
    for (std::size_t j = 0; j < position.size(); ++j) // written so that NaN is refused too
        if (!(position[j] >= box[j].low && position[j] <= box[j].high))
            throwBadState("a position lies outside the box");
    return position;
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

std::int64_t budgetOf(const OptimizerSettings& settings) {
    const std::int64_t population = settings.population > 0 ? settings.population : kUsualPopulation;
    return settings.evaluations >= 0 ? settings.evaluations : population * settings.iterations;
}

PopulationPlan constantPopulation(const OptimizerSettings& settings, std::int64_t usual) {
    if (settings.population > 0)
        return {settings.population, settings.population};
    const std::int64_t fitting = std::max(budgetOf(settings) / kLeastIterations, kLeastPopulation);
    const std::int64_t population =
        std::max<std::int64_t>(std::min(usual, fitting), static_cast<std::int64_t>(settings.initialGuesses.size()));
    return {population, population};
}

PopulationOptimizer::PopulationOptimizer(const OptimizerSettings& settings, std::vector<Coordinate> coordinates,
                                         Rng rng, PopulationPlan population, std::string drawnBehaviour)
    : m_coordinates(std::move(coordinates)), m_rng(std::move(rng)),
      m_objectiveCount(static_cast<std::size_t>(settings.objectives)),
      m_budget(budgetOf(settings)), m_population{std::min(population.first, m_budget),
                                                 std::min(population.last, m_budget)},
      m_iterations(neededIterations()), m_bestObjective(kWorst) {
    for (const auto& coordinate : m_coordinates)
        m_box.push_back(searchBox(coordinate));
    m_isPlain = std::all_of(m_coordinates.begin(), m_coordinates.end(), isPlain);
    m_trials = firstTrials(settings, drawnBehaviour);
    m_log.iterations = m_iterations;
    m_log.bestObjective = kWorst;
}

double PopulationOptimizer::progress() const {
    return m_budget > 0 ? static_cast<double>(m_evaluations) / static_cast<double>(m_budget) : 1;
}

std::size_t PopulationOptimizer::populationAfter(std::int64_t evaluations) const {
    if (m_population.first == m_population.last)
        return static_cast<std::size_t>(m_population.first);
    const double share = static_cast<double>(evaluations) / static_cast<double>(m_budget);
    const auto change = static_cast<double>(m_population.last - m_population.first);
    return static_cast<std::size_t>(m_population.first + std::llround(change * share));
}

std::size_t PopulationOptimizer::nextCount() const {
    return std::min(populationSize(), static_cast<std::size_t>(std::max<std::int64_t>(m_budget - m_evaluations, 0)));
}

std::int64_t PopulationOptimizer::evaluationsAfter(int iterations) const {
    if (m_population.first == m_population.last)
        return std::min(m_budget, m_population.first * iterations);
    std::int64_t evaluations = 0;
    for (int i = 0; i < iterations && evaluations < m_budget; ++i)
        evaluations += static_cast<std::int64_t>(populationAfter(evaluations));
    return std::min(evaluations, m_budget);
}

int PopulationOptimizer::neededIterations() const {
    if (m_budget == 0)
        return 0;
    if (m_population.first == m_population.last)
        return static_cast<int>((m_budget + m_population.first - 1) / m_population.first);
    int iterations = 0;
    for (std::int64_t evaluations = 0; evaluations < m_budget; ++iterations)
        evaluations += static_cast<std::int64_t>(populationAfter(evaluations));
    return iterations;
}

std::vector<double> PopulationOptimizer::uniformPosition() {
    std::vector<double> position(dimension());
    for (std::size_t j = 0; j < position.size(); ++j)
        position[j] = std::min(m_rng.uniform(m_box[j].low, m_box[j].high), m_box[j].high);
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
                trial.position[j] = searchedValue(m_coordinates[j], settings.initialGuesses[i][j]);
        }
        trials.push_back(std::move(trial));
    }
    return trials;
}

std::vector<double> PopulationOptimizer::judgedPosition(const std::vector<double>& searched) const {
    return takeJudged(searched);
}

std::vector<double> PopulationOptimizer::takeJudged(std::vector<double> position) const {
    if (!m_isPlain)
        for (std::size_t j = 0; j < position.size(); ++j)
            position[j] = judgedValue(m_coordinates[j], position[j]);
    return position;
}

void PopulationOptimizer::clampIntoBox(std::vector<double>& position) const {
    for (std::size_t j = 0; j < position.size(); ++j) {
        const double low = box()[j].low, high = box()[j].high;
        position[j] = position[j] > low ? std::min(position[j], high) : low; // NaN, of overflowing boxes, becomes low
    }
}

void PopulationOptimizer::reflectIntoBox(std::vector<double>& position) const {
    for (std::size_t j = 0; j < position.size(); ++j) {
        const double low = m_box[j].low, high = m_box[j].high;
        if (position[j] >= low && position[j] <= high)
            continue;
        const double width = high - low;
        const double folded = std::fmod(std::abs(position[j] - low), 2 * width); // NaN where the width is 0
        const double reflected = low + (folded <= width ? folded : 2 * width - folded);
        position[j] = reflected > low ? std::min(reflected, high) : low;
    }
}

std::vector<std::vector<double>> PopulationOptimizer::ask() {
    std::vector<std::vector<double>> positions;
    positions.reserve(m_trials.size());
    for (const auto& trial : m_trials)
        positions.push_back(judgedPosition(trial.position));
    return positions;
}

void PopulationOptimizer::tell(const std::vector<double>& objectives) {
    if (isDone())
        throw Error("the optimiser has had its " + std::to_string(m_budget) + " evaluations and takes no more");
    if (objectives.size() != m_trials.size() * m_objectiveCount)
        throw Error("the optimiser asked for " + std::to_string(m_trials.size()) + " evaluations and was told " +
                    std::to_string(objectives.size()) + " objectives; tell it " + std::to_string(m_objectiveCount) +
                    " for each position");
    std::vector<double> judged = objectives;
    for (std::size_t i = 0; i < judged.size(); i += m_objectiveCount) {
        const auto first = judged.begin() + static_cast<std::ptrdiff_t>(i);
        const auto last = first + static_cast<std::ptrdiff_t>(m_objectiveCount);
        if (!std::all_of(first, last, [](double objective) { return std::isfinite(objective); }))
            std::fill(first, last, kWorst);
    }

    learn(m_trials, judged);
    IterationLog log{.iteration = m_log.iteration + 1, .iterations = m_iterations};
    log.a = annealed(std::max(m_log.iteration - 1, 0)); // its moves were made after the iteration before it
    log.moves.reserve(m_trials.size());
    for (std::size_t i = 0; i < m_trials.size(); ++i) {
        const auto own = judged.begin() + static_cast<std::ptrdiff_t>(i * m_objectiveCount);
        if (*own < m_bestObjective) {
            m_bestObjective = *own;
            log.leader = static_cast<int>(i);
            m_leader = m_trials[i].position;
        }
        auto& trial = m_trials[i]; // it has been learnt from
        Move move{std::move(trial.behaviour), trial.coefficient, takeJudged(std::move(trial.position)), *own, {}};
        if (m_objectiveCount > 1)
            move.objectives.assign(own, own + static_cast<std::ptrdiff_t>(m_objectiveCount));
        log.moves.push_back(std::move(move));
    }
    if (log.leader >= 0)
        m_bestPosition = log.moves[static_cast<std::size_t>(log.leader)].position;
    m_evaluations += static_cast<std::int64_t>(m_trials.size());
    log.bestObjective = m_bestObjective;
    log.bestPosition = m_bestPosition;
    log.evaluations = m_evaluations;
    m_log = std::move(log);
    m_trials = isDone() ? std::vector<Trial>{} : propose(nextCount());
}

std::vector<FrontPoint> PopulationOptimizer::front() const {
    if (m_bestPosition.empty())
        return {};
    return {{m_bestPosition, {m_bestObjective}}};
}

std::string PopulationOptimizer::fingerprint() const {
    StateWriter writer;
    writer.integer(m_budget);
    writer.integer(static_cast<std::int64_t>(m_objectiveCount));
    writer.integer(m_population.first);
    writer.integer(m_population.last);
    for (const auto& coordinate : m_coordinates) {
        writer.reals({coordinate.low, coordinate.high});
        writer.integer(static_cast<int>(coordinate.scale));
        writer.integer(static_cast<int>(coordinate.values));
    }
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
    writer.reals(m_leader);
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
        writer.reals(move.objectives);
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
    auto leader = best < kWorst ? readPosition(reader) : std::vector<double>{};
    IterationLog log = readLog(reader);
    const auto before = evaluationsAfter(std::max(log.iteration - 1, 0));
    if (evaluations != evaluationsAfter(log.iteration) || (log.iteration == 0 && best < kWorst) ||
        static_cast<std::int64_t>(log.moves.size()) != evaluations - before)
        throwBadState("its counts of evaluations do not agree");
    const auto population = populationAfter(evaluations);
    auto trials = readTrials(reader, std::min(population, static_cast<std::size_t>(m_budget - evaluations)));
    read(reader, population);
    reader.expectEnd();

    log.bestObjective = best;
    log.bestPosition = judgedPosition(leader);
    log.evaluations = evaluations;
    m_rng = rng;
    m_evaluations = evaluations;
    m_bestObjective = best;
    m_bestPosition = log.bestPosition;
    m_leader = std::move(leader);
    m_log = std::move(log);
    m_trials = std::move(trials);
    commitRead();
}

IterationLog PopulationOptimizer::readLog(StateReader& reader) const {
    IterationLog log{.iteration = static_cast<int>(reader.integer(0, m_iterations)), .iterations = m_iterations};
    log.a = readFinite(reader, 1)[0];
    log.leader = static_cast<int>(reader.integer(-1, m_population.first - 1));
    const std::int64_t moves = reader.integer(0, m_population.first);
    if (log.leader >= moves)
        throwBadState("its leader is nobody");
    for (std::int64_t i = 0; i < moves; ++i) {
        Move move{.behaviour = readBehaviour(reader)};
        move.coefficient = readFinite(reader, 1)[0];
        move.position = readInside(reader, m_coordinates);
        move.objective = readObjective(reader);
        if (m_objectiveCount > 1)
            move.objectives = readObjectives(reader);
        log.moves.push_back(std::move(move));
    }
    return log;
}

std::vector<PopulationOptimizer::Trial> PopulationOptimizer::readTrials(StateReader& reader, std::size_t count) const {
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < count; ++i) {
        Trial trial{.behaviour = readBehaviour(reader)};
        trial.coefficient = readFinite(reader, 1)[0];
        trial.position = readPosition(reader);
        trials.push_back(std::move(trial));
    }
    return trials;
}

std::vector<double> PopulationOptimizer::readPosition(StateReader& reader) const {
    return readInside(reader, m_box);
}

std::vector<double> PopulationOptimizer::readFinite(StateReader& reader, std::size_t count) const {
    auto values = reader.reals(count);
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        throwBadState("a number is not finite");
    return values;
}

PopulationOptimizer::Members PopulationOptimizer::firstMembers() const {
    Members members;
    for (const auto& trial : m_trials)
        members.positions.push_back(trial.position);
    members.objectives.assign(members.count(), kWorst);
    return members;
}

void PopulationOptimizer::writeMembers(StateWriter& writer, const Members& members) const {
    for (std::size_t i = 0; i < members.count(); ++i) {
        writer.reals(members.positions[i]);
        writer.real(members.objectives[i]);
    }
}

PopulationOptimizer::Members PopulationOptimizer::readMembers(StateReader& reader, std::size_t count) const {
    Members members;
    for (std::size_t i = 0; i < count; ++i) {
        members.positions.push_back(readPosition(reader));
        members.objectives.push_back(readObjective(reader));
    }
    return members;
}

std::vector<std::size_t> PopulationOptimizer::drawOthers(std::size_t count, std::size_t among, std::size_t but) {
    std::vector<std::size_t> drawn;
    const std::size_t others = but < among ? among - 1 : among;
    while (drawn.size() < std::min(count, others)) {
        const std::size_t index = m_rng.below(among);
        if (index != but && std::find(drawn.begin(), drawn.end(), index) == drawn.end())
            drawn.push_back(index);
    }
    return drawn;
}

std::vector<double> PopulationOptimizer::readObjectives(StateReader& reader) const {
    std::vector<double> objectives;
    for (std::size_t i = 0; i < m_objectiveCount; ++i)
        objectives.push_back(readObjective(reader));
    return objectives;
}

double PopulationOptimizer::readObjective(StateReader& reader) const {
    const double objective = reader.real();
    if (!std::isfinite(objective) && objective != kWorst)
        throwBadState("an objective is neither finite nor the worst");
    return objective;
}

} // namespace bubblenet::optim
