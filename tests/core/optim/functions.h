// SPDX-License-Identifier: GPL-3.0-only
// What the optimisers are tested on: functions of the published table, and a Problem made of any function.
#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <utility>
#include <vector>

#include "core/optim/optimizer.h"

namespace functions {

using Position = std::vector<double>;
using Function = std::function<double(const Position&)>;

class FunctionProblem : public bubblenet::optim::Problem {
public:
    FunctionProblem(std::size_t dimension, double low, double high, Function function)
        : m_coordinates(dimension, {low, high}), m_function(std::move(function)) {}
    std::size_t dimension() const override { return m_coordinates.size(); }
    const std::vector<bubblenet::optim::Coordinate>& coordinates() const override { return m_coordinates; }
    std::vector<double> evaluate(const std::vector<Position>& positions) override {
        std::vector<double> objectives;
        for (const auto& position : positions)
            objectives.push_back(m_function(position));
        return objectives;
    }

private:
    std::vector<bubblenet::optim::Coordinate> m_coordinates;
    Function m_function;
};

// The names are those of Mirjalili & Lewis 2016, tables 1 to 3.

inline double sphereF1(const Position& x) {
    double sum = 0;
    for (const double value : x)
        sum += value * value;
    return sum;
}

inline double rosenbrockF5(const Position& x) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < x.size(); ++i)
        sum += 100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (x[i] - 1) * (x[i] - 1);
    return sum;
}

inline double schwefelF8(const Position& x) {
    double sum = 0;
    for (const double value : x)
        sum -= value * std::sin(std::sqrt(std::abs(value)));
    return sum;
}

inline double rastriginF9(const Position& x) {
    double sum = 0;
    for (const double value : x)
        sum += value * value - 10 * std::cos(2 * std::numbers::pi * value) + 10;
    return sum;
}

inline double ackleyF10(const Position& x) {
    double squares = 0;
    double cosines = 0;
    for (const double value : x) {
        squares += value * value;
        cosines += std::cos(2 * std::numbers::pi * value);
    }
    const auto count = static_cast<double>(x.size());
    return -20 * std::exp(-0.2 * std::sqrt(squares / count)) - std::exp(cosines / count) + 20 + std::numbers::e;
}

} // namespace functions
