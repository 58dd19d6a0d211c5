// SPDX-License-Identifier: GPL-3.0-only
#include "core/export/artefact.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/export/onnx_evaluator.h"
#include "core/export/onnx_writer.h"
#include "core/export/pth_writer.h"
#include "core/export/python_module.h"
#include "core/export/torchscript.h"
#include "core/nn/inference.h"

namespace bubblenet::artefact {

namespace {

namespace fs = std::filesystem;

/// What is read back of a file: images in, logits out.
using Forward = std::function<at::Tensor(const at::Tensor&)>;

nn::StateDict stateDictOf(const nn::Network& network, const Request& request) {
    auto dict = nn::stateDictOf(network);
    for (auto& [name, tensor] : dict.tensors)
        tensor = inPrecision(name, tensor, request.precision);
    nn::describeInput(dict, request.input);
    return dict;
}

std::map<std::string, std::string> metadataOf(const nn::Network& network, const nn::InputDescription& input) {
    nn::StateDict dict{.tensors = {}, .metadata = {{"bubblenet.spec", nn::toJson(network.spec())}}};
    nn::describeInput(dict, input);
    return dict.metadata;
}

std::string bytesOf(const nn::Network& network, const Request& request) {
    if (request.format == "pth")
        return toPth(stateDictOf(network, request));
    if (request.format == "onnx")
        return toOnnx(network, {.precision = request.precision,
                                .norms = request.norms,
                                .imageSize = request.input.imageSize.value(),
                                .metadata = metadataOf(network, request.input)});
    if (request.format == "torchscript")
        return toTorchScript(network, request.precision, metadataOf(network, request.input));
    return nn::toSafetensors(stateDictOf(network, request));
}

Forward readBack(const fs::path& path, const Request& request) {
    if (request.format == "torchscript")
        return openTorchScript(path);
    if (request.format == "onnx")
        return [evaluator = std::make_shared<OnnxEvaluator>(readOnnx(readFile(path)))](const at::Tensor& images) {
            return evaluator->forward(images);
        };
    return [folded = std::make_shared<nn::FoldedNetwork>(*nn::loadNetwork(path).network)](const at::Tensor& images) {
        return folded->forward(images);
    };
}

Agreement compare(const Forward& memory, const Forward& file, const VisitBatches& batches) {
    Agreement agreement;
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    batches([&](const at::Tensor& anyImages, const at::Tensor& anyLabels) {
        const auto images = anyImages.to(at::kCPU);
        const auto expected = memory(images);
        const auto found = file(images);
        if (found.sizes() != expected.sizes() || !at::isfinite(found).all().item<bool>())
            throw Error("what was read back gives other logits in number, or none that are numbers");
        const auto difference = (found - expected).abs().max().item<double>();
        agreement.images += images.size(0);
        agreement.largestDifference = std::max(agreement.largestDifference, difference);
        least = std::min(least, expected.min().item<double>());
        most = std::max(most, expected.max().item<double>());
        const auto classInMemory = expected.argmax(1);
        const auto classInFile = found.argmax(1);
        agreement.sameTop1 += classInMemory.eq(classInFile).sum().item<std::int64_t>();
        if (anyLabels.defined()) {
            const auto labels = anyLabels.to(at::kCPU);
            agreement.labelled += labels.size(0);
            agreement.correctInMemory += classInMemory.eq(labels).sum().item<std::int64_t>();
            agreement.correctInFile += classInFile.eq(labels).sum().item<std::int64_t>();
        }
    });
    if (agreement.images == 0)
        throw Error("there are no images to verify the file with");
    agreement.range = most - least;
    return agreement;
}

void requireAgreement(const Agreement& agreement, Precision precision) {
    if (agreement.holds(precision))
        return;
    throw Error("it does not compute what the network does: its logits differ by " +
                std::to_string(agreement.largestDifference) + " of a range of " + std::to_string(agreement.range) +
                ", and " + std::to_string(agreement.images - agreement.sameTop1) + " of " +
                std::to_string(agreement.images) + " images are of another class");
}

double medianLatencyMs(const Forward& forward, const at::Tensor& image) {
    constexpr int kWarmup = 2;
    constexpr int kRepeats = 9;
    std::vector<double> times;
    for (int i = 0; i < kWarmup + kRepeats; ++i) {
        const auto start = std::chrono::steady_clock::now();
        forward(image);
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    times.erase(times.begin(), times.begin() + kWarmup);
    std::ranges::nth_element(times, times.begin() + kRepeats / 2);
    return times[kRepeats / 2];
}

/// Removes what was not renamed.
class Temporary {
public:
    explicit Temporary(fs::path path) : m_path(std::move(path)) {}
    ~Temporary() {
        std::error_code ignored;
        fs::remove(m_path, ignored);
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

} // namespace

bool Agreement::holds(Precision precision) const {
    const auto within = [&](double share, std::int64_t imagesForOneMistake) {
        const auto mistakes = std::max<std::int64_t>(1, images / imagesForOneMistake);
        return largestDifference <= share * range && images - sameTop1 <= mistakes;
    };
    switch (precision) {
    case Precision::fp16:
        return within(0.02, 1000);
    case Precision::bf16:
        return within(0.1, 100);
    case Precision::fp32:
        break;
    }
    return largestDifference <= 1e-4 * range;
}

fs::path modulePathOf(const fs::path& pth) {
    std::string name = pth.stem().string();
    for (char& c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
            c = '_';
    if (name.empty() || (name.front() >= '0' && name.front() <= '9'))
        name.insert(name.begin(), '_');
    return pth.parent_path() / (name + ".py");
}

Written writeVerified(const fs::path& path, const nn::Network& network, const Request& request,
                      const VisitBatches& batches) {
    const at::NoGradGuard noGradient;
    const Temporary temporary(path.string() + ".unverified");
    const auto original = network.copy();
    original->to(at::kCPU);
    const nn::FoldedNetwork folded(*original);
    writeFileAtomically(temporary.path(), bytesOf(*original, request));
    Written written{
        .path = path, .module = {}, .bytes = fs::file_size(temporary.path()), .sha256 = {}, .agreement = {}};
    written.sha256 = sha256OfFile(temporary.path());
    try {
        const auto forward = readBack(temporary.path(), request);
        at::Tensor image;
        written.agreement = compare([&](const at::Tensor& images) { return folded.forward(images); },
                                    [&](const at::Tensor& images) {
                                        image = images.narrow(0, 0, 1);
                                        return forward(images);
                                    },
                                    batches);
        requireAgreement(written.agreement, request.precision);
        written.latencyMs = medianLatencyMs(forward, image);
    } catch (const Error& error) {
        throw Error("the file written for '" + path.string() + "' was not kept: " + error.what(), error.kind());
    } catch (const c10::Error& error) {
        throw Error("the file written for '" + path.string() + "' was not kept: " + error.what_without_backtrace());
    }
    if (request.format == "pth") {
        written.module = modulePathOf(path);
        const Temporary module(written.module.string() + ".unverified");
        writeFileAtomically(module.path(), pythonModule(network.spec(), request.input, path.filename().string(),
                                                        written.module.stem().string()));
        syncAndRename(module.path(), written.module);
    }
    syncAndRename(temporary.path(), path);
    return written;
}

} // namespace bubblenet::artefact
