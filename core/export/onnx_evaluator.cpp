// SPDX-License-Identifier: GPL-3.0-only
#include "core/export/onnx_evaluator.h"

#include <algorithm>
#include <new>
#include <optional>
#include <set>

#include "core/base/error.h"
#include "core/nn/byte_reader.h"

namespace bubblenet::artefact {

namespace {

using nn::inQuotes;
using Integers = std::vector<std::int64_t>;

constexpr std::int64_t kMaxElements = std::int64_t{1} << 28; ///< of any value: 1 GiB in fp32
constexpr std::int64_t kMaxKernel = 64;

/// What an operator is given.
struct Arguments {
    const OnnxNode& node;
    std::vector<at::Tensor> inputs; ///< fp16 widened to fp32

    void require(bool condition, const char* expected) const {
        if (!condition)
            throw Error(std::string("it needs ") + expected);
    }
    template<class T> T attribute(const char* name, T value) const {
        const auto found = node.attributes.find(name);
        if (found == node.attributes.end())
            return value;
        const auto* given = std::get_if<T>(&found->second);
        require(given != nullptr, "attributes of the specified kinds");
        return *given;
    }
    void onlyAttributes(std::initializer_list<const char*> names) const {
        for (const auto& [name, value] : node.attributes)
            if (std::ranges::find(names, name) == names.end())
                throw Error("its attribute " + inQuotes(name) + " is not known here");
    }
    void inputCount(std::size_t least, std::size_t most) const {
        require(inputs.size() >= least && inputs.size() <= most, "another number of inputs");
    }
    /// Input `index` as whole numbers.
    Integers integers(std::size_t index) const {
        const auto& tensor = inputs[index];
        require(tensor.scalar_type() == at::kLong && tensor.dim() == 1, "its lists as int64 of one dimension");
        const auto* data = tensor.const_data_ptr<std::int64_t>();
        return {data, data + tensor.numel()};
    }
    void requireImages() const {
        require(inputs[0].dim() == 4 && inputs[0].is_floating_point(), "an input of 4 dimensions");
    }
};

void boundElements(std::initializer_list<std::int64_t> sizes) {
    std::int64_t elements = 1;
    for (const auto size : sizes)
        if (size < 0 || __builtin_mul_overflow(elements, size, &elements) || elements > kMaxElements)
            throw Error("its output would have more than " + std::to_string(kMaxElements) + " elements");
}

struct Window {
    std::int64_t stride = 1;
    std::int64_t padding = 0;
};

/// Square windows with the same padding on all sides, which is all that ResNets have.
Window windowOf(const Arguments& a, std::int64_t kernel) {
    const auto kernels = a.attribute<Integers>("kernel_shape", {});
    const auto strides = a.attribute<Integers>("strides", {1, 1});
    const auto pads = a.attribute<Integers>("pads", {0, 0, 0, 0});
    a.require(kernel >= 1 && kernel <= kMaxKernel && kernels == Integers(2, kernel),
              "a square kernel, as kernel_shape says");
    a.require(strides.size() == 2 && strides[0] == strides[1] && strides[0] >= 1 && strides[0] <= kMaxKernel,
              "equal strides");
    a.require(pads.size() == 4 && pads == Integers(4, pads[0]) && pads[0] >= 0 && pads[0] <= kernel, "equal paddings");
    const auto& x = a.inputs[0];
    a.require(x.size(2) + 2 * pads[0] >= kernel && x.size(3) + 2 * pads[0] >= kernel,
              "an image that its window fits into");
    return {strides[0], pads[0]};
}

at::Tensor convolution(const Arguments& a) {
    a.onlyAttributes({"kernel_shape", "strides", "pads"});
    a.inputCount(2, 3);
    a.requireImages();
    const auto& weight = a.inputs[1];
    a.require(weight.dim() == 4 && weight.size(2) == weight.size(3) && weight.size(1) == a.inputs[0].size(1),
              "a weight of 4 dimensions that fits the input");
    const auto window = windowOf(a, weight.size(2));
    const auto& x = a.inputs[0];
    boundElements({x.size(0), weight.size(0), x.size(2) + 2 * window.padding, x.size(3) + 2 * window.padding});
    const auto bias = a.inputs.size() > 2 ? std::optional(a.inputs[2]) : std::nullopt;
    return at::conv2d(x, weight, bias, window.stride, window.padding);
}

at::Tensor batchNormalization(const Arguments& a) {
    a.onlyAttributes({"epsilon"});
    a.inputCount(5, 5);
    a.requireImages();
    for (std::size_t i = 1; i < 5; ++i)
        a.require(a.inputs[i].dim() == 1 && a.inputs[i].size(0) == a.inputs[0].size(1), "one value a channel");
    const auto perChannel = [&](std::size_t i) { return a.inputs[i].view({1, -1, 1, 1}); };
    const auto deviation = (perChannel(4) + a.attribute<float>("epsilon", 1e-5F)).sqrt();
    return (a.inputs[0] - perChannel(3)) / deviation * perChannel(1) + perChannel(2);
}

at::Tensor relu(const Arguments& a) {
    a.onlyAttributes({});
    a.inputCount(1, 1);
    return at::relu(a.inputs[0]);
}

at::Tensor maxPool(const Arguments& a) {
    a.onlyAttributes({"kernel_shape", "strides", "pads"});
    a.inputCount(1, 1);
    a.requireImages();
    const auto kernels = a.attribute<Integers>("kernel_shape", {});
    const auto kernel = kernels.empty() ? 0 : kernels.front();
    const auto window = windowOf(a, kernel);
    return at::max_pool2d(a.inputs[0], kernel, window.stride, window.padding);
}

at::Tensor add(const Arguments& a) {
    a.onlyAttributes({});
    a.inputCount(2, 2);
    a.require(a.inputs[0].sizes() == a.inputs[1].sizes(), "inputs of the same shape");
    return a.inputs[0] + a.inputs[1];
}

at::Tensor globalAveragePool(const Arguments& a) {
    a.onlyAttributes({});
    a.inputCount(1, 1);
    a.requireImages();
    return a.inputs[0].mean({2, 3}, /*keepdim=*/true);
}

at::Tensor flatten(const Arguments& a) {
    a.onlyAttributes({"axis"});
    a.inputCount(1, 1);
    a.require(a.attribute<std::int64_t>("axis", 1) == 1 && a.inputs[0].dim() >= 1, "the axis 1");
    return a.inputs[0].flatten(1);
}

at::Tensor gemm(const Arguments& a) {
    a.onlyAttributes({"transB"});
    a.inputCount(3, 3);
    a.require(a.attribute<std::int64_t>("transB", 0) == 1, "transB to be 1");
    a.require(a.inputs[0].dim() == 2 && a.inputs[1].dim() == 2 && a.inputs[2].dim() == 1 &&
                  a.inputs[0].size(1) == a.inputs[1].size(1) && a.inputs[2].size(0) == a.inputs[1].size(0),
              "matrices that fit each other");
    boundElements({a.inputs[0].size(0), a.inputs[1].size(0)});
    return at::linear(a.inputs[0], a.inputs[1], a.inputs[2]);
}

at::Tensor slice(const Arguments& a) {
    a.onlyAttributes({});
    a.inputCount(5, 5);
    const auto starts = a.integers(1);
    const auto ends = a.integers(2);
    const auto axes = a.integers(3);
    const auto steps = a.integers(4);
    a.require(starts.size() == axes.size() && ends.size() == axes.size() && steps.size() == axes.size(),
              "lists of one length");
    auto x = a.inputs[0];
    for (std::size_t i = 0; i < axes.size(); ++i) {
        a.require(axes[i] >= 0 && axes[i] < x.dim() && starts[i] >= 0 && ends[i] >= starts[i] && steps[i] >= 1,
                  "axes that there are, and steps ahead");
        x = x.slice(axes[i], starts[i], ends[i], steps[i]);
    }
    return x;
}

at::Tensor pad(const Arguments& a) {
    a.onlyAttributes({});
    a.inputCount(2, 2);
    a.requireImages();
    const auto pads = a.integers(1);
    a.require(pads.size() == 8 && std::ranges::all_of(pads, [](std::int64_t p) { return p >= 0 && p <= kMaxElements; }),
              "8 paddings, none negative");
    const auto& x = a.inputs[0];
    const auto size = [&](std::size_t i) { return x.size(static_cast<std::int64_t>(i)) + pads[i] + pads[i + 4]; };
    boundElements({size(0), size(1), size(2), size(3)});
    // ATen takes the last dimension first.
    return at::constant_pad_nd(x, {pads[3], pads[7], pads[2], pads[6], pads[1], pads[5], pads[0], pads[4]});
}

at::Tensor gather(const Arguments& a) {
    a.onlyAttributes({"axis"});
    a.inputCount(2, 2);
    a.requireImages();
    a.require(a.attribute<std::int64_t>("axis", 0) == 1, "the axis 1");
    const auto& x = a.inputs[0];
    for (const auto index : a.integers(1))
        a.require(index >= 0 && index < x.size(1), "indices of channels that there are");
    boundElements({x.size(0), a.inputs[1].size(0), x.size(2), x.size(3)});
    return x.index_select(1, a.inputs[1]);
}

using Operator = at::Tensor (*)(const Arguments&);
const std::map<std::string, Operator>& operators() {
    static const std::map<std::string, Operator> kOperators = {
        {"Conv", convolution}, {"BatchNormalization", batchNormalization},
        {"Relu", relu},        {"MaxPool", maxPool},
        {"Add", add},          {"GlobalAveragePool", globalAveragePool},
        {"Flatten", flatten},  {"Gemm", gemm},
        {"Slice", slice},      {"Pad", pad},
        {"Gather", gather}};
    return kOperators;
}

at::ScalarType castTarget(const Arguments& a) {
    a.onlyAttributes({"to"});
    a.inputCount(1, 1);
    const auto to = a.attribute<std::int64_t>("to", 0);
    a.require(to == 1 || to == 10, "the type 1 (fp32) or 10 (fp16)");
    return to == 1 ? at::kFloat : at::kHalf;
}

at::Tensor widened(const at::Tensor& tensor) {
    return tensor.scalar_type() == at::kHalf ? tensor.to(at::kFloat) : tensor;
}

template<class Find> at::Tensor compute(const OnnxNode& node, Find value) {
    Arguments arguments{node, {}};
    for (const auto& name : node.inputs)
        arguments.inputs.push_back(widened(value(name)));
    arguments.require(!arguments.inputs.empty(), "an input");
    if (node.op == "Cast")
        return arguments.inputs[0].to(castTarget(arguments));
    // The result has the type of the first input, which fp16 arithmetic would keep too.
    return operators().at(node.op)(arguments).to(value(node.inputs[0]).scalar_type());
}

} // namespace

OnnxEvaluator::OnnxEvaluator(OnnxModel model) : m_model(std::move(model)) {
    if (m_model.opset != 13)
        throw Error("the ONNX model is of operator set " + std::to_string(m_model.opset) + "; 13 is known here");
    if (m_model.inputs.size() != 1 || m_model.outputs.size() != 1)
        throw Error("the ONNX model has not one input and one output");
    std::set<std::string> known = {m_model.inputs[0]};
    for (const auto& [name, tensor] : m_model.initializers)
        if (!known.insert(name).second)
            throw Error("the ONNX model's input " + inQuotes(name) + " is an initializer too");
    std::map<std::string, std::size_t> lastUse;
    for (std::size_t i = 0; i < m_model.nodes.size(); ++i) {
        const auto& node = m_model.nodes[i];
        if (node.op != "Cast" && !operators().contains(node.op))
            throw Error("the ONNX operator " + inQuotes(node.op) + " is not known here");
        for (const auto& input : node.inputs) {
            if (!known.contains(input))
                throw Error("the node " + inQuotes(node.name) + " reads " + inQuotes(input) +
                            ", which is not there yet");
            lastUse[input] = i;
        }
        if (node.outputs.size() != 1 || !known.insert(node.outputs[0]).second)
            throw Error("the node " + inQuotes(node.name) + " has not one output with a name of its own");
    }
    if (!known.contains(m_model.outputs[0]))
        throw Error("no node computes the output " + inQuotes(m_model.outputs[0]));
    m_lastUses.resize(m_model.nodes.size());
    for (const auto& [name, node] : lastUse)
        if (name != m_model.outputs[0])
            m_lastUses[node].push_back(name);
    for (auto& [name, tensor] : m_model.initializers) {
        tensor = widened(tensor);
        if (tensor.dim() == 4) // faster, and the same numbers
            tensor = tensor.contiguous(at::MemoryFormat::ChannelsLast);
    }
}

at::Tensor OnnxEvaluator::forward(const at::Tensor& images) const {
    const c10::InferenceMode inference;
    std::unordered_map<std::string, at::Tensor> values;
    values.emplace(m_model.inputs[0], images.dim() == 4 ? images.contiguous(at::MemoryFormat::ChannelsLast) : images);
    const auto value = [&](const std::string& name) -> const at::Tensor& {
        const auto found = values.find(name);
        return found != values.end() ? found->second : m_model.initializers.at(name);
    };
    for (std::size_t i = 0; i < m_model.nodes.size(); ++i) {
        const auto& node = m_model.nodes[i];
        const std::string failed = "the ONNX node " + inQuotes(node.name) + " (" + node.op + "): ";
        try {
            values.insert_or_assign(node.outputs[0], compute(node, value));
        } catch (const Error& error) {
            throw Error(failed + error.what());
        } catch (const c10::Error& error) {
            throw Error(failed + error.what_without_backtrace());
        } catch (const std::bad_alloc&) {
            throw Error(failed + "there is not enough memory");
        }
        for (const auto& name : m_lastUses[i])
            values.erase(name);
    }
    return value(m_model.outputs[0]).to(at::kFloat);
}

} // namespace bubblenet::artefact
