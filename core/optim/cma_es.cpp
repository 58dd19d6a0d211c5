// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/cma_es.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <Eigen/Dense>

namespace bubblenet::optim {

using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr double kFirstSigma = 1.0 / 6; // of the box's width
constexpr double kGreatestSigma = 1e6;  // where nothing guides it, the folded samples are uniform long before
constexpr double kLeastVariance = 1e-40;
constexpr double kLeastLengthSquared = 1e-20; // of a step, so that none at all gets a finite weight
constexpr std::int64_t kLeastLambda = 4;

std::int64_t lambdaFor(const OptimizerSettings& settings, std::size_t dimension) {
    const auto usual = 4 + static_cast<std::int64_t>(3 * std::log(static_cast<double>(dimension)));
    return constantPopulation(settings, usual).first;
}

// An update waits for as many whole populations as make at least four samples.
std::int64_t wholePopulations(std::int64_t population) {
    return (kLeastLambda + population - 1) / population * population;
}

std::vector<double> listOf(const VectorXd& vector) {
    return {vector.data(), vector.data() + vector.size()};
}

VectorXd vectorOf(const std::vector<double>& list) {
    return VectorXd::Map(list.data(), static_cast<Eigen::Index>(list.size()));
}

} // namespace

// Hansen 2016, table 1 and eqs. 49 to 58.
struct CmaEs::Constants {
    Constants(double n, std::int64_t lambda) : weights(static_cast<std::size_t>(lambda)) {
        const auto count = static_cast<double>(lambda);
        double sum = 0, squares = 0, negativeSum = 0, negativeSquares = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            weights[i] = std::log((count + 1) / 2) - std::log(static_cast<double>(i) + 1);
            (weights[i] > 0 ? sum : negativeSum) += weights[i];
            (weights[i] > 0 ? squares : negativeSquares) += weights[i] * weights[i];
        }
        muEff = sum * sum / squares;
        const double negativeMuEff = negativeSquares > 0 ? negativeSum * negativeSum / negativeSquares : 0;
        cSigma = (muEff + 2) / (n + muEff + 5);
        dSigma = 1 + 2 * std::max(0.0, std::sqrt((muEff - 1) / (n + 1)) - 1) + cSigma;
        cC = (4 + muEff / n) / (n + 4 + 2 * muEff / n);
        c1 = 2 / ((n + 1.3) * (n + 1.3) + muEff);
        cMu = std::min(1 - c1, 2 * (muEff - 2 + 1 / muEff) / ((n + 2) * (n + 2) + muEff));
        const double negative =
            std::min({1 + c1 / cMu, 1 + 2 * negativeMuEff / (muEff + 2), (1 - c1 - cMu) / (n * cMu)});
        for (auto& weight : weights)
            weight *= weight > 0 ? 1 / sum : negative / -negativeSum;
        weightSum = std::accumulate(weights.begin(), weights.end(), 0.0);
        expectedLength = std::sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n * n));
        updatesPerDecomposition = std::max(1, static_cast<int>(1 / (10 * n * (c1 + cMu))));
    }
    std::vector<double> weights; ///< of the best first; their number is λ
    double muEff, cSigma, dSigma, cC, c1, cMu;
    double weightSum;      ///< of all, the negative ones included
    double expectedLength; ///< of a standard normal vector
    int updatesPerDecomposition;
};

struct CmaEs::State {
    VectorXd mean; ///< in the unit cube, or beyond it, where it is folded
    double sigma = kFirstSigma;
    VectorXd sigmaPath, covariancePath;
    MatrixXd C;
    MatrixXd decomposed; ///< the C that B and D belong to
    MatrixXd B;
    VectorXd D;             ///< standard deviations along B's columns
    bool hasStarted = true; ///< false: the mean will be the best of the first generation, initial guesses among it
    std::int64_t updates = 0;
    int updatesSinceDecomposition = 0;
    std::vector<std::vector<double>> pending; ///< steps (x − mean) / sigma that are about to be judged
    Members judged;                           ///< steps that wait for λ of them

    void decompose() {
        decomposed = C;
        const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(C);
        B = solver.eigenvectors();
        D = solver.eigenvalues().cwiseMax(kLeastVariance).cwiseSqrt();
        updatesSinceDecomposition = 0;
    }
    /// C^(−1/2) · step
    VectorXd whitened(const VectorXd& step) const { return B * (B.transpose() * step).cwiseQuotient(D); }
};

