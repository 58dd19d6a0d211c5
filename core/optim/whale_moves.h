// SPDX-License-Identifier: GPL-3.0-only
// What the whales of one and of several objectives share: the annealing of a, the branches, and the moves of our
// modes, in which every term is a difference of positions, so that the search commutes with moving the origin and with
// mirroring the box. Pure functions of values and an Rng.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/rng.h"
#include "core/optim/coordinate.h"

namespace bubblenet::optim {

/// How a falls from 2 to 0.
enum class Anneal { linear, cos, power };
const std::vector<std::string>& annealNames();
Anneal annealFrom(const std::string& name); ///< one of annealNames()
double annealedCoefficient(Anneal anneal, double power, double progress);
/// Both as one word that a saved state is known by.
std::string annealWord(Anneal anneal, double power);

struct WhaleMove {
    const char* behaviour;        ///< encircle | spiral | explore
    double coefficient;           ///< A₀; 0 of a spiral
    std::vector<double> position; ///< may lie outside the box
};

/// The branch of Mirjalili & Lewis 2016, eq. 2.6, with eq. 2.8's split of its first half.
const char* branchOf(double p, double A);
/// Eq. 2.5 without the distance.
double spiralFactor(double l);

/// `companion` draws another whale's position.
WhaleMove robustMove(Rng& rng, double a, const std::vector<double>& position, const std::vector<double>& leader,
                     const std::function<std::vector<double>()>& companion);

/// Ours too, for few evaluations and good first guesses: the whale takes the leader's place, or exploring keeps its
/// own, and only some coordinates move, of each a share of a/10 and one at least. Distances have a floor that shrinks
/// with a alone, so that a pod that has met at one place goes on moving.
WhaleMove partialMove(Rng& rng, double a, const std::vector<double>& position, const std::vector<double>& leader,
                      const std::vector<Coordinate>& box, const std::function<std::vector<double>()>& companion);

} // namespace bubblenet::optim
