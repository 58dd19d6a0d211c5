// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <set>

#include <ATen/CPUGeneratorImpl.h>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/made_files.h"
#include "core/engine/tool_model.h"
#include "core/export/artefact.h"
#include "core/export/onnx_runtime.h"
#include "core/train/evaluate.h"

namespace bubblenet::engine {

namespace {

namespace fs = std::filesystem;

constexpr int kBatch = 64;
constexpr std::int64_t kRandomImages = 8;
constexpr std::uint64_t kImageSeed = 1;

struct Target {
    artefact::Request request;
    fs::path path;
};

artefact::NormFolding foldingNamed(const std::string& name) {
    if (name != "folded" && name != "kept")
        throw Error("batch norms are 'folded' or 'kept', not '" + name + "'", ErrorKind::usage);
    return name == "folded" ? artefact::NormFolding::folded : artefact::NormFolding::kept;
}

void requireAbsent(const fs::path& path) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(path, ignored)))
        throw Error("'" + path.string() +
                        "' is there already: remove it, or name another folder with --output, or another "
                        "name with --name",
                    ErrorKind::usage);
}

/// What to write where; everything that can be wrong with it is said before a network is opened or a folder made.
std::vector<Target> targetsOf(const ExportRequest& request) {
    std::vector<Target> targets;
    std::set<std::string> seen;
    for (const auto& name : request.formats) {
        const auto& format = artefact::formatNamed(name);
        if (!seen.insert(name).second)
            throw Error("the format '" + name + "' is named twice", ErrorKind::usage);
        targets.push_back({{.format = name,
                            .precision = artefact::precisionNamed(request.precision, format),
                            .norms = foldingNamed(request.norms),
                            .existing = Existing::refuse},
                           {}});
        if (name == "onnx")
            artefact::OnnxRuntime::find(); // says what is wrong with BUBBLENET_ONNXRUNTIME
    }
    return targets;
}

fs::path pathOf(const ExportRequest& request, const std::string& format) {
    const auto suffix = request.precision == "fp32" ? "" : "-" + request.precision;
    return request.folder / (request.name + suffix + artefact::formatNamed(format).extension);
}

/// The module that a crash has left before the weights came beside it.
bool isLeftOver(const Target& target, const OpenedModel& model) {
    const auto module = artefact::modulePathOf(target.path);
    std::error_code ignored;
    return fs::is_regular_file(fs::symlink_status(module, ignored)) &&
           readFile(module) == artefact::moduleText(target.path, *model.network, target.request);
}

void placeTargets(std::vector<Target>& targets, const OpenedModel& model, const ExportRequest& request, int size) {
    for (auto& target : targets) {
        target.path = pathOf(request, target.request.format);
        target.request.input = model.input;
        target.request.input.normalization = normalizationOf(model);
        target.request.input.imageSize = size;
        requireAbsent(target.path);
        if (target.request.format == "pth" && !isLeftOver(target, model))
            requireAbsent(artefact::modulePathOf(target.path));
    }
}

artefact::VisitBatches randomImages(const nn::NetworkSpec& spec, int size, const Hooks& hooks) {
    auto generator = at::make_generator<at::CPUGeneratorImpl>(kImageSeed);
    const auto images = at::randn({kRandomImages, spec.inputChannels, size, size}, generator, at::kFloat);
    return [images, hooks](const artefact::VisitBatch& visit) {
        throwIfStopped(hooks.proceed);
        visit(images, {});
    };
}

/// Test images at equal distances: those of a folder lie sorted by class. All files of an export are one reading.
artefact::VisitBatches testImages(const ExportRequest& request, const OpenedModel& model, int size,
                                  const Hooks& hooks) {
    auto pair = openNamedDataset(request.data);
    const auto& spec = model.network->spec();
    requireFits(model, pair);
    data::StreamOptions stream{.dataset = pair.test,
                               .batchSize = kBatch,
                               .channels = spec.inputChannels,
                               .imageSize = size,
                               .normalization = normalizationOf(model)};
    const auto all = pair.test->size();
    const auto count = std::min<std::size_t>(all, static_cast<std::size_t>(request.images));
    for (std::size_t i = 0; i < count; ++i)
        stream.indices.push_back(static_cast<std::uint32_t>(i * all / count));
    if (request.testCount == TestCount::counts)
        countTestRead(model, request.data);
    return [stream, hooks](const artefact::VisitBatch& visit) {
        data::BatchStream batches(stream);
        data::Batch batch;
        std::int64_t done = 0;
        while (batches.next(batch)) {
            throwIfStopped(hooks.proceed);
            visit(train::toTensor(batch, at::kCPU), train::labelsOf(batch, at::kCPU));
            done += batch.count;
            if (hooks.progress)
                hooks.progress("verifying", done, std::ssize(stream.indices));
        }
    };
}

