// SPDX-License-Identifier: GPL-3.0-only
#include "core/export/artefact.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <map>

#include <unistd.h>

#include "core/base/error.h"
#include "core/base/made_files.h"
#include "core/export/onnx_evaluator.h"
#include "core/export/onnx_runtime.h"
#include "core/export/onnx_writer.h"
#include "core/export/pth_writer.h"
#include "core/export/python_module.h"
#include "core/export/torchscript.h"
#include "core/nn/inference.h"

namespace bubblenet::artefact {

namespace {

namespace fs = std::filesystem;

constexpr const char* kTemporaryPrefix = ".bubblenet-export-";

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

/// One of the programs that read the file, with a network of the file of its own.
struct Reader {
    std::string name;
    Forward forward;
    Forward forwardOne; ///< for one image at a time, where the network suits itself to the number that it sees first
};

std::vector<Reader> readersOf(const fs::path& path, const Request& request) {
    if (request.format == "torchscript") {
        const auto forward = openTorchScript(path);
        return {{"LibTorch", forward, forward}};
    }
    if (request.format == "onnx") {
        const auto bytes = readFile(path);
        const auto evaluator = std::make_shared<OnnxEvaluator>(readOnnx(bytes));
        const auto forward = [evaluator](const at::Tensor& images) { return evaluator->forward(images); };
        std::vector<Reader> readers = {{"Bubblenet", forward, forward}};
        if (const auto runtime = OnnxRuntime::find()) {
            const auto other = runtime->open(bytes);
            readers.push_back({"ONNX Runtime " + runtime->version(), other, other});
        }
        return readers;
    }
    const auto network = nn::loadNetwork(path).network;
    const auto fold = [&]() -> Forward {
        return [folded = std::make_shared<const nn::FoldedNetwork>(*network)](const at::Tensor& images) {
            return folded->forward(images);
        };
    };
    return {{"Bubblenet", fold(), fold()}};
}

double medianLatencyMs(const Forward& forward, const at::Tensor& image) {
    return nn::measureInTurn({[&] { forward(image); }}, at::kCPU, {.repeats = 9, .warmup = 2}).front().medianMs;
}

void addTo(Agreement& agreement, const at::Tensor& found, const at::Tensor& expected, const at::Tensor& labels) {
    if (found.sizes() != expected.sizes())
        throw Error("what was read back gives other logits in number");
    if (!at::isfinite(found).all().item<bool>())
        throw Error("what was read back gives logits that are no numbers: where its precision cannot hold the values "
                    "between the layers, take another");
    agreement.images += expected.size(0);
    agreement.largestDifference = std::max(agreement.largestDifference, (found - expected).abs().max().item<double>());
    const auto classInMemory = expected.argmax(1);
    const auto classInFile = found.argmax(1);
    agreement.sameTop1 += classInMemory.eq(classInFile).sum().item<std::int64_t>();
    if (!labels.defined())
        return;
    agreement.labelled += labels.size(0);
    agreement.correctInMemory += classInMemory.eq(labels).sum().item<std::int64_t>();
    agreement.correctInFile += classInFile.eq(labels).sum().item<std::int64_t>();
}

std::vector<Verification> verify(const Forward& memory, const std::vector<Reader>& readers,
                                 const VisitBatches& batches) {
    std::vector<Verification> verifications;
    for (const auto& reader : readers)
        verifications.push_back({.by = reader.name, .agreement = {}});
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    at::Tensor image;
    batches([&](const at::Tensor& anyImages, const at::Tensor& anyLabels) {
        const auto images = anyImages.to(at::kCPU);
        const auto labels = anyLabels.defined() ? anyLabels.to(at::kCPU) : anyLabels;
        const auto expected = memory(images);
        least = std::min(least, expected.min().item<double>());
        most = std::max(most, expected.max().item<double>());
        for (std::size_t i = 0; i < readers.size(); ++i)
            addTo(verifications[i].agreement, readers[i].forward(images), expected, labels);
        image = images.narrow(0, 0, 1);
    });
    if (!image.defined())
        throw Error("there are no images to verify the file with");
    for (std::size_t i = 0; i < readers.size(); ++i) {
        verifications[i].agreement.range = most - least;
        verifications[i].latencyMs = medianLatencyMs(readers[i].forwardOne, image);
    }
    return verifications;
}

void requireAgreement(const Verification& verification, Precision precision) {
    const auto& agreement = verification.agreement;
    if (agreement.holds(precision))
        return;
    throw Error("as " + verification.by +
                " reads it, it does not compute what the network does: its logits differ by " +
                std::to_string(agreement.largestDifference) + " of a range of " + std::to_string(agreement.range) +
                ", and " + std::to_string(agreement.images - agreement.sameTop1) + " of " +
                std::to_string(agreement.images) + " images are of another class");
}

bool holds(const fs::path& file, const std::string& text) {
    std::error_code ignored;
    return fs::is_regular_file(fs::symlink_status(file, ignored)) && readFile(file) == text;
}

/// A folder of a name that was free, beside where its files shall go; removed with what was not renamed.
class TemporaryFolder {
public:
    explicit TemporaryFolder(const fs::path& beside) {
        std::string pattern = (beside.parent_path() / (std::string(kTemporaryPrefix) + "XXXXXX")).string();
        if (::mkdtemp(pattern.data()) == nullptr)
            throw Error("cannot write beside '" + beside.string() + "': " + std::strerror(errno));
        m_path = pattern;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    /// Where a file lies until it gets its name.
    fs::path placeOf(const fs::path& file) const { return m_path / file.filename(); }

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

void removeLeftOvers(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored))
        if (entry.path().filename().string().starts_with(kTemporaryPrefix))
            found.push_back(entry.path());
    for (const auto& path : found)
        fs::remove_all(path, ignored);
}

fs::path modulePathOf(const fs::path& pth) {
    std::string name = pth.stem().string();
    for (char& c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')))
            c = '_';
    if (name.empty() || (name.front() >= '0' && name.front() <= '9'))
        name.insert(name.begin(), '_');
    return pth.parent_path() / (name + "_network.py"); // torch.py or random.py would hide those that PyTorch imports
}

std::string moduleText(const fs::path& pth, const nn::Network& network, const Request& request) {
    return pythonModule(network.spec(), request.input, pth.filename().string(), modulePathOf(pth).stem().string());
}

Written writeVerified(const fs::path& path, const nn::Network& network, const Request& request,
                      const VisitBatches& batches) {
    const at::NoGradGuard noGradient;
    const TemporaryFolder folder(path);
    MadeFiles made(path.parent_path());
    const auto temporary = folder.placeOf(path);
    const auto original = network.copy();
    original->to(at::kCPU);
    const nn::FoldedNetwork folded(*original);
    writeFileAtomically(temporary, bytesOf(*original, request));
    Written written{.path = path, .module = {}, .bytes = fs::file_size(temporary), .sha256 = sha256OfFile(temporary)};
    try {
        written.verifications = verify([&](const at::Tensor& images) { return folded.forward(images); },
                                       readersOf(temporary, request), batches);
        for (const auto& verification : written.verifications)
            requireAgreement(verification, request.precision);
    } catch (const Error& error) {
        throw Error("the file written for '" + path.string() + "' was not kept: " + error.what(), error.kind());
    } catch (const c10::Error& error) {
        throw Error("the file written for '" + path.string() + "' was not kept: " + error.what_without_backtrace());
    }
    if (request.format == "pth") { // before the weights, so that those are never without it
        written.module = modulePathOf(path);
        const auto text = moduleText(path, network, request);
        if (request.existing == Existing::replace || !holds(written.module, text)) {
            writeFileAtomically(folder.placeOf(written.module), text);
            syncAndRename(folder.placeOf(written.module), written.module, request.existing);
            written.made.push_back(written.module);
            if (request.existing == Existing::refuse)
                made.add(written.module);
        }
    }
    syncAndRename(temporary, path, request.existing);
    written.made.push_back(path);
    made.keep();
    return written;
}

} // namespace bubblenet::artefact
