// SPDX-License-Identifier: GPL-3.0-only
#include "app/inspection_text.h"

#include <algorithm>
#include <cmath>

#include "app/text.h"

namespace bubblenet::app {

namespace {

using engine::InspectedLayer;

std::string changeText(int before, const std::optional<engine::LayerSide>& after, int engine::LayerSide::*value) {
    return after ? std::to_string(before) + " → " + std::to_string((*after).*value) : std::to_string(before);
}

std::string kernelText(const InspectedLayer& layer) {
    if (layer.kind != "convolution")
        return "";
    return std::to_string(layer.kernel) + "×" + std::to_string(layer.kernel) +
           (layer.stride > 1 ? " /" + std::to_string(layer.stride) : "");
}

std::string medianText(const std::optional<engine::LatencyFigure>& figure) {
    return figure ? fixedText(figure->medianMs, 3) : "";
}

std::string millisecondsWithQuartiles(const std::optional<engine::LatencyFigure>& figure) {
    if (!figure)
        return "";
    return millisecondsText(figure->medianMs) + " (" + fixedText(figure->lowerQuartileMs, 2) + " … " +
           fixedText(figure->upperQuartileMs, 2) + ")";
}

std::string comparedText(const engine::Inspection& inspection, const std::vector<engine::LayerLatency>& latencies) {
    std::vector<std::string> header = {"layer", "group", "in", "out", "MACs before", "after", "", "parameters before",
                                       "after"};
    if (!latencies.empty())
        header.insert(header.end(), {"ms before", "after"});
    Table table(header);
    table.alignLeft(1);
    for (std::size_t i = 0; i < inspection.layers().size(); ++i) {
        const auto& layer = inspection.layers()[i];
        const auto& before = *layer.before;
        const auto group = layer.outputGroup < 0
                               ? std::string("classes")
                               : inspection.groups()[static_cast<std::size_t>(layer.outputGroup)].name;
        std::vector<std::string> row = {layer.name,
                                        group == layer.name ? "its own" : group,
                                        changeText(before.inputs, layer.after, &engine::LayerSide::inputs),
                                        changeText(before.outputs, layer.after, &engine::LayerSide::outputs),
                                        countText(before.macs),
                                        layer.after ? countText(layer.after->macs) : "removed",
                                        layer.after ? percentText(100 * layer.after->macs / before.macs) : "",
                                        countText(before.parameters),
                                        layer.after ? countText(layer.after->parameters) : "removed"};
        if (!latencies.empty())
            row.insert(row.end(), {medianText(latencies[i].before), medianText(latencies[i].after)});
        table.add(row);
    }
    return table.text();
}

} // namespace

std::string layersText(const engine::Inspection& inspection, const std::vector<engine::LayerLatency>& latencies) {
    if (inspection.summary().after)
        return comparedText(inspection, latencies);
    std::vector<std::string> header = {"layer", "kind", "in", "out", "kernel", "pixels", "MACs", "parameters"};
    if (!latencies.empty())
        header.emplace_back("ms");
    Table table(header);
    table.alignLeft(1);
    for (std::size_t i = 0; i < inspection.layers().size(); ++i) {
        const auto& layer = inspection.layers()[i];
        std::vector<std::string> row = {layer.name,
                                        layer.kind,
                                        std::to_string(layer.before->inputs),
                                        std::to_string(layer.before->outputs),
                                        kernelText(layer),
                                        std::to_string(layer.outputSize),
                                        countText(layer.before->macs),
                                        countText(layer.before->parameters)};
        if (!latencies.empty())
            row.push_back(medianText(latencies[i].before));
        table.add(row);
    }
    return table.text();
}

std::string networkText(const engine::InspectionSummary& summary) {
    const auto& network = *summary.before;
    const auto& spec = network.spec;
    Table table;
    table.alignLeft(1);
    table.add({"network", spec.architecture + ", " + std::to_string(spec.classes) + " classes, " +
                              (spec.stem == nn::StemKind::imagenet ? "ImageNet" : "CIFAR") + " stem"});
    const auto size = std::to_string(summary.imageSize);
    table.add(
        {"input", std::to_string(spec.inputChannels) + " × " + size + " × " + size + ", " + summary.normalization});
    table.add({"MACs", countText(network.costs.macs)});
    table.add({"parameters", countText(network.costs.parameters)});
    table.add({"size, fp32", bytesText(network.costs.bytes)});
    if (network.sparsity > 0.01)
        table.add({"zero weights", percentText(100 * network.sparsity)});
    return table.text();
}

std::string whaleText(const engine::InspectionSummary& summary) {
    const auto& whale = *summary.whale;
    Table table;
    table.alignLeft(1);
    table.add({"whale", std::to_string(whale.id.iteration) + ":" + std::to_string(whale.id.whale + 1) + " (" +
                            whale.origin + (whale.isChosen ? ", its widths became the result)" : ")")});
    table.add({"MACs", countText(whale.macs) + ", " + percentText(100 * whale.macsShare)});
    table.add({"parameters", countText(whale.parameters) + ", " + percentText(100 * whale.parametersShare)});
    table.add({"accuracy", percentText(whale.accuracy) + " on record; built again " +
                               percentText(summary.whaleAccuracy.value_or(0)) + " of the same " +
                               std::to_string(summary.whaleImages) + " validation images"});
    return table.text();
}

std::string latencyText(const std::vector<engine::NetworkLatency>& latencies, const std::string& device) {
    Table table({"whole network on " + device, ""});
    for (const auto& latency : latencies)
        table.add({"batch " + std::to_string(latency.batchSize),
                   millisecondsWithQuartiles(latency.before ? latency.before : latency.after)});
    return table.text();
}

std::string comparisonsText(const std::vector<engine::LatencyComparison>& comparisons) {
    Table table({"whole networks, in pairs", "before", "after", "as fast", "pairs"});
    for (const auto& c : comparisons)
        table.add({c.by + " on " + c.device + ", batch " + std::to_string(c.before.batchSize),
                   millisecondsWithQuartiles(c.before), millisecondsWithQuartiles(c.after),
                   speedupText(c.speedup, c.lowerQuartileSpeedup, c.upperQuartileSpeedup), std::to_string(c.pairs)});
    return table.text() + "in brackets: quartiles. As fast: the median of the pairs' ratios.\n";
}

std::string rangesText(const std::vector<int>& ascending) {
    std::string text;
    for (std::size_t i = 0; i < ascending.size();) {
        std::size_t end = i + 1;
        while (end < ascending.size() && ascending[end] == ascending[end - 1] + 1)
            ++end;
        text += (text.empty() ? "" : " ") + std::to_string(ascending[i]);
        if (end - i > 1)
            text += (end - i > 2 ? "-" : " ") + std::to_string(ascending[end - 1]);
        i = end;
    }
    return text;
}

std::string className(const std::vector<std::string>& names, std::size_t index) {
    return index < names.size() ? names[index] : "class " + std::to_string(index);
}

std::string whalesText(const std::vector<engine::WhaleRecord>& whales) {
    if (whales.empty())
        return "the run has no whales on record: it searches nothing, or has not got that far\n";
    Table table({"whale", "origin", "accuracy", "MACs", "", "parameters", "", "blocks removed", ""});
    table.alignLeft(1);
    table.alignLeft(8);
    for (const auto& whale : whales)
        table.add({std::to_string(whale.id.iteration) + ":" + std::to_string(whale.id.whale + 1), whale.origin,
                   percentText(whale.accuracy), countText(whale.macs), percentText(100 * whale.macsShare),
                   countText(whale.parameters), percentText(100 * whale.parametersShare),
                   std::to_string(whale.removedBlocks.size()),
                   std::string(whale.isChosen ? "result" : "") + (whale.isRepeated ? " repeated" : "")});
    return table.text();
}

std::string classifiedText(const std::vector<engine::ClassifiedImage>& images) {
    Table table({"image", "before", "", "after", ""});
    table.alignLeft(1);
    table.alignLeft(3);
    const auto cells = [](const std::vector<engine::ClassProbability>& best, std::size_t i) {
        if (i >= best.size())
            return std::pair<std::string, std::string>();
        const auto& c = best[i];
        return std::pair(c.name.empty() ? "class " + std::to_string(c.index) : c.name,
                         percentText(100 * c.probability));
    };
    for (const auto& image : images)
        for (std::size_t i = 0; i < std::max(image.before.size(), image.after.size()); ++i) {
            const auto [before, beforeShare] = cells(image.before, i);
            const auto [after, afterShare] = cells(image.after, i);
            table.add({i == 0 ? image.path.string() : "", before, beforeShare, after, afterShare});
        }
    return table.text();
}

} // namespace bubblenet::app