FileVerification describe(const artefact::Verification& verification) {
    const auto& agreement = verification.agreement;
    FileVerification result{.by = verification.by,
                            .largestDifference = agreement.largestDifference,
                            .range = agreement.range,
                            .images = agreement.images,
                            .sameTop1 = agreement.sameTop1,
                            .accuracyInMemory = {},
                            .accuracyInFile = {},
                            .latencyMs = verification.latencyMs};
    if (agreement.labelled > 0) {
        const auto percentOf = [&](std::int64_t correct) {
            return 100.0 * static_cast<double>(correct) / static_cast<double>(agreement.labelled);
        };
        result.accuracyInMemory = percentOf(agreement.correctInMemory);
        result.accuracyInFile = percentOf(agreement.correctInFile);
    }
    return result;
}

ExportedFile describe(const artefact::Written& written, const Target& target, const std::vector<int>& inputShape) {
    ExportedFile file{describe(written.verifications.front())};
    file.path = written.path;
    file.module = written.module;
    file.made = written.made;
    file.format = target.request.format;
    file.precision = artefact::nameOf(target.request.precision);
    file.bytes = written.bytes;
    file.sha256 = written.sha256;
    file.inputShape = inputShape;
    for (std::size_t i = 1; i < written.verifications.size(); ++i)
        file.others.push_back(describe(written.verifications[i]));
    return file;
}

} // namespace

std::vector<ExportFormat> exportFormats() {
    std::vector<ExportFormat> result;
    for (const auto& format : artefact::formats()) {
        result.push_back({format.name, {}, format.note});
        for (const auto precision : format.precisions)
            result.back().precisions.emplace_back(artefact::nameOf(precision));
    }
    return result;
}

std::vector<fs::path> exportedPaths(const ExportRequest& request) {
    if (request.name.empty() || request.name.find('/') != std::string::npos)
        throw Error("files cannot be named '" + request.name + "': a name is not empty and has no '/'",
                    ErrorKind::usage);
    std::vector<fs::path> paths;
    for (const auto& target : targetsOf(request)) {
        paths.push_back(pathOf(request, target.request.format));
        if (target.request.format == "pth")
            paths.push_back(artefact::modulePathOf(paths.back()));
    }
    return paths;
}

std::vector<ExportedFile> exportModel(const ModelRequest& request, const ExportRequest& wanted, const Hooks& hooks) {
    targetsOf(wanted); // before a network is opened
    return exportOpened(openModel(request, {}, hooks), wanted, hooks);
}

std::vector<ExportedFile> exportOpened(const OpenedModel& model, const ExportRequest& asked, const Hooks& hooks) {
    auto wanted = asked;
    if (wanted.name.empty())
        wanted.name = model.name;
    auto targets = targetsOf(wanted);
    if (model.randomWeights)
        throw Error("'" + model.name + "' has random weights, which are not worth a file: name a weight file or a run",
                    ErrorKind::usage);
    const auto& spec = model.network->spec();
    const int size = imageSizeOf(model, wanted.data.imageSize);
    placeTargets(targets, model, wanted, size);
    const auto batches =
        wanted.data.dataset.empty() ? randomImages(spec, size, hooks) : testImages(wanted, model, size, hooks);
    MadeFiles made(wanted.folder);
    makeFolders(wanted.folder);
    std::vector<ExportedFile> files;
    try {
        for (const auto& target : targets) {
            throwIfStopped(hooks.proceed);
            const auto written = artefact::writeVerified(target.path, *model.network, target.request, batches);
            for (const auto& path : written.made)
                made.add(path);
            files.push_back(describe(written, target, {1, spec.inputChannels, size, size}));
        }
        throwIfStopped(hooks.proceed);
    } catch (const Stopped&) {
        throw;
    } catch (...) {
        made.keep(); // one that fails leaves those before it
        throw;
    }
    made.keep();
    return files;
}

} // namespace bubblenet::engine