CmaEs::CmaEs(const OptimizerSettings& settings, std::vector<Coordinate> coordinates, Rng rng)
    : PopulationOptimizer(settings, coordinates, std::move(rng),
                          {lambdaFor(settings, coordinates.size()), lambdaFor(settings, coordinates.size())}, "start"),
      m_constants(std::make_unique<Constants>(static_cast<double>(coordinates.size()),
                                              wholePopulations(lambdaFor(settings, coordinates.size())))),
      m_state(firstState()) {
    const auto guesses = firstMembers().positions;
    const std::size_t given = std::min(settings.initialGuesses.size(), guesses.size());
    const auto unit = [&](std::size_t i) {
        VectorXd place(static_cast<Eigen::Index>(dimension()));
        for (std::size_t j = 0; j < dimension(); ++j) {
            const double width = box()[j].high - box()[j].low;
            place[static_cast<Eigen::Index>(j)] = width > 0 ? (guesses[i][j] - box()[j].low) / width : 0;
        }
        return place;
    };
    if (guesses.empty())
        return;
    m_state->mean = unit(0);
    m_state->hasStarted = given == 0;
    auto first = propose(guesses.size());
    for (std::size_t i = 0; i < given; ++i) {
        m_state->pending[i] = listOf((unit(i) - m_state->mean) / m_state->sigma);
        first[i] = {.behaviour = "start", .coefficient = 0, .position = guesses[i]};
    }
    replaceTrials(std::move(first));
}

CmaEs::~CmaEs() = default;

std::unique_ptr<CmaEs::State> CmaEs::firstState() {
    auto state = std::make_unique<State>();
    const auto n = static_cast<Eigen::Index>(dimension());
    state->mean = VectorXd::Zero(n);
    state->sigmaPath = VectorXd::Zero(n);
    state->covariancePath = VectorXd::Zero(n);
    state->C = MatrixXd::Identity(n, n);
    state->decompose();
    return state;
}

std::vector<double> CmaEs::placeOf(const std::vector<double>& step) const {
    std::vector<double> place(dimension());
    for (std::size_t j = 0; j < place.size(); ++j) {
        const double unfolded = m_state->mean[static_cast<Eigen::Index>(j)] + m_state->sigma * step[j];
        const double turn = std::fmod(std::abs(unfolded), 2.0);
        const double unit = turn <= 1 ? turn : turn <= 2 ? 2 - turn : 0; // 0 for what is no number
        place[j] = std::clamp(box()[j].low + unit * (box()[j].high - box()[j].low), box()[j].low, box()[j].high);
    }
    return place;
}

std::vector<PopulationOptimizer::Trial> CmaEs::propose(std::size_t count) {
    std::vector<Trial> trials;
    m_state->pending.clear();
    VectorXd z(static_cast<Eigen::Index>(dimension()));
    for (std::size_t i = 0; i < count; ++i) {
        for (auto& value : z)
            value = rng().normal();
        m_state->pending.push_back(listOf(m_state->B * m_state->D.cwiseProduct(z))); // eqs. 38 and 39
        trials.push_back(
            {.behaviour = "sample", .coefficient = m_state->sigma, .position = placeOf(m_state->pending.back())});
    }
    return trials;
}

void CmaEs::learn(const std::vector<Trial>&, const std::vector<double>& objectives) {
    for (std::size_t i = 0; i < std::min(objectives.size(), m_state->pending.size()); ++i) {
        m_state->judged.positions.push_back(m_state->pending[i]);
        m_state->judged.objectives.push_back(objectives[i]);
    }
    if (m_state->judged.count() < m_constants->weights.size())
        return;
    const auto& all = m_state->judged.objectives;
    if (std::any_of(all.begin(), all.end(), [](double objective) { return std::isfinite(objective); })) {
        if (m_state->hasStarted)
            updateDistribution();
        else
            startFromBest();
    }
    m_state->judged = {};
}

void CmaEs::startFromBest() {
    const auto& judged = m_state->judged;
    const auto best = std::min_element(judged.objectives.begin(), judged.objectives.end()) - judged.objectives.begin();
    m_state->mean += m_state->sigma * vectorOf(judged.positions[static_cast<std::size_t>(best)]);
    m_state->hasStarted = true;
}

