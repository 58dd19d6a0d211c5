// SPDX-License-Identifier: GPL-3.0-only
// The formulas, boxes and optima of F1 to F23 (Mirjalili & Lewis 2016, tables 1 to 3; Yao, Liu & Lin 1999). Values
// only, any thread. Problems are made of them by test_functions.h.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/optim/problem.h"

namespace bubblenet::optim {

/// For positions of a dimension that the function has, inside its box or not.
using TestFunction = double (*)(std::span<const double> position);

struct PublishedFunction {
    std::string name;
    TestFunction function;       ///< without noise
    std::vector<Coordinate> box; ///< one entry where the dimension is free: that of every coordinate
    std::vector<double> optimum; ///< likewise; one of them where there are several
    bool isNoisy = false;        ///< a uniform number in [0, 1) belongs to it
};

const std::vector<PublishedFunction>& publishedFunctions();

} // namespace bubblenet::optim
