// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <set>

#include <ATen/CPUGeneratorImpl.h>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/tool_model.h"
#include "core/export/artefact.h"
#include "core/train/evaluate.h"

namespace bubblenet::engine {

namespace {

namespace fs = std::filesystem;

constexpr int kBatch = 64;
constexpr std::int64_t kRandomImages = 8;

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
        throw Error("'" + path.string() + "' is there already: remove it, or name another folder with --output",
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
                            .norms = foldingNamed(request.norms)},
                           {}});
    }
    return targets;
}

void placeTargets(std::vector<Target>& targets, const OpenedModel& model, const ExportRequest& request, int size) {
    const auto suffix = request.precision == "fp32" ? "" : "-" + request.precision;
    for (auto& target : targets) {
        target.path = request.folder / (model.name + suffix + artefact::formatNamed(target.request.format).extension);
        requireAbsent(target.path);
        if (target.request.format == "pth")
            requireAbsent(artefact::modulePathOf(target.path));
        target.request.input = model.input;
        target.request.input.normalization = normalizationOf(model);
        target.request.input.imageSize = size;
    }
}

artefact::VisitBatches randomImages(const nn::NetworkSpec& spec, int size) {
    auto generator = at::make_generator<at::CPUGeneratorImpl>(std::uint64_t{1});
    const auto images = at::randn({kRandomImages, spec.inputChannels, size, size}, generator, at::kFloat);
    return [images](const artefact::VisitBatch& visit) { visit(images, {}); };
}

/// Test images at equal distances: those of a folder lie sorted by class.
artefact::VisitBatches testImages(const ExportRequest& request, const OpenedModel& model, int size,
                                  const Hooks& hooks) {
    auto pair = openNamedDataset(request.data);
    const auto& spec = model.network->spec();
    if (static_cast<std::size_t>(spec.classes) != pair.classNames.size())
        throw Error("the network has " + std::to_string(spec.classes) + " classes, and " + pair.name + " has " +
                        std::to_string(pair.classNames.size()) + ": name the data set it was trained for",
                    ErrorKind::usage);
    data::StreamOptions stream{.dataset = pair.test,
                               .batchSize = kBatch,
                               .channels = spec.inputChannels,
                               .imageSize = size,
                               .normalization = normalizationOf(model)};
    const auto all = pair.test->size();
    const auto count = std::min<std::size_t>(all, static_cast<std::size_t>(request.images));
    for (std::size_t i = 0; i < count; ++i)
        stream.indices.push_back(static_cast<std::uint32_t>(i * all / count));
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

ExportedFile describe(const artefact::Written& written, const Target& target, const std::vector<int>& inputShape) {
    const auto& agreement = written.agreement;
    ExportedFile file{.path = written.path,
                      .module = written.module,
                      .format = target.request.format,
                      .precision = artefact::nameOf(target.request.precision),
                      .bytes = written.bytes,
                      .sha256 = written.sha256,
                      .largestDifference = agreement.largestDifference,
                      .range = agreement.range,
                      .images = agreement.images,
                      .sameTop1 = agreement.sameTop1,
                      .accuracyInMemory = {},
                      .accuracyInFile = {},
                      .latencyMs = written.latencyMs,
                      .inputShape = inputShape};
    if (agreement.labelled > 0) {
        const auto percentOf = [&](std::int64_t correct) {
            return 100.0 * static_cast<double>(correct) / static_cast<double>(agreement.labelled);
        };
        file.accuracyInMemory = percentOf(agreement.correctInMemory);
        file.accuracyInFile = percentOf(agreement.correctInFile);
    }
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

std::vector<ExportedFile> exportModel(const ModelRequest& request, const ExportRequest& wanted, const Hooks& hooks) {
    targetsOf(wanted);
    return exportOpened(openModel(request, {}, hooks), wanted, hooks);
}

std::vector<ExportedFile> exportOpened(const OpenedModel& model, const ExportRequest& wanted, const Hooks& hooks) {
    auto targets = targetsOf(wanted);
    if (model.randomWeights)
        throw Error("'" + model.name + "' has random weights, which are not worth a file: name a weight file or a run",
                    ErrorKind::usage);
    const auto& spec = model.network->spec();
    const int size = imageSizeOf(model, wanted.data.imageSize);
    placeTargets(targets, model, wanted, size);
    const auto batches =
        wanted.data.dataset.empty() ? randomImages(spec, size) : testImages(wanted, model, size, hooks);
    makeFolders(wanted.folder);
    std::vector<ExportedFile> files;
    for (const auto& target : targets) {
        throwIfStopped(hooks.proceed);
        const auto written = artefact::writeVerified(target.path, *model.network, target.request, batches);
        files.push_back(describe(written, target, {1, spec.inputChannels, size, size}));
    }
    return files;
}

} // namespace bubblenet::engine
