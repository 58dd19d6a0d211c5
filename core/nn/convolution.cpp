// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/convolution.h"

#include <array>
#include <memory>

#include <torch/csrc/autograd/custom_function.h>

#include "core/nn/channel_padding.h"

namespace bubblenet::nn {

namespace {

constexpr std::int64_t kKernel = 3;
constexpr std::int64_t kLeastSide = 4; // one tile; of smaller images most of it would be wasted
// Larger filters (in × out) no longer lie in a cache while a block passes over them.
constexpr std::int64_t kLargestFilters = std::int64_t{128} * 128;

static_assert(kChannelMultiple % winograd::kVector == 0, "padded channels are whole vectors");

// `taps`: 3 × 3 × in × out.
at::Tensor transformed(const at::Tensor& taps) {
    const auto values = taps.contiguous();
    auto filters = at::empty({winograd::kPoints, taps.size(2), taps.size(3)}, at::kFloat);
    winograd::transformFilters(filters.data_ptr<float>(), values.const_data_ptr<float>(), taps.size(2) * taps.size(3));
    return filters;
}

class WinogradFunction : public torch::autograd::Function<WinogradFunction> {
public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x, const at::Tensor& weight,
                              const at::Tensor& filters) {
        context->save_for_backward({x, weight});
        return convolveWinograd(x, filters, {}, {}, Clamp::none);
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients) {
        const auto saved = context->get_saved_variables();
        const auto& x = saved[0];
        const auto& weight = saved[1];
        const auto outer = gradients[0].contiguous(at::MemoryFormat::ChannelsLast);
        at::Tensor dx, dWeight;
        // The gradient of the input is a convolution too, with the filters turned round and inputs for outputs.
        if (context->needs_input_grad(0))
            dx = convolveWinograd(outer, transformed(weight.detach().flip({2, 3}).permute({2, 3, 0, 1})), {}, {},
                                  Clamp::none);
        if (context->needs_input_grad(1)) {
            constexpr std::array<std::int64_t, 2> ones{1, 1}, zeros{0, 0};
            dWeight = std::get<1>(at::convolution_backward(outer, x, weight, {}, ones, ones, ones, false, zeros, 1,
                                                           {false, true, false}));
        }
        return {dx, dWeight, {}};
    }
};

} // namespace

at::Tensor winogradFilters(const at::Tensor& weight, std::int64_t stride, std::int64_t padding) {
    const auto outputs = weight.size(0), inputs = weight.size(1);
    const bool suits = winograd::isSupported() && isPlainFloat(weight) && weight.size(2) == kKernel &&
                       weight.size(3) == kKernel && stride == 1 && padding == 1 && outputs % winograd::kVector == 0 &&
                       inputs % winograd::kVector == 0 && outputs * inputs <= kLargestFilters;
    return suits ? transformed(weight.detach().permute({2, 3, 1, 0})) : at::Tensor();
}

bool suitsWinograd(const at::Tensor& x) {
    return isPlainFloat(x) && x.size(2) >= kLeastSide && x.size(3) >= kLeastSide &&
           x.is_contiguous(at::MemoryFormat::ChannelsLast);
}

at::Tensor convolveWinograd(const at::Tensor& x, const at::Tensor& filters, const at::Tensor& bias, at::Tensor output,
                            Clamp clamp) {
    const winograd::Shape shape{x.size(0), x.size(2), x.size(3), filters.size(1), filters.size(2)};
    winograd::Epilogue epilogue{.bias = bias.defined() ? bias.const_data_ptr<float>() : nullptr, .clamp = clamp};
    if (output.defined())
        epilogue.addition = winograd::Addition::output;
    else
        output = at::empty({shape.images, shape.outputs, shape.height, shape.width}, at::kFloat,
                           at::MemoryFormat::ChannelsLast);
    TORCH_CHECK(x.size(1) == shape.inputs && output.numel() == x.numel() / shape.inputs * shape.outputs &&
                    output.is_contiguous(at::MemoryFormat::ChannelsLast),
                "a convolution of ", shape.inputs, " to ", shape.outputs, " channels was given ", x.sizes(), " and ",
                output.sizes());
    auto* into = output.data_ptr<float>();
    const auto* from = x.const_data_ptr<float>();
    const auto* by = filters.const_data_ptr<float>();
    const auto tilesOfBlock = winograd::tilesOfBlock(shape);
    const auto blocks = (shape.tiles() + tilesOfBlock - 1) / tilesOfBlock;
    at::parallel_for(0, blocks, 1, [&](std::int64_t begin, std::int64_t end) {
        const std::unique_ptr<float[]> scratch(new float[static_cast<std::size_t>(winograd::scratchFloats(shape))]);
        for (auto block = begin; block < end; ++block)
            winograd::convolveBlock(into, from, by, epilogue, shape, block, scratch.get());
    });
    return output;
}

at::Tensor convolve(const at::Tensor& x, const at::Tensor& weight, std::int64_t stride, std::int64_t padding) {
    const auto filters = suitsWinograd(x) ? winogradFilters(weight, stride, padding) : at::Tensor();
    if (!filters.defined())
        return at::conv2d(x, weight, {}, stride, padding);
    if (!at::GradMode::is_enabled())
        return convolveWinograd(x, filters, {}, {}, Clamp::none);
    return WinogradFunction::apply(x, weight, filters);
}

} // namespace bubblenet::nn
