// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/norm.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <torch/csrc/autograd/custom_function.h>

#include "core/nn/channel_padding.h"
#include "core/nn/norm_kernels.h"

namespace bubblenet::nn {

namespace {

// Slices of the rows, summed apart and added up in order: the result does not depend on the number of threads.
constexpr std::int64_t kSlices = 32;
constexpr std::int64_t kSmallestSlice = 256; // rows

struct Rows {
    explicit Rows(const at::Tensor& x)
        : channels(x.size(1)), count(x.numel() / channels),
          slice(std::max(kSmallestSlice, (count + kSlices - 1) / kSlices)), slices((count + slice - 1) / slice) {}
    std::int64_t channels, count;
    std::int64_t slice, slices;

    // Calls work(slice's number, first value, values) on several threads.
    template<class Work> void inParallel(const Work& work) const {
        at::parallel_for(0, slices, 1, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = begin; i < end; ++i)
                work(i, i * slice * channels, std::min(slice, count - i * slice) * channels);
        });
    }

    template<class Add> Sums sums(const Add& add) const {
        const Sums zero{std::vector<double>(static_cast<std::size_t>(channels)),
                        std::vector<double>(static_cast<std::size_t>(channels))};
        std::vector<Sums> parts(static_cast<std::size_t>(slices), zero);
        inParallel([&](std::int64_t i, std::int64_t first, std::int64_t values) {
            add(parts[static_cast<std::size_t>(i)], first, values);
        });
        Sums total = zero;
        for (const auto& part : parts)
            for (std::size_t c = 0; c < total.first.size(); ++c) {
                total.first[c] += part.first[c];
                total.second[c] += part.second[c];
            }
        return total;
    }
};

std::vector<double> valuesOf(const at::Tensor& tensor) {
    const auto* data = tensor.const_data_ptr<float>();
    return {data, data + tensor.numel()};
}

struct Statistics {
    std::vector<double> mean, variance; ///< biased
};

Statistics statisticsOf(const Rows& rows, const float* x) {
    // About the first pixel's values, so that a mean far from 0 does not swallow the variance.
    const std::vector<double> shift(x, x + rows.channels);
    const RepeatedCoefficients repeated(shift);
    const auto sums = rows.sums(
        [&](Sums& part, std::int64_t first, std::int64_t values) { addMoments(part, x + first, values, repeated); });
    const auto count = static_cast<double>(rows.count);
    Statistics result;
    for (std::size_t c = 0; c < shift.size(); ++c) {
        const double difference = sums.first[c] / count;
        result.mean.push_back(shift[c] + difference);
        result.variance.push_back(std::max(0.0, sums.second[c] / count - difference * difference));
    }
    return result;
}

void moveRunning(const BatchNorm& norm, const Statistics& batch, double count) {
    auto* mean = norm.runningMean.data_ptr<float>();
    auto* variance = norm.runningVariance.data_ptr<float>();
    const auto channels = static_cast<std::size_t>(norm.runningMean.numel()); // what is padded has no record
    for (std::size_t c = 0; c < channels; ++c) {
        const auto moved = [&](float before, double here) {
            return static_cast<float>((1 - norm.momentum) * static_cast<double>(before) + norm.momentum * here);
        };
        mean[c] = moved(mean[c], batch.mean[c]);
        variance[c] = moved(variance[c], batch.variance[c] * count / (count - 1));
    }
}

double inverseDeviation(double variance) {
    return 1 / std::sqrt(variance + kNormEpsilon);
}

const float* dataOrNull(const at::Tensor& tensor) {
    return tensor.defined() ? tensor.const_data_ptr<float>() : nullptr;
}

