// SPDX-License-Identifier: GPL-3.0-only
#include "app/inspection.h"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <system_error>

#include "app/inspection_files.h"
#include "app/inspection_json.h"
#include "app/inspection_text.h"
#include "app/predictions.h"
#include "app/run_printer.h"
#include "app/run_summary.h"
#include "app/text.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/store/folder_lock.h"
#include "core/store/run_folder.h"

namespace bubblenet::app {

namespace {

namespace fs = std::filesystem;

constexpr int kHistogramBins = 24; // lines of a terminal

/// Counted from 1, as the window does; the record counts whales from 0.
engine::WhaleId whaleNamed(const std::string& text) {
    engine::WhaleId whale;
    const auto* end = text.data() + text.size();
    const auto [colon, first] = std::from_chars(text.data(), end, whale.iteration);
    if (first == std::errc() && colon != end && *colon == ':') {
        const auto [rest, second] = std::from_chars(colon + 1, end, whale.whale);
        if (second == std::errc() && rest == end && whale.iteration >= 0 && whale.whale >= 1)
            return {whale.iteration, whale.whale - 1};
    }
    throw Error("--whale: '" + text + "' is not ITERATION:WHALE, e.g. 12:3; --whales lists them", ErrorKind::usage);
}

bool isRun(const InspectionOptions& options) {
    std::error_code ignored;
    return fs::is_directory(options.request.model.model, ignored) && options.request.model.weights.empty();
}

bool asksForPart(const InspectionOptions& options) {
    return !options.layer.empty() || options.images || !options.classify.empty();
}

/// What is still to be done with a run; empty: nothing.
std::string openEndText(const fs::path& run, const compare::RunRecord& record) {
    if (compare::isOver(record))
        return "";
    if (store::isLocked(run))
        return "not finished: another process is at it\n";
    return "not finished; go on with: bubblenet resume " + inShell(run.string()) + "\n";
}

// Of a run that has left no network yet.
int inspectEvents(const fs::path& run, const std::vector<store::Event>& events, const InspectionOptions& options) {
    if (options.json) {
        std::cout << jsonText({{"network", nullptr}, {"finished", false}}) << std::endl;
        return kDone;
    }
    for (const auto& event : events)
        if (const auto line = lineOf(event.body); !line.empty())
            std::cout << line << "\n";
    std::cout << openEndText(run, compare::recordOf(events)) << std::flush;
    return kDone;
}

int listWhales(const InspectionOptions& options) {
    if (!isRun(options))
        throw Error("'" + options.request.model.model + "' is no run, and so has no whales", ErrorKind::usage);
    const auto whales = engine::Inspection::whales(options.request.model.model);
    if (!options.output.empty())
        writeFiles(options.output, {{"whales.csv", whalesCsv(whales)}});
    if (options.json)
        std::cout << jsonText(jsonOf(whales), 2) << std::endl;
    else
        std::cout << whalesText(whales) << std::flush;
    return kDone;
}

LayerAnswer answerLayer(const engine::Inspection& inspection, const std::string& name, const engine::Hooks& hooks) {
    LayerAnswer answer{.layer = nullptr, .scores = {}, .histogram = inspection.histogram(name, kHistogramBins)};
    const auto& layers = inspection.layers();
    answer.layer = &*std::find_if(layers.begin(), layers.end(), [&](const auto& layer) { return layer.name == name; });
    if (answer.layer->outputGroup >= 0 && inspection.summary().beforeProblem.isEmpty())
        answer.scores = inspection.scores(name, hooks);
    return answer;
}

int batchSizeOf(const InspectionOptions& options, const engine::Inspection& inspection) {
    return options.batchSize > 0 ? options.batchSize : engine::manyImages(inspection.summary().imageSize);
}

InspectionAnswers answer(const InspectionOptions& options, const engine::Hooks& hooks) {
    const auto images = options.classify.empty() ? std::vector<fs::path>() : namedImages(options.classify, std::cin);
    InspectionAnswers answers{.inspection = engine::Inspection::open(options.request, hooks)};
    const auto& inspection = *answers.inspection;
    if (!options.layer.empty())
        answers.layer = answerLayer(inspection, options.layer, hooks);
    if (options.images)
        answers.judged = inspection.judge(
            *options.images == "test" ? engine::ImageSplit::test : engine::ImageSplit::validation, hooks);
    if (!images.empty())
        answers.classified = inspection.classify(images, hooks);
    if (options.latency) {
        const int batchSize = batchSizeOf(options, inspection);
        answers.layerLatencies = inspection.measureLayers(batchSize, hooks);
        answers.times = inspection.measureNetworks({1, batchSize}, hooks);
    }
    return answers;
}

void printRecord(const fs::path& run) {
    const auto folder = store::RunFolder::open(run, store::OpenMode::read);
    const auto record = compare::recordOf(folder.events());
    const auto manifest = folder.manifest();
    std::cout << "\n" << summaryText(record, run) << "test split read: " << manifest.testReads << " times\n";
    for (const auto& note : manifest.notes)
        std::cout << "note: " << note << "\n";
    std::cout << openEndText(run, record);
}

void printWhole(const InspectionOptions& options, const InspectionAnswers& answers) {
    const auto& summary = answers.inspection->summary();
    std::cout << layersText(*answers.inspection, answers.layerLatencies);
    if (!answers.layerLatencies.empty())
        std::cout << "ms: a layer by itself at batch " << batchSizeOf(options, *answers.inspection) << "\n";
    if (summary.whale)
        std::cout << "\n" << whaleText(summary);
    else if (summary.isRun)
        printRecord(options.request.model.model);
    else
        std::cout << "\n" << networkText(summary);
}

void print(const InspectionOptions& options, const InspectionAnswers& answers) {
    const auto& summary = answers.inspection->summary();
    for (const auto* problem : {&summary.beforeProblem, &summary.afterProblem})
        if (!problem->isEmpty())
            std::cout << "note: " << problem->english() << "\n";
    if (!asksForPart(options))
        printWhole(options, answers);
    if (answers.layer) {
        std::cout << layerText(*answers.layer->layer, *answers.inspection);
        if (answers.layer->scores)
            std::cout << "\n" << scoresText(*answers.layer->scores);
        std::cout << "\n" << histogramText(answers.layer->histogram);
    }
    if (answers.judged)
        std::cout << judgedText(*answers.judged, summary);
    if (answers.classified)
        std::cout << classifiedText(*answers.classified);
    if (!answers.times.comparisons.empty())
        std::cout << "\n" << comparisonsText(answers.times.comparisons);
    else if (!answers.times.networks.empty())
        std::cout << "\n" << latencyText(answers.times.networks, summary.device);
    std::cout << std::flush;
}

/// Images that could not be read are said, and are a failure, though the others are answered.
int statusOf(const InspectionAnswers& answers, Context& context) {
    bool isFailed = false;
    if (answers.classified)
        for (const auto& image : *answers.classified)
            if (!image.problem.empty()) {
                context.console.error(image.problem);
                isFailed = true;
            }
    return isFailed ? kFailed : kDone;
}

} // namespace

int inspect(const InspectionOptions& asked, Context& context, const engine::Hooks& hooks) {
    auto options = asked;
    if (options.json)
        context.console.beQuiet();
    if (!options.output.empty())
        prepareFiles(options.output);
    if (options.listWhales)
        return listWhales(options);
    if (!options.whale.empty())
        options.request.whale = whaleNamed(options.whale);
    if (isRun(options) && !options.request.whale && !options.latency && !asksForPart(options)) {
        const auto events = store::RunFolder::open(options.request.model.model, store::OpenMode::read).events();
        if (const auto record = compare::recordOf(events); !compare::isOver(record) && record.artefacts.empty())
            return inspectEvents(options.request.model.model, events, options);
    }
    const auto answers = answer(options, hooks);
    context.console.clearBar();
    if (!options.output.empty())
        writeFiles(options.output, filesOf(answers));
    if (options.json)
        std::cout << jsonText(jsonOf(answers), 2) << std::endl;
    else
        print(options, answers);
    return statusOf(answers, context);
}

} // namespace bubblenet::app
