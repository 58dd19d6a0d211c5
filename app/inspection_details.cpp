// SPDX-License-Identifier: GPL-3.0-only
// One layer, and the judged images.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/inspection_text.h"
#include "app/text.h"

namespace bubblenet::app {

namespace {

constexpr std::size_t kBar = 24;
constexpr std::size_t kMostScores = 64;   // rows: of wider layers those about the cut
constexpr std::size_t kLargestCells = 10; // of the confusions' difference

std::string bar(double share) {
    std::string text;
    for (std::size_t i = 0; i < static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * kBar)); ++i)
        text += "█";
    return text;
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

std::string groupText(const engine::InspectedLayer& layer, const engine::Inspection& inspection) {
    if (layer.outputGroup < 0)
        return "its outputs are the classes";
    const auto& group = inspection.groups()[static_cast<std::size_t>(layer.outputGroup)];
    if (group.kind == engine::LayerGroupKind::inner)
        return "its channels are its own";
    std::string text = "it adds to the residual stream '" + group.name + "', whose " +
                       std::to_string(group.producers.size()) + " layers keep the same channels:";
    for (const auto& producer : group.producers)
        text += " " + producer;
    return text;
}

std::string intervalText(double accuracy, const engine::AccuracyInterval& interval) {
    return fixedText(accuracy, 2) + " [" + fixedText(interval.low, 2) + ", " + fixedText(interval.high, 2) + "]";
}

std::string signedText(double value, int decimals) {
    return (value < 0 ? "−" : "+") + fixedText(std::abs(value), decimals);
}

std::string classesText(const engine::JudgedImages& judged) {
    const auto& any = judged.before ? *judged.before : *judged.after;
    Table table({"class", "images", judged.before ? "before, % [95 %]" : "", judged.after ? "after, % [95 %]" : "",
                 judged.before && judged.after ? "change" : ""});
    for (std::size_t c = 0; c < any.classes.size(); ++c) {
        std::string before;
        std::string after;
        if (judged.before)
            before = intervalText(judged.before->classes[c].accuracy, judged.before->classes[c].interval);
        if (judged.after)
            after = intervalText(judged.after->classes[c].accuracy, judged.after->classes[c].interval);
        const auto change = judged.before && judged.after
                                ? signedText(judged.after->classes[c].accuracy - judged.before->classes[c].accuracy, 2)
                                : "";
        table.add({className(judged.classNames, c), std::to_string(any.classes[c].images), before, after, change});
    }
    return table.text();
}

struct Cell {
    std::size_t label = 0;
    std::size_t predicted = 0;
    std::int64_t difference = 0;
};

std::string confusionText(const engine::JudgedImages& judged) {
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < judged.confusionDifference.size(); ++i)
        for (std::size_t j = 0; j < judged.confusionDifference[i].size(); ++j)
            if (i != j && judged.confusionDifference[i][j] != 0)
                cells.push_back({i, j, judged.confusionDifference[i][j]});
    std::stable_sort(cells.begin(), cells.end(),
                     [](const Cell& a, const Cell& b) { return std::abs(a.difference) > std::abs(b.difference); });
    if (cells.empty())
        return "no confusion is more or less frequent than before\n";
    Table table({"true class", "taken for", "before", "after", "change"});
    table.alignLeft(1);
    for (const auto& cell : cells) {
        if (&cell - cells.data() >= static_cast<std::ptrdiff_t>(kLargestCells))
            break;
        table.add({className(judged.classNames, cell.label), className(judged.classNames, cell.predicted),
                   std::to_string(judged.before->confusion[cell.label][cell.predicted]),
                   std::to_string(judged.after->confusion[cell.label][cell.predicted]),
                   signedText(static_cast<double>(cell.difference), 0)});
    }
    return table.text();
}

std::int64_t largest(const engine::WeightHistogram& histogram) {
    std::int64_t most = 1;
    for (const auto* counts : {&histogram.before, &histogram.after})
        for (const auto count : *counts)
            most = std::max(most, count);
    return most;
}

} // namespace

std::string layerText(const engine::InspectedLayer& layer, const engine::Inspection& inspection) {
    std::string text = layer.name + ": " + layer.kind;
    const auto size = std::to_string(layer.outputSize);
    if (layer.kind == "convolution")
        text += " " + std::to_string(layer.kernel) + "×" + std::to_string(layer.kernel) + ", stride " +
                std::to_string(layer.stride) + ", " + size + " × " + size + " pixels";
    text += (layer.block.empty() ? "" : ", block " + layer.block + (layer.isShortcut ? " (shortcut)" : "")) + "\n" +
            groupText(layer, inspection) + "\n\n";
    Table table({"", "in", "out", "MACs", "parameters", "zero weights"});
    const auto add = [&](const char* name, const std::optional<engine::LayerSide>& side) {
        if (side)
            table.add({name, std::to_string(side->inputs), std::to_string(side->outputs), countText(side->macs),
                       countText(side->parameters), percentText(100 * side->sparsity)});
    };
    add("before", layer.before);
    add("after", layer.after);
    text += table.text();
    if (layer.isRemoved)
        text += "removed with its block\n";
    else if (layer.after && !layer.isKeptKnown)
        text += "which channels are kept is not on record\n";
    else if (layer.after)
        text += "kept channels: " + rangesText(layer.kept) + "\n";
    return text;
}