class FusedNorm : public torch::autograd::Function<FusedNorm> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x, const at::Tensor& scale,
                              const at::Tensor& bias, const std::optional<at::Tensor>& shortcut, const BatchNorm& norm,
                              Activation activation) {
        const Rows rows(x);
        const auto* input = x.const_data_ptr<float>();
        const auto batch = statisticsOf(rows, input);
        moveRunning(norm, batch, static_cast<double>(rows.count));
        auto a = valuesOf(scale);
        auto b = valuesOf(bias);
        for (std::size_t c = 0; c < a.size(); ++c) {
            a[c] *= inverseDeviation(batch.variance[c]);
            b[c] -= a[c] * batch.mean[c];
        }
        const Affine affine{RepeatedCoefficients(a), RepeatedCoefficients(b)};
        auto y = at::empty_like(x, at::MemoryFormat::ChannelsLast);
        auto* output = y.data_ptr<float>();
        const auto* added = shortcut ? shortcut->const_data_ptr<float>() : nullptr;
        rows.inParallel([&](std::int64_t, std::int64_t first, std::int64_t values) {
            applyAffine(output + first, input + first, added == nullptr ? nullptr : added + first, values, affine,
                        activation == Activation::relu ? Clamp::atZero : Clamp::none);
        });
        context->save_for_backward({x, scale, activation == Activation::relu ? y : at::Tensor()});
        context->saved_data["mean"] = batch.mean;
        context->saved_data["variance"] = batch.variance;
        context->saved_data["hasShortcut"] = shortcut.has_value();
        return y;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const auto& [x, scale, y] = std::tie(saved[0], saved[1], saved[2]);
        const auto gradient = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
        const Rows rows(x);
        const auto mean = context->saved_data["mean"].toDoubleVector();
        const auto variance = context->saved_data["variance"].toDoubleVector();
        const auto *input = x.const_data_ptr<float>(), *output = dataOrNull(y),
                   *outer = gradient.const_data_ptr<float>();
        const auto outputAt = [&](std::int64_t first) { return output == nullptr ? nullptr : output + first; };

        const RepeatedCoefficients centre(mean);
        const auto sums = rows.sums([&](Sums& part, std::int64_t first, std::int64_t values) {
            addGradientMoments(part, input + first, outputAt(first), outer + first, values, centre);
        });
        // Ioffe & Szegedy 2015, the derivatives before algorithm 1, with Σ (x − mean) = 0.
        auto a = valuesOf(scale);
        std::vector<double> b, c, scaleGradient;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const double inverse = inverseDeviation(variance[i]);
            a[i] *= inverse;
            b.push_back(-a[i] * inverse * inverse * sums.second[i] / static_cast<double>(rows.count));
            c.push_back(-a[i] * sums.first[i] / static_cast<double>(rows.count) - b[i] * mean[i]);
            scaleGradient.push_back(sums.second[i] * inverse);
        }
        const GradientAffine affine{RepeatedCoefficients(a), RepeatedCoefficients(b), RepeatedCoefficients(c)};
        const auto dx = at::empty_like(x, at::MemoryFormat::ChannelsLast);
        at::Tensor shortcutGradient;
        if (context->saved_data["hasShortcut"].toBool())
            shortcutGradient = output == nullptr ? gradient : at::empty_like(dx);
        auto* inner = dx.data_ptr<float>();
        auto* masked = output != nullptr && shortcutGradient.defined() ? shortcutGradient.data_ptr<float>() : nullptr;
        rows.inParallel([&](std::int64_t, std::int64_t first, std::int64_t values) {
            applyGradient(inner + first, masked == nullptr ? nullptr : masked + first, input + first, outputAt(first),
                          outer + first, values, affine);
        });
        return {dx, at::tensor(scaleGradient, at::kFloat), at::tensor(sums.first, at::kFloat), shortcutGradient, {},
                {}};
    }
};

bool isFused(const at::Tensor& x, const at::Tensor& shortcut) {
    const auto fits = [](const at::Tensor& tensor) {
        return isPlainFloat(tensor) && tensor.is_contiguous(at::MemoryFormat::ChannelsLast);
    };
    return fits(x) && (!shortcut.defined() || fits(shortcut));
}

enum class Mode { training, evaluation };

at::Tensor plainNorm(const at::Tensor& x, const BatchNorm& norm, const at::Tensor& shortcut, Activation activation,
                     Mode mode) {
    // In place is safe: a norm keeps its input for the backward pass, a ReLU its result, an addition nothing.
    auto y = at::batch_norm(x, norm.scale, norm.bias, norm.runningMean, norm.runningVariance, mode == Mode::training,
                            norm.momentum, kNormEpsilon, at::globalContext().userEnabledCuDNN());
    if (shortcut.defined())
        y.add_(shortcut);
    return activation == Activation::relu ? y.relu_() : y;
}

} // namespace

at::Tensor trainingNorm(const at::Tensor& x, const BatchNorm& norm, const at::Tensor& shortcut, Activation activation) {
    if (isFused(x, shortcut))
        return FusedNorm::apply(x, norm.scale, norm.bias, shortcut.defined() ? std::optional(shortcut) : std::nullopt,
                                norm, activation);
    return plainNorm(x, norm, shortcut, activation, Mode::training);
}

at::Tensor evaluationNorm(const at::Tensor& x, const BatchNorm& norm, const at::Tensor& shortcut,
                          Activation activation) {
    return plainNorm(x, norm, shortcut, activation, Mode::evaluation);
}

} // namespace bubblenet::nn
