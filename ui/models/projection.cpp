// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/projection.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bubblenet::ui {

namespace {

using Vector = std::vector<double>;
using Matrix = std::vector<Vector>;

constexpr int kMostSamples = 400;
constexpr int kPowerIterations = 60;

std::vector<const PodCandidate*> samplesOf(const PodHistory& pod) {
    const int step = std::max(1, pod.candidateCount() / kMostSamples);
    std::vector<const PodCandidate*> samples;
    for (int i = 0; i < pod.candidateCount(); i += step)
        if (const auto* candidate = pod.candidate(i); !candidate->position.empty())
            samples.push_back(candidate);
    return samples;
}

double dot(const Vector& a, const Vector& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

Vector times(const Matrix& matrix, const Vector& vector) {
    Vector result;
    result.reserve(matrix.size());
    for (const auto& row : matrix)
        result.push_back(dot(row, vector));
    return result;
}

void normalise(Vector& vector) {
    const double length = std::sqrt(dot(vector, vector));
    if (length > 0)
        for (auto& value : vector)
            value /= length;
}

/// The leading eigenvector, by power iteration from `start`.
Vector leading(const Matrix& matrix, Vector start) {
    normalise(start);
    for (int i = 0; i < kPowerIterations; ++i) {
        auto next = times(matrix, start);
        normalise(next);
        if (dot(next, next) == 0) // no variance left
            break;
        start = std::move(next);
    }
    return start;
}

} // namespace

void PrincipalAxes::fit(const PodHistory& pod) {
    const auto samples = samplesOf(pod);
    if (samples.size() < 2)
        return;
    const auto dimension = samples.front()->position.size();
    m_mean.assign(dimension, 0);
    const auto valueAt = [](const PodCandidate& c, std::size_t i) {
        return i < c.position.size() ? static_cast<double>(c.position[i]) : 0.0;
    };
    for (const auto* sample : samples)
        for (std::size_t i = 0; i < dimension; ++i)
            m_mean[i] += valueAt(*sample, i) / static_cast<double>(samples.size());
    Matrix covariance(dimension, Vector(dimension, 0));
    double total = 0;
    for (const auto* sample : samples)
        for (std::size_t i = 0; i < dimension; ++i)
            for (std::size_t j = 0; j < dimension; ++j)
                covariance[i][j] += (valueAt(*sample, i) - m_mean[i]) * (valueAt(*sample, j) - m_mean[j]);
    for (std::size_t i = 0; i < dimension; ++i)
        total += covariance[i][i];
    for (int axis = 0; axis < 2; ++axis) {
        Vector start = m_axes[axis];
        if (start.size() != dimension) { // any that is not orthogonal to the answer by design
            start.resize(dimension);
            for (std::size_t i = 0; i < dimension; ++i)
                start[i] = 1 + 0.1 * std::sin(static_cast<double>(i + 1) * (axis + 1));
        }
        auto found = leading(covariance, start);
        if (dot(found, start) < 0)
            for (auto& value : found)
                value = -value;
        const double variance = dot(found, times(covariance, found));
        m_shares[axis] = total > 0 ? 100 * variance / total : 0;
        for (std::size_t i = 0; i < dimension; ++i) // what is left for the second axis
            for (std::size_t j = 0; j < dimension; ++j)
                covariance[i][j] -= variance * found[i] * found[j];
        m_axes[axis] = std::move(found);
    }
}

QPointF PrincipalAxes::project(const std::vector<float>& position) const {
    double coordinates[2] = {0, 0};
    for (int axis = 0; axis < 2; ++axis)
        for (std::size_t i = 0; i < std::min(position.size(), m_axes[axis].size()); ++i)
            coordinates[axis] += (static_cast<double>(position[i]) - m_mean[i]) * m_axes[axis][i];
    return {coordinates[0], coordinates[1]};
}

} // namespace bubblenet::ui
