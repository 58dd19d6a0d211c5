// SPDX-License-Identifier: GPL-3.0-only
#include "core/export/torchscript.h"

#include <algorithm>
#include <sstream>

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/frontend/tracer.h>
#include <torch/csrc/jit/serialization/import.h>

namespace bubblenet::artefact {

namespace {

using torch::jit::Module;

/// The modules between the root and a tensor, so that parameters have the names of the state dict.
class ScriptTree {
public:
    explicit ScriptTree(Precision precision) : m_root("Network"), m_precision(precision) {}

    Module& root() { return m_root; }
    at::Tensor parameter(const std::string& path, const char* name, const at::Tensor& value) {
        const auto tensor = converted(path + "." + name, value);
        at(path).register_parameter(name, tensor, /*is_buffer=*/false);
        return tensor;
    }
    at::Tensor buffer(const std::string& path, const char* name, const at::Tensor& value) {
        const auto tensor = converted(path + "." + name, value);
        at(path).register_buffer(name, tensor);
        return tensor;
    }

private:
    at::Tensor converted(const std::string& name, const at::Tensor& value) const {
        return inPrecision(name, value, m_precision).contiguous().clone();
    }
    /// A module of TorchScript is a handle: this names the same module as the parent's entry.
    Module at(const std::string& path) {
        if (path.empty())
            return m_root;
        if (const auto found = m_modules.find(path); found != m_modules.end())
            return found->second;
        const auto dot = path.rfind('.');
        auto parent = at(dot == std::string::npos ? std::string() : path.substr(0, dot));
        const Module child("Part", m_root._ivalue()->compilation_unit(), /*shouldMangle=*/true);
        parent.register_module(dot == std::string::npos ? path : path.substr(dot + 1), child);
        return m_modules.emplace(path, child).first->second;
    }

    Module m_root;
    Precision m_precision;
    std::map<std::string, Module> m_modules;
};

struct ConvNorm {
    const nn::ConvNorm& layer;
    at::Tensor weight, scale, bias, mean, variance;

    at::Tensor forward(const at::Tensor& x) const {
        const auto y = at::conv2d(x, weight, {}, layer.stride, layer.padding);
        return at::batch_norm(y, scale, bias, mean, variance, /*training=*/false, 0.1, nn::kNormEpsilon,
                              /*cudnn_enabled=*/true);
    }
};

/// Option A's: for each channel of the result the one of the input, or the one of zeros put behind those.
at::Tensor sourcesOf(const nn::BlockSpec& block, int inputs) {
    auto sources = std::vector<std::int64_t>(block.padSources.begin(), block.padSources.end());
    std::ranges::replace(sources, -1, inputs);
    return at::tensor(sources, at::kLong);
}

at::Tensor padShortcut(const at::Tensor& sources, int stride, const at::Tensor& x) {
    const auto pixels = at::slice(at::slice(x, 2, 0, std::nullopt, stride), 3, 0, std::nullopt, stride);
    return at::constant_pad_nd(pixels, {0, 0, 0, 0, 0, 1}).index_select(1, sources);
}

/// The network with the tensors of a ScriptTree, as the operators that tracing is to see.
class Traced {
public:
    Traced(const nn::Network& network, ScriptTree& tree) : m_spec(network.spec()), m_layout(nn::layoutOf(m_spec)) {
        for (const auto& conv : network.convNorms())
            m_convs.push_back({conv, tree.parameter(conv.convName, "weight", conv.weight),
                               tree.parameter(conv.normName, "weight", conv.scale),
                               tree.parameter(conv.normName, "bias", conv.bias),
                               tree.buffer(conv.normName, "running_mean", conv.runningMean),
                               tree.buffer(conv.normName, "running_var", conv.runningVariance)});
        // Made here, before tracing starts: it would record how an empty tensor is made, and not what is put into it.
        for (const auto& block : m_layout.blocks)
            m_sources.push_back(sourcesOf(specOf(block), block.inputs));
        m_weight = tree.parameter(m_spec.classifierName, "weight", network.classifierWeight());
        m_bias = tree.parameter(m_spec.classifierName, "bias", network.classifierBias());
    }

    at::Tensor forward(const at::Tensor& images) const {
        auto x = m_convs.front().forward(images.to(m_weight.scalar_type())).relu();
        if (m_spec.stem == nn::StemKind::imagenet)
            x = at::max_pool2d(x, 3, 2, 1);
        for (std::size_t i = 0; i < m_layout.blocks.size(); ++i)
            x = blockForward(i, x);
        return at::linear(x.mean({2, 3}), m_weight, m_bias).to(at::kFloat);
    }

private:
    const nn::BlockSpec& specOf(const nn::BlockLayout& block) const {
        return m_spec.stages[static_cast<std::size_t>(block.stage)].blocks[static_cast<std::size_t>(block.position)];
    }
    at::Tensor blockForward(std::size_t number, const at::Tensor& x) const {
        const auto& block = m_layout.blocks[number];
        const auto& spec = specOf(block);
        auto y = x;
        for (std::size_t i = 0; i < block.convCount; ++i) {
            y = m_convs[block.firstConv + i].forward(y);
            if (i + 1 < block.convCount)
                y = y.relu();
        }
        const auto shortcut = block.shortcutConv                       ? m_convs[*block.shortcutConv].forward(x)
                              : spec.shortcut == nn::ShortcutKind::pad ? padShortcut(m_sources[number], spec.stride, x)
                                                                       : x;
        return (y + shortcut).relu();
    }

    nn::NetworkSpec m_spec;
    nn::Layout m_layout;
    std::vector<ConvNorm> m_convs;
    std::vector<at::Tensor> m_sources; ///< of each block; empty where its shortcut does not gather
    at::Tensor m_weight, m_bias;
};

} // namespace

std::string toTorchScript(const nn::Network& network, Precision precision,
                          const std::map<std::string, std::string>& metadata) {
    const at::NoGradGuard noGradient;
    ScriptTree tree(precision);
    const Traced traced(network, tree);
    auto& root = tree.root();
    const auto example = at::zeros({2, network.spec().inputChannels, 32, 32});
    const auto [state, outputs] = torch::jit::tracer::trace(
        {example},
        [&traced](torch::jit::Stack inputs) -> torch::jit::Stack { return {traced.forward(inputs[0].toTensor())}; },
        [](const at::Tensor& /*unnamed*/) { return std::string(); }, /*strict=*/true, /*force_outplace=*/false, &root,
        {"images"});
    const c10::QualifiedName name(*root.type()->name(), "forward");
    root.type()->addMethod(root._ivalue()->compilation_unit()->create_function(name, state->graph));
    root.eval();
    std::ostringstream bytes;
    root.save(bytes, torch::jit::ExtraFilesMap(metadata.begin(), metadata.end()));
    return bytes.str();
}

std::function<at::Tensor(const at::Tensor&)> openTorchScript(const std::filesystem::path& path) {
    auto module = std::make_shared<Module>(torch::jit::load(path.string(), at::kCPU));
    return [module](const at::Tensor& images) { return module->forward({images}).toTensor(); };
}

} // namespace bubblenet::artefact