// Hansen 2016, eqs. 41 to 47.
void CmaEs::updateDistribution() {
    auto& state = *m_state;
    const auto& constants = *m_constants;
    const double n = static_cast<double>(dimension());
    const std::size_t lambda = constants.weights.size();
    std::vector<std::size_t> order(state.judged.count());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
        return state.judged.objectives[x] < state.judged.objectives[y];
    });

    VectorXd mover = VectorXd::Zero(state.mean.size());
    for (std::size_t i = 0; i < lambda; ++i)
        if (constants.weights[i] > 0)
            mover += constants.weights[i] * vectorOf(state.judged.positions[order[i]]);
    state.mean += state.sigma * mover;

    ++state.updates;
    state.sigmaPath = (1 - constants.cSigma) * state.sigmaPath +
                      std::sqrt(constants.cSigma * (2 - constants.cSigma) * constants.muEff) * state.whitened(mover);
    const double length = state.sigmaPath.norm();
    const double unbiased = std::sqrt(1 - std::pow(1 - constants.cSigma, 2 * static_cast<double>(state.updates)));
    const bool isSteady = length / unbiased < (1.4 + 2 / (n + 1)) * constants.expectedLength; // h_σ
    state.covariancePath *= 1 - constants.cC;
    if (isSteady)
        state.covariancePath += std::sqrt(constants.cC * (2 - constants.cC) * constants.muEff) * mover;
    const double lost = isSteady ? 0 : constants.c1 * constants.cC * (2 - constants.cC);
    state.C *= 1 + lost - constants.c1 - constants.cMu * constants.weightSum;
    state.C.selfadjointView<Eigen::Lower>().rankUpdate(state.covariancePath, constants.c1);
    for (std::size_t i = 0; i < lambda; ++i) {
        const VectorXd step = vectorOf(state.judged.positions[order[i]]);
        double weight = constants.weights[i];
        if (weight < 0)
            weight *= n / std::max(state.whitened(step).squaredNorm(), kLeastLengthSquared);
        state.C.selfadjointView<Eigen::Lower>().rankUpdate(step, constants.cMu * weight);
    }
    state.C.triangularView<Eigen::StrictlyUpper>() = state.C.transpose();
    state.sigma *=
        std::exp(std::min(1.0, constants.cSigma / constants.dSigma * (length / constants.expectedLength - 1)));
    state.sigma = std::min(state.sigma, kGreatestSigma);
    if (++state.updatesSinceDecomposition >= constants.updatesPerDecomposition)
        state.decompose();
}

void CmaEs::write(StateWriter& writer) const {
    const auto& state = *m_state;
    writer.real(state.sigma);
    writer.integer(state.hasStarted ? 1 : 0);
    writer.integer(state.updates);
    writer.integer(state.updatesSinceDecomposition);
    for (const auto* vector : {&state.mean, &state.sigmaPath, &state.covariancePath})
        writer.reals(listOf(*vector));
    for (const auto* matrix : {&state.C, &state.decomposed})
        for (Eigen::Index row = 0; row < matrix->rows(); ++row)
            writer.reals(listOf(matrix->row(row).head(row + 1).transpose()));
    writer.integer(static_cast<std::int64_t>(state.pending.size()));
    for (const auto& step : state.pending)
        writer.reals(step);
    writer.integer(static_cast<std::int64_t>(state.judged.count()));
    for (std::size_t i = 0; i < state.judged.count(); ++i) {
        writer.reals(state.judged.positions[i]);
        writer.real(state.judged.objectives[i]);
    }
}

void CmaEs::read(StateReader& reader, std::size_t population) {
    m_readState = firstState();
    auto& state = *m_readState;
    state.sigma = readFinite(reader, 1)[0];
    if (!(state.sigma >= 0 && state.sigma <= kGreatestSigma))
        throwBadState("its step size is " + std::to_string(state.sigma));
    state.hasStarted = reader.integer(0, 1) == 1;
    state.updates = reader.integer(0, std::numeric_limits<int>::max());
    const auto sinceDecomposition = reader.integer(0, m_constants->updatesPerDecomposition);
    for (auto* vector : {&state.mean, &state.sigmaPath, &state.covariancePath})
        *vector = vectorOf(readFinite(reader, dimension()));
    for (auto* matrix : {&state.C, &state.decomposed})
        for (std::size_t row = 0; row < dimension(); ++row) {
            const auto values = vectorOf(readFinite(reader, row + 1));
            const auto index = static_cast<Eigen::Index>(row);
            matrix->row(index).head(index + 1) = values.transpose();
            matrix->col(index).head(index + 1) = values;
        }
    // B and D are found again from the same matrix, by the same arithmetic.
    MatrixXd newest = std::move(state.C);
    state.C = state.decomposed;
    state.decompose();
    state.C = std::move(newest);
    state.updatesSinceDecomposition = static_cast<int>(sinceDecomposition);
    const auto pending = reader.integer(0, static_cast<std::int64_t>(population));
    for (std::int64_t i = 0; i < pending; ++i)
        state.pending.push_back(readFinite(reader, dimension()));
    const auto judged = reader.integer(0, static_cast<std::int64_t>(m_constants->weights.size()) - 1);
    for (std::int64_t i = 0; i < judged; ++i) {
        state.judged.positions.push_back(readFinite(reader, dimension()));
        state.judged.objectives.push_back(readObjective(reader));
    }
}

void CmaEs::commitRead() {
    m_state = std::move(m_readState);
}

} // namespace bubblenet::optim
