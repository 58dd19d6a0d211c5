// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>

#include "core/base/error.h"
#include "core/config/suggestion.h"
#include "core/export/artefact.h"

namespace bubblenet::artefact {

namespace {

constexpr Precision kAll[] = {Precision::fp32, Precision::fp16, Precision::bf16};

} // namespace

const std::vector<Format>& formats() {
    using enum Precision;
    static const std::vector<Format> kFormats = {
        {"safetensors", ".safetensors", {fp32, fp16, bf16}, "weights with widths, normalisation and class names"},
        {"pth", ".pth", {fp32, fp16, bf16}, "PyTorch state_dict, and a Python module that rebuilds the network"},
        {"onnx", ".onnx", {fp32, fp16}, "opset 13, any batch, with widths, normalisation and class names as metadata"},
        {"torchscript", ".pt", {fp32, fp16, bf16}, "legacy: for programs that load nothing newer"},
    };
    return kFormats;
}

const Format& formatNamed(const std::string& name) {
    const auto found = std::ranges::find(formats(), name, &Format::name);
    if (found != formats().end())
        return *found;
    std::vector<std::string> names;
    std::string list;
    for (const auto& format : formats()) {
        names.push_back(format.name);
        list += (list.empty() ? "" : ", ") + format.name;
    }
    const auto nearest = config::nearestName(name, names);
    throw Error("unknown format '" + name + "': there are " + list +
                    (nearest ? "; did you mean '" + *nearest + "'?" : ""),
                ErrorKind::usage);
}

const char* nameOf(Precision precision) {
    return precision == Precision::fp16 ? "fp16" : precision == Precision::bf16 ? "bf16" : "fp32";
}

at::ScalarType scalarTypeOf(Precision precision) {
    return precision == Precision::fp16 ? at::kHalf : precision == Precision::bf16 ? at::kBFloat16 : at::kFloat;
}

at::Tensor inPrecision(const std::string& name, const at::Tensor& tensor, Precision precision) {
    auto converted = tensor.detach().to(scalarTypeOf(precision));
    if (!at::isfinite(converted).all().item<bool>())
        throw Error("'" + name + "' has values that " + nameOf(precision) + " cannot hold: take another precision");
    return converted;
}

Precision precisionNamed(const std::string& name, const Format& format) {
    std::string list;
    for (const auto precision : format.precisions) {
        if (name == nameOf(precision))
            return precision;
        list += std::string(list.empty() ? "" : ", ") + nameOf(precision);
    }
    const bool isKnown = std::ranges::any_of(kAll, [&](Precision p) { return name == nameOf(p); });
    throw Error((isKnown ? format.name + " has no precision '" : "unknown precision '") + name + "': there are " + list,
                ErrorKind::usage);
}

Kind kindNamed(const std::string& name) {
    const auto dash = name.find('-');
    const auto& format = formatNamed(name.substr(0, dash));
    return {format, dash == std::string::npos ? Precision::fp32 : precisionNamed(name.substr(dash + 1), format)};
}

} // namespace bubblenet::artefact
