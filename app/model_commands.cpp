// SPDX-License-Identifier: GPL-3.0-only
#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/evaluation_files.h"
#include "app/model_options.h"
#include "app/predictions.h"
#include "app/text.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/engine/prediction_text.h"
#include "core/engine/tools.h"

namespace bubblenet::app {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct EvalOptions {
    engine::ModelRequest model;
    engine::DataRequest data;
    std::string output;
    bool json = false;
};

int evaluate(const EvalOptions& options, Context& context) {
    if (options.json)
        context.console.beQuiet();
    if (!options.output.empty())
        prepareEvaluationFolder(options.output);
    const auto result = engine::evaluateModel(options.model, options.data, hooksFor(context));
    context.console.clearBar();
    if (!options.output.empty())
        writeEvaluation(options.output, options.model.model, result);
    if (options.json) {
        std::cout << metricsJson(options.model.model, result) << std::endl;
        return kDone;
    }
    Table table;
    table.alignLeft(1);
    table.add({"network", result.architecture});
    table.add({"data", result.dataset + ", " + result.split + ", " + std::to_string(result.images) + " images"});
    table.add({"best five", percentText(result.accuracyTop5)});
    table.add({"loss", fixedText(result.loss, 4)});
    table.add({"MACs", countText(result.costs.macs)});
    table.add({"parameters", countText(result.costs.parameters)});
    table.add({"time", fixedText(result.seconds, 1) + " s, " +
                           fixedText(static_cast<double>(result.images) / result.seconds, 0) + " images/s on " +
                           result.device});
    std::cout << table.text();
    if (result.testReads > 0)
        std::cout << "test split read: " << result.testReads << " times\n";
    if (!options.output.empty())
        std::cout << "written: metrics.json, confusion.csv, predictions.csv in " << options.output << "\n";
    std::cout << "Accuracy: " << fixedText(result.accuracy, 2) << "%" << std::endl;
    return kDone;
}

struct PredictOptions {
    engine::ModelRequest model;
    std::vector<std::string> images;
    int imageSize = 0;
    int top = 1;
    bool csv = false;
    bool json = false;
};

std::string tableOf(const std::vector<engine::ImagePrediction>& predictions, int top) {
    Table table({"image", "class", "probability", "time"});
    table.alignLeft(1);
    for (const auto& prediction : predictions) {
        for (std::size_t i = 0; i < prediction.best.size() && i < static_cast<std::size_t>(top); ++i) {
            const auto& c = prediction.best[i];
            table.add({i == 0 ? prediction.path.string() : "",
                       c.name.empty() ? "class " + std::to_string(c.index) : c.name, percentText(100 * c.probability),
                       i == 0 ? millisecondsText(prediction.milliseconds) : ""});
        }
    }
    return table.text();
}

int predict(const PredictOptions& options, Context& context) {
    if (options.json || options.csv)
        context.console.beQuiet();
    const auto images = namedImages(options.images, std::cin);
    const auto predictions = engine::predictImages(options.model, images, options.imageSize, hooksFor(context));
    context.console.clearBar();
    for (const auto& prediction : predictions)
        if (!prediction.problem.empty())
            context.console.error(prediction.problem);
    const auto read = std::count_if(predictions.begin(), predictions.end(),
                                    [](const auto& prediction) { return prediction.problem.empty(); });
    if (options.json)
        for (const auto& prediction : predictions)
            std::cout << engine::predictionJson(prediction) << "\n";
    else if (options.csv)
        std::cout << engine::predictionsCsv(predictions, options.top);
    else if (read > 0)
        std::cout << tableOf(predictions, options.top);
    std::cout << std::flush;
    return read == std::ssize(predictions) ? kDone : kFailed;
}

struct ExportOptions {
    engine::ModelRequest model;
    engine::ExportRequest request;
    std::string output = ".";
    bool json = false;
};

json jsonOf(const engine::FileVerification& verification) {
    json value{{"by", verification.by},
               {"largest_difference", verification.largestDifference},
               {"range", verification.range},
               {"images", verification.images},
               {"same_top1", verification.sameTop1},
               {"latency_ms", verification.latencyMs}};
    if (verification.accuracyInMemory && verification.accuracyInFile) {
        value["accuracy_in_memory"] = *verification.accuracyInMemory;
        value["accuracy_in_file"] = *verification.accuracyInFile;
    }
    return value;
}

json jsonOf(const engine::ExportedFile& file) {
    json value = jsonOf(static_cast<const engine::FileVerification&>(file));
    value["path"] = file.path.string();
    value["format"] = file.format;
    value["precision"] = file.precision;
    value["bytes"] = file.bytes;
    value["sha256"] = file.sha256;
    value["input_shape"] = file.inputShape;
    if (!file.module.empty())
        value["module"] = file.module.string();
    value["others"] = json::array();
    for (const auto& verification : file.others)
        value["others"].push_back(jsonOf(verification));
    return value;
}

void addTo(Table& table, const engine::FileVerification& verification) {
    char text[200];
    std::snprintf(text, sizeof text, "by %s: logits differ by %.2g of a range of %.3g, the same class for %lld of %lld",
                  verification.by.c_str(), verification.largestDifference, verification.range,
                  static_cast<long long>(verification.sameTop1), static_cast<long long>(verification.images));
    table.add({"verified", text});
    if (verification.accuracyInMemory && verification.accuracyInFile)
        table.add({"accuracy", percentText(*verification.accuracyInMemory) + " in memory, " +
                                   percentText(*verification.accuracyInFile) + " of the file, on these " +
                                   std::to_string(verification.images) + " images alone"});
    table.add({"latency", millisecondsText(verification.latencyMs) +
                              " an image on this CPU, median; an indication: 'inspect --latency' measures it"});
}

std::string tableOf(const engine::ExportedFile& file) {
    Table table;
    table.alignLeft(1);
    table.add({"file", file.path.string()});
    if (!file.module.empty())
        table.add({"module", file.module.string() + " (Python that rebuilds the network)"});
    table.add({"size", bytesText(static_cast<double>(file.bytes))});
    table.add({"SHA-256", file.sha256});
    addTo(table, file);
    for (const auto& verification : file.others)
        addTo(table, verification);
    if (file.format == "safetensors") {
        table.add({"in C++", "bubblenet::Network network(\"" + file.path.filename().string() +
                                 "\");   // bubblenet/network.h, by find_package(Bubblenet)"});
        table.add(
            {"", "network.classify(\"image.png\");   // the most probable classes; packaging/example has it all"});
    }
    if (file.format == "onnx" && file.others.empty())
        table.add({"", "ONNX Runtime is not installed here, or BUBBLENET_ONNXRUNTIME does not name it"});
    return table.text();
}

int exportNetwork(const ExportOptions& options, Context& context) {
    if (options.json)
        context.console.beQuiet();
    auto request = options.request;
    request.folder = options.output;
    const auto files = engine::exportModel(options.model, request, hooksFor(context));
    context.console.clearBar();
    for (const auto& file : files)
        std::cout << (options.json ? jsonText(jsonOf(file)) + "\n" : tableOf(file) + (files.size() > 1 ? "\n" : ""));
    std::cout << std::flush;
    return kDone;
}

std::string formatsHelp() {
    std::string help = "One or more, with commas between";
    for (const auto& format : engine::exportFormats())
        help += "; " + format.name + ": " + format.note;
    return help;
}

template<class Options, class Action>
std::shared_ptr<Options> addCommand(CLI::App& program, Context& context, CLI::App*& command,
                                    const std::pair<const char*, const char*>& nameAndHelp, Action action) {
    command = program.add_subcommand(nameAndHelp.first, nameAndHelp.second);
    auto options = std::make_shared<Options>();
    command->callback([options, action, &context] {
        context.action = [options, action, &context] { return action(*options, context); };
    });
    return options;
}

void addEval(CLI::App& program, Context& context) {
    CLI::App* command = nullptr;
    const auto o = addCommand<EvalOptions>(program, context, command,
                                           {"eval", "Accuracy on the test images of a data set"}, evaluate);
    command->add_option("--model", o->model.model, kModelHelp)->required();
    addModelOptions(*command, o->model);
    command->add_option("--dataset", o->data.dataset, "Data set to evaluate on; 'data list' lists them")->required();
    command->add_option("--data", o->data.path, "Folder that holds the data sets");
    command->add_option("--image-size", o->data.imageSize, "Pixels a side; 0: the data set's own")
        ->check(CLI::Range(0, 4096));
    command->add_option("--batch-size", o->data.batchSize, "Images at once")
        ->check(CLI::Range(1, 65536))
        ->capture_default_str();
    command->add_option("--output", o->output, "Folder for metrics.json, confusion.csv and predictions.csv");
    command->add_flag("--json", o->json, "The metrics as JSON on standard output");
}

void addPredict(CLI::App& program, Context& context) {
    CLI::App* command = nullptr;
    const auto o =
        addCommand<PredictOptions>(program, context, command, {"predict", "What is in these images"}, predict);
    command->add_option("images", o->images, "JPEG or PNG files, folders of them, or -: a list on standard input")
        ->required();
    command->add_option("--model", o->model.model, kModelHelp)->required();
    addModelOptions(*command, o->model);
    command->add_option("--image-size", o->imageSize, "Pixels a side; 0: what the network was made for")
        ->check(CLI::Range(0, 4096));
    command->add_option("--top", o->top, "Classes to show for each image")
        ->check(CLI::Range(1, 5))
        ->capture_default_str();
    command->add_flag("--csv", o->csv, "Comma-separated values, a line for each image");
    command->add_flag("--json", o->json, "A line of JSON for each image")->excludes("--csv");
}

void addExport(CLI::App& program, Context& context) {
    CLI::App* command = nullptr;
    const auto o = addCommand<ExportOptions>(
        program, context, command, {"export", "Write a run's network, or a weight file, in a format"}, exportNetwork);
    command->add_option("source,--model", o->model.model, "A run's folder or a weight file")->required();
    addModelOptions(*command, o->model);
    command->add_option("--format", o->request.formats, formatsHelp())->delimiter(',')->capture_default_str();
    command->add_option("--precision", o->request.precision, "Of the file's numbers: fp32, fp16, bf16")
        ->capture_default_str();
    command->add_option("--norms", o->request.norms, "Batch norms in ONNX: folded into the convolutions, or kept")
        ->capture_default_str();
    command->add_option("--dataset", o->request.data.dataset,
                        "Data set on whose test images the file is compared; without one: on random images");
    command->add_option("--data", o->request.data.path, "Folder that holds the data sets");
    command->add_option("--images", o->request.images, "Images to compare on, at most")
        ->check(CLI::Range(1, 1000000))
        ->capture_default_str();
    command->add_option("--image-size", o->request.data.imageSize, "Pixels a side; 0: what the network was made for")
        ->check(CLI::Range(0, 4096));
    command->add_option("--output", o->output, "Folder for the files")->capture_default_str();
    command->add_option("--name", o->request.name, "Name of the files, without a suffix; without one: the source's");
    command->add_flag("--json", o->json, "A line of JSON for each file");
}

} // namespace

void addModelCommands(CLI::App& program, Context& context) {
    addEval(program, context);
    addPredict(program, context);
    addExport(program, context);
}

} // namespace bubblenet::app
