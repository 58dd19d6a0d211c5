// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/norm_kernels.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace bubblenet::nn {

namespace {

// Each loop is compiled for several processors, and the best one there is chosen when the program starts. Sanitizers
// run before that choice can be made.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__x86_64__)
#define BUBBLENET_FOR_EACH_PROCESSOR
#else
#define BUBBLENET_FOR_EACH_PROCESSOR __attribute__((target_clones("default", "arch=haswell", "arch=skylake-avx512")))
#endif

constexpr std::int64_t kVector = 16;    // floats of the widest vector
constexpr std::int64_t kShortest = 256; // below this a loop's start and end cost more than its middle

// Lanes are summed in fp32 and emptied into fp64 after this many additions.
constexpr std::int64_t kAdditions = 128;

struct Lanes {
    explicit Lanes(std::int64_t size) : first(static_cast<std::size_t>(size)), second(first.size()) {}
    void emptyInto(Sums& sums) {
        const auto channels = sums.first.size();
        for (std::size_t j = 0; j < first.size(); ++j) {
            sums.first[j % channels] += static_cast<double>(first[j]);
            sums.second[j % channels] += static_cast<double>(second[j]);
        }
        std::fill(first.begin(), first.end(), 0.0F);
        std::fill(second.begin(), second.end(), 0.0F);
    }
    std::vector<float> first, second;
};

// Both are loaded whatever the answer: a load that depends on it would keep the loop from being vectorised.
[[gnu::always_inline]] inline float passed(float gradient, float output) {
    return output > 0 ? gradient : 0.0F;
}

BUBBLENET_FOR_EACH_PROCESSOR
void momentsOf(float* __restrict first, float* __restrict second, const float* __restrict x, std::int64_t count,
               const float* __restrict shift, std::int64_t size) {
    for (std::int64_t offset = 0; offset < count; offset += size) {
        const auto length = std::min(size, count - offset);
        for (std::int64_t j = 0; j < length; ++j) {
            const float difference = x[offset + j] - shift[j];
            first[j] += difference;
            second[j] += difference * difference;
        }
    }
}

BUBBLENET_FOR_EACH_PROCESSOR
void gradientMomentsOf(float* __restrict first, float* __restrict second, const float* __restrict x,
                       const float* __restrict gradient, std::int64_t count, const float* __restrict mean,
                       std::int64_t size) {
    for (std::int64_t offset = 0; offset < count; offset += size) {
        const auto length = std::min(size, count - offset);
        for (std::int64_t j = 0; j < length; ++j) {
            const float g = gradient[offset + j];
            first[j] += g;
            second[j] += g * (x[offset + j] - mean[j]);
        }
    }
}

BUBBLENET_FOR_EACH_PROCESSOR
void reluGradientMomentsOf(float* __restrict first, float* __restrict second, const float* __restrict x,
                           const float* __restrict output, const float* __restrict gradient, std::int64_t count,
                           const float* __restrict mean, std::int64_t size) {
    for (std::int64_t offset = 0; offset < count; offset += size) {
        const auto length = std::min(size, count - offset);
        for (std::int64_t j = 0; j < length; ++j) {
            const float g = passed(gradient[offset + j], output[offset + j]);
            first[j] += g;
            second[j] += g * (x[offset + j] - mean[j]);
        }
    }
}

BUBBLENET_FOR_EACH_PROCESSOR
void affineOf(float* __restrict y, const float* __restrict x, std::int64_t count, const float* __restrict a,
              const float* __restrict b, std::int64_t size, float least) {
    for (std::int64_t offset = 0; offset < count; offset += size) {
        const auto length = std::min(size, count - offset);
        for (std::int64_t j = 0; j < length; ++j) {
            const float value = a[j] * x[offset + j] + b[j];
            y[offset + j] = value < least ? least : value; // keeps NaN, as LibTorch's ReLU does
        }
    }
}

BUBBLENET_FOR_EACH_PROCESSOR
void affineSumOf(float* __restrict y, const float* __restrict x, const float* __restrict shortcut, std::int64_t count,
                 const float* __restrict a, const float* __restrict b, std::int64_t size, float least) {
    for (std::int64_t offset = 0; offset < count; offset += size) {
        const auto length = std::min(size, count - offset);
        for (std::int64_t j = 0; j < length; ++j) {
            const float value = a[j] * x[offset + j] + b[j] + shortcut[offset + j];
            y[offset + j] = value < least ? least : value;
        }
    }
}

BUBBLENET_FOR_EACH_PROCESSOR
void gradientOf(float* __restrict dx, const float* __restrict x, const float* __restrict gradient, std::int64_t count,
                const float* __restrict a, const float* __restrict b, const float* __restrict c, std::int64_t size) {
    for (std::int64_t offset = 0; offset < count; offset += size) {
        const auto length = std::min(size, count - offset);
        for (std::int64_t j = 0; j < length; ++j)
            dx[offset + j] = a[j] * gradient[offset + j] + b[j] * x[offset + j] + c[j];
    }
}

BUBBLENET_FOR_EACH_PROCESSOR
void reluGradientOf(float* __restrict dx, const float* __restrict x, const float* __restrict output,
                    const float* __restrict gradient, std::int64_t count, const float* __restrict a,
                    const float* __restrict b, const float* __restrict c, std::int64_t size) {
    for (std::int64_t offset = 0; offset < count; offset += size) {
        const auto length = std::min(size, count - offset);
        for (std::int64_t j = 0; j < length; ++j) {
            const float g = passed(gradient[offset + j], output[offset + j]);
            dx[offset + j] = a[j] * g + b[j] * x[offset + j] + c[j];
        }
    }
}

BUBBLENET_FOR_EACH_PROCESSOR
void reluGradientAndSumOf(float* __restrict dx, float* __restrict masked, const float* __restrict x,
                          const float* __restrict output, const float* __restrict gradient, std::int64_t count,
                          const float* __restrict a, const float* __restrict b, const float* __restrict c,
                          std::int64_t size) {
    for (std::int64_t offset = 0; offset < count; offset += size) {
        const auto length = std::min(size, count - offset);
        for (std::int64_t j = 0; j < length; ++j) {
            const float g = passed(gradient[offset + j], output[offset + j]);
            masked[offset + j] = g;
            dx[offset + j] = a[j] * g + b[j] * x[offset + j] + c[j];
        }
    }
}

} // namespace