std::string scoresText(const engine::ChannelScores& scores) {
    std::vector<std::size_t> order(scores.values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return scores.values[a] > scores.values[b]; });
    const auto isKept = [&](std::size_t channel) {
        return std::binary_search(scores.kept.begin(), scores.kept.end(), static_cast<int>(channel));
    };
    const std::size_t place = scores.isKeptKnown ? scores.kept.size() : 0; // of the cut
    const std::size_t first =
        order.size() <= kMostScores
            ? 0
            : std::clamp(place, kMostScores / 2, order.size() - kMostScores / 2) - kMostScores / 2;
    const std::size_t end = std::min(order.size(), first + kMostScores);
    const double most = order.empty() ? 1 : std::max(scores.values[order.front()], 1e-300);
    std::string text = "score " + scores.score + " of the channels of '" + scores.group + "', unpruned, highest first";
    text += scores.cut ? ", cut at " + number(*scores.cut) + "\n" : "\n";
    Table table({"channel", "score", "", ""});
    table.alignLeft(2);
    table.alignLeft(3);
    if (first > 0)
        table.add({"…", "", std::to_string(first) + " higher ones", ""});
    for (std::size_t i = first; i < end; ++i) {
        if (scores.cut && i == place)
            table.add({"", number(*scores.cut), std::string("- - - - - - the cut - - - - - -"), ""});
        table.add({std::to_string(order[i]), number(scores.values[order[i]]), bar(scores.values[order[i]] / most),
                   !scores.isKeptKnown || scores.kept.size() == order.size() ? ""
                   : isKept(order[i])                                        ? "kept"
                                                                             : "removed"});
    }
    if (end < order.size())
        table.add({"…", "", std::to_string(order.size() - end) + " lower ones", ""});
    return text + table.text();
}

std::string histogramText(const engine::WeightHistogram& histogram) {
    const auto bins = std::max(histogram.before.size(), histogram.after.size());
    const auto most = static_cast<double>(largest(histogram));
    const double width = (histogram.high - histogram.low) / static_cast<double>(std::max<std::size_t>(bins, 1));
    Table table({"weights from", "before", "", "after", ""});
    table.alignLeft(2);
    table.alignLeft(4);
    for (std::size_t i = 0; i < bins; ++i) {
        std::vector<std::string> row = {number(histogram.low + static_cast<double>(i) * width)};
        for (const auto* counts : {&histogram.before, &histogram.after}) {
            row.push_back(counts->empty() ? "" : std::to_string((*counts)[i]));
            row.push_back(counts->empty() ? "" : bar(static_cast<double>((*counts)[i]) / most));
        }
        table.add(row);
    }
    return table.text();
}

std::string judgedText(const engine::JudgedImages& judged, const engine::InspectionSummary& summary) {
    const bool isTest = judged.split == engine::ImageSplit::test;
    std::string text = std::to_string(judged.images.size()) + (isTest ? " test" : " validation") + " images of " +
                       summary.dataset + "\n\n";
    Table table({"", judged.before ? "before" : "", judged.after ? "after" : "",
                 judged.before && judged.after ? "change" : ""});
    const auto row = [&](const char* name, const auto& cell, const std::string& change) {
        table.add({name, judged.before ? cell(*judged.before) : "", judged.after ? cell(*judged.after) : "",
                   judged.before && judged.after ? change : ""});
    };
    const auto difference = [&](double engine::NetworkJudgement::*value, int decimals) {
        return judged.before && judged.after ? signedText((*judged.after).*value - (*judged.before).*value, decimals)
                                             : std::string();
    };
    using Network = engine::NetworkJudgement;
    row(
        "accuracy, % [95 %]", [](const Network& n) { return intervalText(n.accuracy, n.interval); },
        difference(&Network::accuracy, 2));
    row(
        "best five, %", [](const Network& n) { return fixedText(n.accuracyTop5, 2); },
        difference(&Network::accuracyTop5, 2));
    row(
        "loss", [](const Network& n) { return fixedText(n.loss, 4); }, difference(&Network::loss, 4));
    text += table.text() + "\n" + classesText(judged);
    if (judged.before && judged.after)
        text += "\n" + confusionText(judged) +
                "\nbroken (right before, wrong after): " + std::to_string(judged.broken.size()) +
                "\nmended (wrong before, right after): " + std::to_string(judged.mended.size()) + "\n";
    text += "wrong: " + std::to_string(judged.wrong.size()) + "\n";
    if (judged.testReads > 0)
        text += "test split read: " + std::to_string(judged.testReads) + " times\n";
    return text;
}

} // namespace bubblenet::app
