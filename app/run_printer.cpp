// SPDX-License-Identifier: GPL-3.0-only
#include "app/run_printer.h"

#include <iostream>

#include "app/text.h"

namespace bubblenet::app {

namespace {

using namespace store;

std::string of(int number, int count) {
    return std::to_string(number) + "/" + std::to_string(count);
}

std::string text(const RunStarted& e) {
    return (e.resumed ? "resuming " : "run ") + e.name + ": " +
           (e.method == "none" ? "training" : "method " + e.method) + ", seed " + std::to_string(e.seed);
}
std::string text(const PhaseStarted& e) {
    return "phase " + of(e.number, e.count) + ": " + e.phase;
}
std::string text(const EpochDone& e) {
    std::string line = "  epoch " + of(e.epoch, e.epochs) + " of the " + e.subject + ": loss " +
                       fixedText(e.trainLoss, 4) + ", accuracy " + percentText(e.trainAccuracy);
    if (e.validationAccuracy)
        line += ", validation " + percentText(*e.validationAccuracy);
    line += "; " + fixedText(e.seconds, 1) + " s, " + fixedText(e.imagesPerSecond, 0) + " images/s";
    if (e.note)
        line += "; " + *e.note;
    return line;
}
std::string text(const IterationDone& e) {
    std::string line = "  iteration " + of(e.iteration, e.iterations) + ": best " + percentText(e.bestAccuracy);
    if (e.uniformAccuracy > 0)
        line += " (uniform " + percentText(e.uniformAccuracy) + ")";
    return line + ", " + std::to_string(e.uniqueEvaluations) + " candidates judged";
}
std::string text(const RoundDone& e) {
    return "  round " + std::to_string(e.round) + ": " + percentText(100 * e.cost) + " of the cost left, accuracy " +
           percentText(e.accuracyAfterCut) + " after the cut, " + percentText(e.accuracyAfterTraining) +
           " after training";
}
std::string text(const FinalistDone& e) {
    std::string line = "  finalist " + std::to_string(e.number) + " (" + e.origin + "): " + countText(e.macs) +
                       " MACs, " + percentText(e.accuracyUnseen) + " on unseen validation images";
    if (e.accuracyAfterBrief)
        line += ", " + percentText(*e.accuracyAfterBrief) + " after brief fine-tuning";
    return line + (e.chosen ? "; chosen" : "");
}
std::string text(const FrontDone& e) {
    std::string line = "  Pareto front, share of the " + e.costKind + " and accuracy before fine-tuning:";
    for (const auto& point : e.points)
        line += "\n    " + percentText(100 * point.costShare) + "  " + percentText(point.accuracy);
    return line;
}
std::string text(const EvaluationDone& e) {
    return "  " + e.subject + ": " + percentText(e.accuracy) + " of " + std::to_string(e.images) + " " + e.split +
           " images";
}
std::string text(const CostsMeasured& e) {
    return "  " + e.subject + ": " + countText(e.macs) + " MACs, " + countText(e.parameters) + " parameters, " +
           millisecondsText(e.latencyMs1) + " an image";
}
std::string text(const LatencyCompared& e) {
    return "  " + e.by + " on " + e.device + ", batch " + std::to_string(e.batchSize) + ": " +
           millisecondsText(e.beforeMs) + " → " + millisecondsText(e.afterMs) + ", " +
           speedupText(e.speedup, e.lowerQuartileSpeedup, e.upperQuartileSpeedup) + " as fast";
}
std::string text(const ArtefactWritten& e) {
    const auto readers = readersOf(e);
    return "  written: " + e.path + " (" + bytesText(static_cast<double>(e.bytes)) +
           (e.verified ? ", verified by reading it back" + (readers.empty() ? ")" : ": " + readers + ")")
                       : ", NOT verified)");
}
std::string text(const Message& e) {
    return (e.level == "warning" ? "warning: " : "  ") + e.text;
}
std::string text(const CheckpointWritten& e) {
    if (e.epoch && e.step && e.steps)
        return "  saved in epoch " + std::to_string(*e.epoch) + ", step " + std::to_string(*e.step) + " of " +
               std::to_string(*e.steps);
    if (e.candidates)
        return "  saved: the candidates judged so far, " + std::to_string(*e.candidates);
    return {};
}
template<class T> std::string text(const T& /*shown otherwise or not at all*/) {
    return {};
}

} // namespace

std::string lineOf(const EventBody& body) {
    return std::visit([](const auto& event) { return text(event); }, body);
}

void RunPrinter::show(const Event& event) {
    if (m_style == OutputStyle::json) {
        std::cout << toJsonLine(event) << std::endl; // flushed: a machine may wait for it
        return;
    }
    if (const auto* progress = std::get_if<Progress>(&event.body)) {
        m_console.progress({progress->what, progress->done, progress->total, progress->secondsLeft});
        return;
    }
    if (const auto line = lineOf(event.body); !line.empty())
        m_console.line(line);
}

} // namespace bubblenet::app
