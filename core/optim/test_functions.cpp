// SPDX-License-Identifier: GPL-3.0-only
#include "core/optim/test_functions.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "core/base/error.h"

namespace bubblenet::optim {

namespace {

constexpr std::size_t kUsualDimension = 30;
constexpr std::size_t kLeastDimension = 2;   // Rosenbrock's couples neighbours
constexpr std::size_t kMostDimension = 1000; // making a rotation takes n³ steps

using Point = std::span<const double>;

double nothing(Point /*position*/) {
    return 0;
}

const std::vector<PublishedFunction>& definitions() {
    static const std::vector<PublishedFunction> all = [] {
        auto functions = publishedFunctions();
        functions.push_back({"noise", nothing, {{0, 1}}, {}, true});
        return functions;
    }();
    return all;
}

bool isFree(const PublishedFunction& definition) {
    return definition.box.size() == 1;
}

const PublishedFunction& definitionOf(const std::string& name) {
    const auto& all = definitions();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    if (found == all.end())
        throw Error("there is no test function '" + name + "'; there are F1 to F23 and noise", ErrorKind::usage);
    return *found;
}

std::size_t dimensionOf(const PublishedFunction& definition, std::size_t wanted) {
    const std::size_t own = isFree(definition) ? kUsualDimension : definition.box.size();
    if (wanted == 0 || wanted == own)
        return own;
    const std::string has = "dimension is " + std::to_string(wanted) + "; " + definition.name + " has ";
    if (!isFree(definition))
        throw Error(has + std::to_string(own) + " alone", ErrorKind::usage);
    if (wanted < kLeastDimension || wanted > kMostDimension)
        throw Error(has + std::to_string(kLeastDimension) + " to " + std::to_string(kMostDimension), ErrorKind::usage);
    return wanted;
}

template<class T> std::vector<T> repeated(const std::vector<T>& values, std::size_t count) {
    return values.size() == 1 ? std::vector<T>(count, values.front()) : values;
}

// Rows that are random and orthonormal: Gaussians, made orthogonal to those before (Gram & Schmidt). Doing it twice
// makes them so to the last digits.
std::vector<double> randomRotation(std::size_t dimension, Rng rng) {
    std::vector<double> rows(dimension * dimension);
    for (auto row = rows.begin(); row != rows.end();) {
        const auto end = row + static_cast<std::ptrdiff_t>(dimension);
        std::generate(row, end, [&] { return rng.normal(); });
        for (int round = 0; round < 2; ++round) {
            for (auto other = rows.begin(); other != row; other += static_cast<std::ptrdiff_t>(dimension)) {
                const double share = std::inner_product(row, end, other, 0.0);
                std::transform(row, end, other, row, [&](double mine, double its) { return mine - share * its; });
            }
            const double length = std::sqrt(std::inner_product(row, end, row, 0.0));
            std::for_each(row, end, [&](double& value) { value /= length; });
        }
        row = end;
    }
    return rows;
}

class VariedFunction : public TestProblem {
public:
    /// The settings have been checked.
    VariedFunction(const PublishedFunction& definition, const TestFunctionSettings& settings, const Rng& rng)
        : m_function(definition.function), m_isNoisy(definition.isNoisy), m_noise(rng.stream("noise")),
          m_isVaried(settings.variation != Variation::none),
          m_coordinates(repeated(definition.box, settings.dimension)),
          m_plainOptimum(repeated(definition.optimum, settings.dimension)), m_optimum(m_plainOptimum),
          m_moved(settings.dimension) {
        const Variation variation = settings.variation;
        if (variation == Variation::shifted || variation == Variation::shiftedAndRotated)
            shift(settings.largestShift, rng.stream("shift"));
        if (variation == Variation::rotated || variation == Variation::shiftedAndRotated)
            m_rotation = randomRotation(dimension(), rng.stream("rotation"));
    }

    std::size_t dimension() const override { return m_coordinates.size(); }
    const std::vector<Coordinate>& coordinates() const override { return m_coordinates; }
    const std::vector<double>& optimum() const override { return m_optimum; }
    double optimumObjective() const override { return m_function(m_plainOptimum); }

    std::vector<double> evaluate(const std::vector<std::vector<double>>& positions) override {
        std::vector<double> objectives;
        objectives.reserve(positions.size());
        for (const auto& position : positions) {
            if (position.size() != dimension())
                throw Error("a position has " + std::to_string(position.size()) +
                            " coordinates; the test function has " + std::to_string(dimension()));
            const double objective = m_function(m_isVaried ? moved(position) : Point(position));
            objectives.push_back(m_isNoisy ? objective + m_noise.uniform() : objective);
        }
        return objectives;
    }

private:
    void shift(double largest, Rng rng) {
        for (std::size_t j = 0; j < m_optimum.size(); ++j) {
            const Coordinate& bounds = m_coordinates[j];
            const double shift = rng.uniform(-largest, largest) * (bounds.high - bounds.low);
            const double there = m_optimum[j] + shift;
            m_optimum[j] = there > bounds.low && there < bounds.high ? there : m_optimum[j] - shift;
        }
    }

    // Where the plain function has what this one has at `position`; valid until the next call.
    Point moved(const std::vector<double>& position) {
        std::copy(m_plainOptimum.begin(), m_plainOptimum.end(), m_moved.begin());
        for (std::size_t j = 0; j < position.size(); ++j) {
            const double distance = position[j] - m_optimum[j];
            if (m_rotation.empty()) {
                m_moved[j] += distance;
                continue;
            }
            const double* row = m_rotation.data() + j * position.size();
            for (std::size_t i = 0; i < position.size(); ++i)
                m_moved[i] += row[i] * distance;
        }
        return m_moved;
    }

    TestFunction m_function;
    bool m_isNoisy;
    Rng m_noise;
    bool m_isVaried;
    std::vector<Coordinate> m_coordinates;
    std::vector<double> m_plainOptimum;
    std::vector<double> m_optimum;
    std::vector<double> m_rotation; // row by row; empty: none
    std::vector<double> m_moved;    // kept, so that no position costs an allocation
};

} // namespace

const std::vector<std::string>& testFunctionNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto& definition : definitions())
            all.push_back(definition.name);
        return all;
    }();
    return names;
}

bool hasAnyDimension(const std::string& name) {
    const auto& all = publishedFunctions();
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& function) { return function.name == name && function.box.size() == 1; });
}

std::unique_ptr<TestProblem> makeTestProblem(const TestFunctionSettings& settings, const Rng& rng) {
    const PublishedFunction& definition = definitionOf(settings.name);
    if (definition.optimum.empty() && settings.variation != Variation::none)
        throw Error(settings.name + " has no optimum that could be shifted or rotated about", ErrorKind::usage);
    if (!(settings.largestShift > 0 && settings.largestShift <= 0.5))
        throw Error("largestShift is " + std::to_string(settings.largestShift) + "; it has to be above 0, up to 0.5",
                    ErrorKind::usage);
    TestFunctionSettings checked = settings;
    checked.dimension = dimensionOf(definition, settings.dimension);
    return std::make_unique<VariedFunction>(definition, checked, rng);
}

TestFunction testFunction(const std::string& name) {
    return definitionOf(name).function;
}

} // namespace bubblenet::optim
