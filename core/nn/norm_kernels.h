// SPDX-License-Identifier: GPL-3.0-only
// The loops of the training norm over rows of channels (N·H·W × C, as channels_last lies in memory). Names no torch
// type. Any thread.
#pragma once

#include <cstdint>
#include <vector>

#include "core/nn/clamp.h"

namespace bubblenet::nn {

/// A coefficient of each channel, repeated until the number of values is a multiple of a vector's, so that one loop
/// serves any number of channels.
class RepeatedCoefficients {
public:
    explicit RepeatedCoefficients(const std::vector<double>& values);
    const float* data() const { return m_values.data(); }
    std::int64_t size() const { return static_cast<std::int64_t>(m_values.size()); }

private:
    std::vector<float> m_values;
};

/// Σ (x − shift) and Σ (x − shift)² of each channel, over rows × channels values.
struct Sums {
    std::vector<double> first, second;
};
void addMoments(Sums& sums, const float* x, std::int64_t count, const RepeatedCoefficients& shift);

/// Σ g and Σ g · (x − mean) of each channel, where g is `gradient`, or 0 where `output` (null: never) is not above 0.
void addGradientMoments(Sums& sums, const float* x, const float* output, const float* gradient, std::int64_t count,
                        const RepeatedCoefficients& mean);

/// y = a·x + b + shortcut (null: 0), cut off below 0 where `clamps`.
struct Affine {
    RepeatedCoefficients a, b;
};
void applyAffine(float* y, const float* x, const float* shortcut, std::int64_t count, const Affine& affine,
                 Clamp clamp);

/// dx = a·g + b·x + c with g as above; g itself into `shortcutGradient` (null: not wanted; without `output` g is
/// `gradient`, and nothing is written).
struct GradientAffine {
    RepeatedCoefficients a, b, c;
};
void applyGradient(float* dx, float* shortcutGradient, const float* x, const float* output, const float* gradient,
                   std::int64_t count, const GradientAffine& affine);

} // namespace bubblenet::nn
