// SPDX-License-Identifier: GPL-3.0-only
#include "app/inspection.h"

#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <system_error>

#include "app/run_printer.h"
#include "app/run_summary.h"
#include "app/text.h"
#include "core/base/json.h"
#include "core/store/run_folder.h"

namespace bubblenet::app {

namespace {

namespace fs = std::filesystem;
using engine::ModelDescription;
using nlohmann::json;

constexpr int kBatch = 128;

std::string kernelText(const nn::LayerCost& layer) {
    if (layer.kind != "convolution")
        return "";
    return std::to_string(layer.kernel) + "×" + std::to_string(layer.kernel) +
           (layer.stride > 1 ? " /" + std::to_string(layer.stride) : "");
}

bool isShown(const nn::LayerCost& layer) {
    return layer.kind != "batch_norm";
}

std::string layersText(const ModelDescription& model) {
    Table table({"layer", "kind", "in", "out", "kernel", "pixels", "MACs", "parameters"});
    table.alignLeft(1);
    for (const auto& layer : model.layers)
        if (isShown(layer))
            table.add({layer.name, layer.kind, std::to_string(layer.inputs), std::to_string(layer.outputs),
                       kernelText(layer), std::to_string(layer.outputSize), countText(layer.macs),
                       countText(layer.parameters)});
    return table.text();
}

std::string costsText(const ModelDescription& model) {
    Table table;
    table.alignLeft(1);
    table.add({"network", model.spec.architecture + ", " + std::to_string(model.spec.classes) + " classes, " +
                              (model.spec.stem == nn::StemKind::imagenet ? "ImageNet" : "CIFAR") + " stem"});
    const auto size = std::to_string(model.imageSize);
    table.add(
        {"input", std::to_string(model.spec.inputChannels) + " × " + size + " × " + size + ", " + model.normalization});
    table.add({"MACs", countText(model.costs.macs)});
    table.add({"parameters", countText(model.costs.parameters)});
    table.add({"size, fp32", bytesText(model.costs.bytes)});
    if (model.sparsity > 0.01)
        table.add({"zero weights", percentText(100 * model.sparsity)});
    for (const auto& l : model.latencies)
        table.add({"latency, batch " + std::to_string(l.batchSize),
                   millisecondsText(l.medianMs) + " (quartiles " + fixedText(l.lowerQuartileMs, 2) + " … " +
                       fixedText(l.upperQuartileMs, 2) + ") on " + model.device});
    return table.text();
}

json jsonOf(const ModelDescription& model) {
    json layers = json::array();
    for (const auto& l : model.layers)
        layers.push_back({{"name", l.name},
                          {"kind", l.kind},
                          {"inputs", l.inputs},
                          {"outputs", l.outputs},
                          {"kernel", l.kernel},
                          {"stride", l.stride},
                          {"output_size", l.outputSize},
                          {"macs", l.macs},
                          {"parameters", l.parameters}});
    json latencies = json::array();
    for (const auto& l : model.latencies)
        latencies.push_back({{"batch", l.batchSize},
                             {"median_ms", l.medianMs},
                             {"lower_quartile_ms", l.lowerQuartileMs},
                             {"upper_quartile_ms", l.upperQuartileMs},
                             {"device", model.device}});
    return {{"source", model.source},          {"architecture", model.spec.architecture},
            {"classes", model.spec.classes},   {"image_size", model.imageSize},
            {"macs", model.costs.macs},        {"parameters", model.costs.parameters},
            {"bytes", model.costs.bytes},      {"sparsity", model.sparsity},
            {"class_names", model.classNames}, {"layers", layers},
            {"latencies", latencies}};
}

std::string comparisonText(const ModelDescription& before, const ModelDescription& after) {
    std::map<std::string, const nn::LayerCost*> kept;
    for (const auto& layer : after.layers)
        kept[layer.name] = &layer;
    Table table({"layer", "in", "out", "MACs before", "after", "", "parameters before", "after"});
    for (const auto& layer : before.layers) {
        if (!isShown(layer))
            continue;
        const auto found = kept.find(layer.name);
        if (found == kept.end()) {
            table.add({layer.name, std::to_string(layer.inputs), std::to_string(layer.outputs), countText(layer.macs),
                       "removed", "", countText(layer.parameters), "removed"});
            continue;
        }
        const auto& l = *found->second;
        table.add({layer.name, std::to_string(layer.inputs) + " → " + std::to_string(l.inputs),
                   std::to_string(layer.outputs) + " → " + std::to_string(l.outputs), countText(layer.macs),
                   countText(l.macs), layer.macs > 0 ? percentText(100 * l.macs / layer.macs) : "",
                   countText(layer.parameters), countText(l.parameters)});
    }
    return table.text();
}

// Of a run that has left no network.
int inspectEvents(const std::vector<store::Event>& events, const InspectionRequest& request) {
    const bool isFinished = compare::isOver(compare::recordOf(events));
    if (request.json) {
        std::cout << jsonText({{"network", nullptr}, {"finished", isFinished}}) << std::endl;
        return kDone;
    }
    for (const auto& event : events)
        if (const auto line = lineOf(event.body); !line.empty())
            std::cout << line << "\n";
    std::cout << (isFinished ? "finished, and nothing was exported: the recipe's export is []"
                             : "not finished; go on with: bubblenet resume " + inShell(request.model.model))
              << std::endl;
    return kDone;
}

int inspectRun(const InspectionRequest& request, Context& context, const engine::Hooks& hooks) {
    const fs::path run = request.model.model;
    const auto folder = store::RunFolder::open(run, store::OpenMode::read);
    const auto record = compare::recordOf(folder.events());
    if (record.artefacts.empty())
        return inspectEvents(folder.events(), request);
    engine::InspectOptions options{.imageSize = request.imageSize};
    if (request.latency)
        options.latencyBatches = {1, kBatch};
    const auto after = engine::inspectModel(request.model, options, hooks);
    const bool isPruned = record.testAfter.has_value();
    options.imageSize = after.imageSize;
    const auto before = isPruned ? engine::inspectUnpruned(run, options, hooks) : after;
    context.console.clearBar();
    if (request.json) {
        std::cout << jsonText({{"before", jsonOf(before)}, {"after", jsonOf(after)}}, 2) << std::endl;
        return kDone;
    }
    if (isPruned)
        std::cout << comparisonText(before, after) << "\n";
    else
        std::cout << layersText(after) << "\n";
    std::cout << summaryText(record, run) << "test split read: " << folder.manifest().testReads << " times\n";
    for (const auto& note : folder.manifest().notes)
        std::cout << "note: " << note << "\n";
    if (request.latency)
        std::cout << "\nmeasured now\n"
                  << (isPruned ? "before\n" + costsText(before) + "after\n" : "") << costsText(after);
    std::cout << std::flush;
    return kDone;
}

} // namespace

int inspect(const InspectionRequest& request, Context& context, const engine::Hooks& hooks) {
    if (request.json)
        context.console.beQuiet();
    std::error_code ignored;
    if (fs::is_directory(request.model.model, ignored) && request.model.weights.empty())
        return inspectRun(request, context, hooks);
    engine::InspectOptions options{.imageSize = request.imageSize};
    if (request.latency)
        options.latencyBatches = {1, kBatch};
    auto quiet = hooks;
    quiet.note = {}; // what the table says anyway
    const auto model = engine::inspectModel(request.model, options, quiet);
    if (request.json)
        std::cout << jsonText(jsonOf(model), 2) << std::endl;
    else
        std::cout << layersText(model) << "\n" << costsText(model) << std::flush;
    return kDone;
}

} // namespace bubblenet::app
