// SPDX-License-Identifier: GPL-3.0-only
// Functions with a known optimum, to judge optimisers on: F1 to F23 of Mirjalili & Lewis 2016, as Yao, Liu & Lin 1999
// defined them; each can be shifted and rotated, so that no method gains from knowing where zero is or from searching
// along the axes. A problem is one thread's; comparing methods fairly (budgets, seeds, statistics) is left to others.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/optim/problem.h"
#include "core/optim/published_functions.h"

namespace bubblenet::optim {

enum class Variation {
    none,
    shifted,          ///< the optimum is elsewhere in the box
    rotated,          ///< about the optimum
    shiftedAndRotated ///< about the shifted optimum
};

struct TestFunctionSettings {
    std::string name = "F1";   ///< see testFunctionNames()
    std::size_t dimension = 0; ///< 0: the function's own. F1 to F13 and noise can have others, F14 to F23 cannot
    Variation variation = Variation::none;
    /// Of each coordinate, as a share of the box's width, either way; above 0, up to 0.5. On small budgets 0.1 still
    /// rewards staying near the centre; 0.4 is what the CEC competitions take.
    double largestShift = 0.1;
};

class TestProblem : public Problem {
public:
    /// A position of the least objective; empty for noise, which has none.
    virtual const std::vector<double>& optimum() const = 0;
    /// The objective there, without F7's noise; 0 for noise.
    virtual double optimumObjective() const = 0;
};

/// F1 … F23, then noise: uniform in [0, 1) everywhere in the box [0, 1]ⁿ.
const std::vector<std::string>& testFunctionNames();

/// The seed of `rng` alone decides the shift, the rotation and the noise; evaluate() throws Error for a position of
/// another dimension. Throws Error(usage) for a setting that cannot be, among them a variation of noise.
std::unique_ptr<TestProblem> makeTestProblem(const TestFunctionSettings& settings, const Rng& rng);

/// Whether a published function is defined for any number of coordinates (F1 to F13); false for other names.
bool hasAnyDimension(const std::string& name);

/// The formula alone, without noise and variation. Throws Error(usage) for a name that is none.
TestFunction testFunction(const std::string& name);

} // namespace bubblenet::optim