RepeatedCoefficients::RepeatedCoefficients(const std::vector<double>& values) {
    const auto channels = static_cast<std::int64_t>(values.size());
    std::int64_t times = kVector / std::gcd(channels, kVector);
    while (times * channels < kShortest)
        times *= 2;
    for (std::int64_t i = 0; i < times; ++i)
        for (const double value : values)
            m_values.push_back(static_cast<float>(value));
}

void addMoments(Sums& sums, const float* x, std::int64_t count, const RepeatedCoefficients& shift) {
    const auto size = shift.size();
    Lanes lanes(size);
    for (std::int64_t done = 0; done < count; done += kAdditions * size) {
        const auto part = std::min(kAdditions * size, count - done);
        momentsOf(lanes.first.data(), lanes.second.data(), x + done, part, shift.data(), size);
        lanes.emptyInto(sums);
    }
}

void addGradientMoments(Sums& sums, const float* x, const float* output, const float* gradient, std::int64_t count,
                        const RepeatedCoefficients& mean) {
    const auto size = mean.size();
    Lanes lanes(size);
    for (std::int64_t done = 0; done < count; done += kAdditions * size) {
        const auto part = std::min(kAdditions * size, count - done);
        if (output != nullptr)
            reluGradientMomentsOf(lanes.first.data(), lanes.second.data(), x + done, output + done, gradient + done,
                                  part, mean.data(), size);
        else
            gradientMomentsOf(lanes.first.data(), lanes.second.data(), x + done, gradient + done, part, mean.data(),
                              size);
        lanes.emptyInto(sums);
    }
}

void applyAffine(float* y, const float* x, const float* shortcut, std::int64_t count, const Affine& affine,
                 Clamp clamp) {
    const float least = clamp == Clamp::atZero ? 0.0F : -std::numeric_limits<float>::infinity();
    const auto size = affine.a.size();
    if (shortcut != nullptr)
        affineSumOf(y, x, shortcut, count, affine.a.data(), affine.b.data(), size, least);
    else
        affineOf(y, x, count, affine.a.data(), affine.b.data(), size, least);
}

void applyGradient(float* dx, float* shortcutGradient, const float* x, const float* output, const float* gradient,
                   std::int64_t count, const GradientAffine& affine) {
    const auto *a = affine.a.data(), *b = affine.b.data(), *c = affine.c.data();
    const auto size = affine.a.size();
    if (output == nullptr)
        gradientOf(dx, x, gradient, count, a, b, c, size);
    else if (shortcutGradient == nullptr)
        reluGradientOf(dx, x, output, gradient, count, a, b, c, size);
    else
        reluGradientAndSumOf(dx, shortcutGradient, x, output, gradient, count, a, b, c, size);
}

} // namespace bubblenet::nn
