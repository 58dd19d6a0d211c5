// SPDX-License-Identifier: GPL-3.0-only
// A Problem made of any function, for what core/optim/test_functions.h has no problem of.
#pragma once

#include <cstddef>
#include <functional>
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

} // namespace functions
